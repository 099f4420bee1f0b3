import type { Context } from "@/lib/context";
import { transact, within } from "@/lib/db/transact";
import type { CustomerId } from "@/lib/ids";
import type { MemberLimitInput } from "../schema/member";
import { limitMember } from "./limit-member";

/**
 * Sets one limit for each of these members, or takes their own away: all of them, or none.
 *
 * @returns how many members were named.
 * @throws DomainError as `limitMember`.
 */
export function limitEach(
  ctx: Context,
  { customerId, members }: { readonly customerId: CustomerId; readonly members: readonly string[] },
  input: MemberLimitInput,
): Promise<number> {
  const named = [...new Set(members)].toSorted();
  return transact(ctx, async (tx) => {
    const inside = within(ctx, tx);
    for (const member of named) await limitMember(inside, { customerId, member }, input);
    return named.length;
  });
}
