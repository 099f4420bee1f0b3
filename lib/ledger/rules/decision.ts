/** What the rule of one command answers; `apply` adds what the entries tell by themselves. */
import type { GrantId, HoldId, TransactionId } from "@/lib/ids";
import { type Credits, ZERO } from "@/lib/money/credits";
import type { Hold } from "./books";
import type { PartDecision, Refusal } from "./command";

export type Done = {
  readonly amount: Credits;
  readonly parts: readonly PartDecision[];
  readonly grantId: GrantId | null;
  readonly holdId: HoldId | null;
  readonly released: Credits;
  readonly lapsed: Credits;
  readonly invoiced: Credits;
  readonly reverses: TransactionId | null;
  /** Of holds: what they are for. A debit's own command says it. */
  readonly use: Pick<Hold, "featureId" | "member"> | null;
  /** Which window of its member what it took counts in; null: of none, or of a hold's. */
  readonly memberWindow: Date | null;
  /** When the transaction counts; null: at the instant of the command. */
  readonly effectiveAt: Date | null;
};

export type Decision =
  | ({ readonly ok: true } & Done)
  | { readonly ok: false; readonly refusal: Refusal };

export const refused = (refusal: Refusal): Decision => ({ ok: false, refusal });

export const done = (told: Partial<Done> & Pick<Done, "amount">): Decision => ({
  ok: true,
  parts: [],
  grantId: null,
  holdId: null,
  released: ZERO,
  lapsed: ZERO,
  invoiced: ZERO,
  reverses: null,
  use: null,
  memberWindow: null,
  effectiveAt: null,
  ...told,
});
