import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { transact } from "@/lib/db/transact";
import { invalidField } from "@/lib/errors";
import { type CustomerId, idText } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { lockBooks } from "../lock-books";
import type { MemberLimit } from "../rules/member-limit";
import type { MemberLimitInput, MemberLimitView } from "../schema/member";
import { findMemberLimit, setMemberLimit } from "../store/member-limits";
import { DEFAULT_MEMBER } from "../store/members";
import { loadCustomerDefaults } from "../store/wallets";

/**
 * Sets how many credits of the customer a member may use in a period, or takes its own limit away.
 * It counts for what is asked from now on: what was used beyond a lower limit stays used.
 *
 * @throws DomainError `not_found` for the customer; `validation_error` for a credit unit that the
 *   organization does not have.
 */
export const limitMember = (
  ctx: Context,
  whose: { readonly customerId: CustomerId; readonly member: string },
  input: MemberLimitInput,
): Promise<MemberLimitView> => setLimit(ctx, whose, input);

/** The same for whoever has no limit of their own. @throws DomainError as `limitMember`. */
export const limitMembers = (
  ctx: Context,
  customerId: CustomerId,
  input: MemberLimitInput,
): Promise<MemberLimitView> => setLimit(ctx, { customerId, member: DEFAULT_MEMBER }, input);

async function setLimit(
  asking: Context,
  whose: { readonly customerId: CustomerId; readonly member: string },
  { creditLimit, creditUnit, period }: MemberLimitInput,
): Promise<MemberLimitView> {
  const { customerId, member } = whose;
  const ctx = await onClock(asking, customerId);
  return transact(ctx, async (tx) => {
    const defaults = await loadCustomerDefaults(tx, ctx, customerId);
    const unit = creditUnit ?? defaults.creditUnit;
    if (!defaults.creditUnits.has(unit)) {
      throw invalidField("creditUnit", "There is no such credit unit");
    }
    // What is decided under this lock sees the limit that stood before it, or this one.
    await lockBooks(tx, ctx, customerId);
    const known = await findMemberLimit(tx, ctx, whose);
    const limit = creditLimit === null ? null : { limit: creditLimit, creditUnit: unit };
    const [before, after] = [limitView(known), limitView(limit ?? undefined)];
    if (JSON.stringify(before) !== JSON.stringify(after)) {
      await setMemberLimit(tx, ctx, { ...whose, limit });
      await recordAudit(tx, ctx, {
        action: member === DEFAULT_MEMBER ? "members.limited" : "member.limited",
        ...{ entity: "customer", entityId: idText("cus", customerId), customerId },
        before: told(member, before),
        after: told(member, after),
      });
    }
    return { creditLimit: after?.creditLimit ?? null, creditUnit: unit, period };
  });
}

const limitView = (limit: MemberLimit | undefined) =>
  limit && { creditLimit: creditsText(limit.limit), creditUnit: limit.creditUnit };

const told = (member: string, limit: ReturnType<typeof limitView>) => ({
  member: member || null,
  ...(limit ?? { creditLimit: null }),
});
