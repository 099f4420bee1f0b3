import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import type * as z from "zod";
import { PlanId } from "@/lib/ids";
import { SUBSCRIPTION_STATUSES } from "@/lib/subscription/rules/subscription";
import { SubscriptionRowQuery } from "@/lib/subscription/schema/rows";
import { PERIOD_LENGTHS } from "@/lib/time/period-length";
import { parseAsCursor } from "../cursor-param";
import { isDay } from "../day-param";

export const PAGE_SIZE = 50;

export const loadSubscriptionParams = createLoader({
  q: parseAsString.withDefault(""),
  status: parseAsStringLiteral(SUBSCRIPTION_STATUSES),
  plan: parseAsString,
  period: parseAsStringLiteral(PERIOD_LENGTHS),
  overrides: parseAsStringLiteral(["yes", "no"]),
  renewsFrom: parseAsString,
  renewsUntil: parseAsString,
  startedFrom: parseAsString,
  startedUntil: parseAsString,
  after: parseAsCursor,
});
export type SubscriptionParams = Awaited<ReturnType<typeof loadSubscriptionParams>>;

export const subscriptionQuery = (params: SubscriptionParams): SubscriptionRowQuery =>
  SubscriptionRowQuery.parse(subscriptionFilter(params));

/** The same as it goes over the wire. What no form could have put there narrows nothing. */
export const subscriptionFilter = (
  params: SubscriptionParams,
): z.input<typeof SubscriptionRowQuery> => {
  const { q, status, plan, period, overrides, after } = params;
  return {
    search: q.trim().slice(0, 200),
    status,
    planId: PlanId.safeParse(plan).success ? plan : null,
    billingPeriod: period,
    hasOverrides: overrides && overrides === "yes",
    renewsFrom: dayOf(params.renewsFrom),
    renewsUntil: dayOf(params.renewsUntil),
    startedFrom: dayOf(params.startedFrom),
    startedUntil: dayOf(params.startedUntil),
    cursor: after,
    limit: PAGE_SIZE,
  };
};

const dayOf = (text: string | null) => (isDay(text) ? text : null);

/** Whether anything but the page was chosen: then an empty list is no first run. */
export const isNarrowed = ({ q, after, ...filters }: SubscriptionParams): boolean =>
  q !== "" || after !== null || Object.values(filters).some((value) => value !== null);

/** Of the start page: for whom, of which plan, and the search for a customer. */
export const loadStartParams = createLoader({
  customer: parseAsString,
  plan: parseAsString,
  q: parseAsString.withDefault(""),
  after: parseAsCursor,
});
