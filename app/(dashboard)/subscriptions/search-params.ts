import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import type { SubscriptionQuery } from "@/lib/subscription/schema";
import { parseAsCursor } from "../cursor-param";

export const PAGE_SIZE = 50;

export const loadSubscriptionParams = createLoader({
  q: parseAsString.withDefault(""),
  status: parseAsStringLiteral(["ACTIVE", "PAST_DUE", "CANCELLED", "ENDED"]),
  after: parseAsCursor,
});
export type SubscriptionParams = Awaited<ReturnType<typeof loadSubscriptionParams>>;

export const subscriptionQuery = ({ q, status, after }: SubscriptionParams): SubscriptionQuery => ({
  customerId: null,
  planId: null,
  status,
  search: q.trim().slice(0, 200),
  cursor: after,
  offset: 0,
  limit: PAGE_SIZE,
});

/** Whether anything but the page was chosen: then an empty list is no first run. */
export const isNarrowed = ({ q, status }: SubscriptionParams): boolean =>
  q !== "" || status !== null;

/** Of the start page: for whom, of which plan, and the search for a customer. */
export const loadStartParams = createLoader({
  customer: parseAsString,
  plan: parseAsString,
  q: parseAsString.withDefault(""),
  after: parseAsCursor,
});
