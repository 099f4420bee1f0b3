/** May this customer use that feature now, what would it cost, and if not: why not. */
import type { Context } from "@/lib/context";
import { findClockTimesByExternalId } from "@/lib/customer/reads/clock";
import { atInstant, KEY_READS } from "@/lib/db/transact";
import type { CheckInput, CheckView } from "../schema/access";
import { checkView } from "../view/check";
import { weighUse } from "./weigh-use";

/**
 * Advice, not a promise: the debit decides. A refusal is an answer here, not an error.
 *
 * @throws DomainError `not_found` for an unknown customer or feature.
 */
export async function checkAccess(asking: Context, input: CheckInput): Promise<CheckView> {
  const { externalCustomerId } = input;
  const clocks = await findClockTimesByExternalId(asking, [externalCustomerId]);
  const ctx = atInstant(asking, clocks.get(externalCustomerId) ?? asking.at);
  return checkView(await weighUse(KEY_READS, ctx, input), ctx.at);
}
