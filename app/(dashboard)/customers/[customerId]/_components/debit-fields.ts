import * as z from "zod";
import type { DebitPreviewView } from "@/lib/ledger/schema";
import { DebitInput } from "@/lib/ledger/schema";

export const REASON_CODES = DebitInput.shape.reasonCode.options;

/** What the form holds beside the debit itself. */
export const DebitForm = DebitInput.extend({
  walletId: z.string(),
  /** The amount once more, where it is large. */
  again: z.string(),
});
export type DebitFormFields = z.input<typeof DebitForm>;

/** The grants that a new preview shows otherwise than an earlier one did. */
export function changedGrants(
  before: DebitPreviewView | undefined,
  after: DebitPreviewView | undefined,
): ReadonlySet<string> {
  if (!before || !after) return new Set();
  const known = new Map(before.grants.map((grant) => [grant.grantId, grant]));
  const moved = after.grants.filter(({ grantId, available, takes, leftAfter }) => {
    const was = known.get(grantId);
    return was?.available !== available || was.takes !== takes || was.leftAfter !== leftAfter;
  });
  return new Set(moved.map(({ grantId }) => grantId));
}
