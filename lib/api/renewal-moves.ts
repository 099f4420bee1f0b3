/** Another day to renew on for many subscriptions at once: what it would do to each, and how far it is. */
import * as z from "zod";
import { invalidField } from "@/lib/errors";
import { CustomerId, PlanId, SubscriptionId } from "@/lib/ids";
import { listRenewalMoves } from "@/lib/subscription/reads/renewal-moves";
import { SUBSCRIPTION_STATUSES } from "@/lib/subscription/rules/subscription";
import { oneDay, RenewalTargetFields, targetOf } from "@/lib/subscription/schema/renewal-date";
import {
  RenewalMoveDryRun,
  type RenewalMoveSelection,
  RenewalMoveView,
} from "@/lib/subscription/schema/renewal-move";
import { SubscriptionRowQuery } from "@/lib/subscription/schema/rows";
import { dryRunRenewalMove } from "@/lib/subscription/writes/dry-run-renewal-move";
import { moveRenewalDates } from "@/lib/subscription/writes/move-renewal-dates";
import { plainLines } from "@/lib/text/schema";
import { PERIOD_WORDS, PERIODS_IN } from "./dialect/periods";
import { snake, snakeSchema } from "./dialect/snake";
import { DayText, listOf, wholeList } from "./fields";
import { poured } from "./pour";
import { type Route, route } from "./route";
import { RENEWAL_DAY_FIELDS, RENEWAL_DAY_NAMES, renewalDayOf } from "./subscription-renewal-date";

/** As the dashboard's list is narrowed. Empty: every subscription that is not over. */
const Filter = z.strictObject({
  customer_id: CustomerId.nullish(),
  plan_id: PlanId.nullish(),
  subscription_status: z.string().toUpperCase().pipe(z.enum(SUBSCRIPTION_STATUSES)).nullish(),
  billing_period: z.enum(PERIOD_WORDS).nullish(),
  /** Local days in each one's own zone, both included. */
  renews_from: DayText.nullish(),
  renews_until: DayText.nullish(),
  search: z.string().max(200).nullish(),
});

const Body = z.strictObject({
  /** Those that are meant; or, instead, `filter`. */
  subscription_ids: z.array(SubscriptionId).min(1).max(500).nullish(),
  filter: Filter.nullish(),
  ...RENEWAL_DAY_FIELDS,
  reason: plainLines(500).default(""),
  /** Of the preview; it holds the call to the day and to just those that were shown. */
  fingerprint: z.string().max(64).nullish(),
});
type Body = z.output<typeof Body>;

type Filtered = z.output<typeof Filter>;

const queryOf = (filter: Filtered): SubscriptionRowQuery => ({
  ...SubscriptionRowQuery.parse({ search: filter.search ?? "" }),
  customerId: filter.customer_id ?? null,
  planId: filter.plan_id ?? null,
  status: filter.subscription_status ?? null,
  billingPeriod: filter.billing_period ? PERIODS_IN[filter.billing_period] : null,
  renewsFrom: filter.renews_from ?? null,
  renewsUntil: filter.renews_until ?? null,
});

/** Everybody is meant only where that is said. */
function meantBy({ subscription_ids: ids, filter }: Body): RenewalMoveSelection {
  if (Boolean(ids) === Boolean(filter)) {
    throw invalidField("subscription_ids", "Name subscription_ids or a filter, and not both");
  }
  return { ids: ids ?? null, query: queryOf(filter ?? {}) };
}

const dayOf = (body: Body) =>
  poured(RenewalTargetFields.superRefine(oneDay), renewalDayOf(body), RENEWAL_DAY_NAMES);

const MoveDialect = snakeSchema(RenewalMoveView).meta({ id: "RenewalMove" });

const moveRoute = route({
  method: "post",
  path: "/subscriptions/renewal-dates",
  scope: "subscriptions:write",
  summary: "Move the renewal dates of many subscriptions, each from the end of its running period",
  body: Body,
  reply: MoveDialect,
  status: 202,
  refusals: ["validation_error", "invalid_state", "stale_preview"],
  run: async (ctx, { body }) => {
    const { reason, fingerprint = null } = body;
    const asked = { ...dayOf(body), selection: meantBy(body), reason, fingerprint };
    return snake(await moveRenewalDates(ctx, asked));
  },
  preview: {
    reply: snakeSchema(RenewalMoveDryRun).meta({ id: "RenewalMovePreview" }),
    run: async (ctx, { body }) => {
      const target = targetOf(dayOf(body));
      if (!target) throw new RangeError("just one day is to be named");
      return snake(await dryRunRenewalMove(ctx, meantBy(body), { target }));
    },
  },
});

const listRoute = route({
  method: "get",
  path: "/subscriptions/renewal-dates",
  scope: "subscriptions:read",
  summary: "List the moves of many renewal dates, newest first, with how far each is",
  reply: listOf(MoveDialect),
  status: 200,
  refusals: [],
  run: async (ctx) => wholeList((await listRenewalMoves(ctx)).map((move) => snake(move))),
});

export const RENEWAL_MOVE_ROUTES: readonly Route[] = [moveRoute, listRoute].flat();
