/** Members of a customer: how many of its credits each may use, and has used. */
import * as z from "zod";
import { CustomerId } from "@/lib/ids";
import {
  MemberDefaultsView,
  MemberLimitInput,
  MemberName,
  MemberView,
} from "@/lib/ledger/schema/member";
import { limitMember, limitMembers } from "@/lib/ledger/writes/limit-member";
import { CreditsOrZero } from "@/lib/money/schema";
import { findMember, findMemberDefaults, listMembers } from "@/lib/usage/reads/members";
import { amountText } from "./amounts";
import { snake, snakeSchema } from "./dialect/snake";
import { CursorQuery, cursorPage, listOf } from "./fields";
import { poured } from "./pour";
import { type Route, route } from "./route";

const Params = z.object({ customerId: CustomerId });
const MemberParams = Params.extend({ member: MemberName });

const CreditLimit = amountText(CreditsOrZero).nullable();
const Terms = {
  credit_unit: z.string().max(50).nullish(),
  period: MemberLimitInput.shape.period.unwrap().nullish(),
};

const listMembersRoute = route({
  method: "get",
  path: "/customers/{customerId}/members",
  scope: "customers:read",
  summary: "List a customer's members with their limits and what they used, the greatest use first",
  params: Params,
  query: CursorQuery.extend({
    /** Part of a member's name. */
    search: z.string().max(255).optional(),
  }),
  reply: listOf(snakeSchema(MemberView)).extend({ defaults: snakeSchema(MemberDefaultsView) }),
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { params: { customerId }, query }) => ({
    defaults: snake(await findMemberDefaults(ctx, customerId)),
    ...(await cursorPage(
      query,
      (walk) => listMembers(ctx, customerId, { ...walk, search: query.search }),
      snake,
    )),
  }),
});

/** The limit of whoever has none of their own; null takes it away. */
const setDefaultRoute = route({
  method: "put",
  path: "/customers/{customerId}/members",
  scope: "customers:write",
  summary: "Set how many credits each member of a customer may use that has no limit of its own",
  params: Params,
  body: z.strictObject({ default_credit_limit: CreditLimit, ...Terms }),
  reply: snakeSchema(MemberDefaultsView),
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { params: { customerId }, body }) => {
    const names = { creditLimit: "default_credit_limit" };
    await limitMembers(ctx, customerId, limitOf(body.default_credit_limit, body, names));
    return snake(await findMemberDefaults(ctx, customerId));
  },
});

const getMemberRoute = route({
  method: "get",
  path: "/customers/{customerId}/members/{member}",
  scope: "customers:read",
  summary: "Get what a member may use in the period that runs, and has used",
  params: MemberParams,
  reply: snakeSchema(MemberView),
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { params: { customerId, member } }) =>
    snake(await findMember(ctx, customerId, member)),
});

/** Null takes the member's own limit away: the default one counts again. */
const setLimitRoute = route({
  method: "put",
  path: "/customers/{customerId}/members/{member}",
  scope: "customers:write",
  summary: "Set how many credits a member may use in a period",
  params: MemberParams,
  body: z.strictObject({ credit_limit: CreditLimit, ...Terms }),
  reply: snakeSchema(MemberView),
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { params: { customerId, member }, body }) => {
    await limitMember(ctx, { customerId, member }, limitOf(body.credit_limit, body, {}));
    return snake(await findMember(ctx, customerId, member));
  },
});

type Told = {
  readonly credit_unit?: string | null | undefined;
  readonly period?: MemberLimitInput["period"] | null | undefined;
};

const limitOf = (
  creditLimit: string | null,
  { credit_unit, period }: Told,
  names: Readonly<Record<string, string>>,
): MemberLimitInput =>
  poured(
    MemberLimitInput,
    { creditLimit, creditUnit: credit_unit ?? null, ...(period && { period }) },
    names,
  );

export const MEMBER_ROUTES: readonly Route[] = [
  listMembersRoute,
  setDefaultRoute,
  getMemberRoute,
  setLimitRoute,
].flat();
