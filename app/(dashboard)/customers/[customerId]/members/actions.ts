"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { CustomerId } from "@/lib/ids";
import { MemberLimitInput, MemberName } from "@/lib/ledger/schema/member";
import { limitEach } from "@/lib/ledger/writes/limit-each";
import { limitMember, limitMembers } from "@/lib/ledger/writes/limit-member";
import { action } from "@/lib/transport/action";

/** Limits show on the members' page and in what is told of refused uses. */
const refreshMembers = () => revalidatePath("/customers/[customerId]/members", "page");

export const limitMemberAction = action({
  permission: "customer:write",
  input: z.object({ customerId: CustomerId, member: MemberName, limit: MemberLimitInput }),
  async run(ctx, { customerId, member, limit }) {
    const set = await limitMember(ctx, { customerId, member }, limit);
    refreshMembers();
    return set;
  },
});

/** So many names at once as one page of the list has, and some. */
const MOST_NAMES = 200;

export const limitEachAction = action({
  permission: "customer:write",
  input: z.object({
    customerId: CustomerId,
    members: z.array(MemberName).min(1, "Name a member").max(MOST_NAMES),
    limit: MemberLimitInput,
  }),
  async run(ctx, { customerId, members, limit }) {
    const count = await limitEach(ctx, { customerId, members }, limit);
    refreshMembers();
    return count;
  },
});

export const limitMembersAction = action({
  permission: "customer:write",
  input: z.object({ customerId: CustomerId, limit: MemberLimitInput }),
  async run(ctx, { customerId, limit }) {
    const set = await limitMembers(ctx, customerId, limit);
    refreshMembers();
    return set;
  },
});
