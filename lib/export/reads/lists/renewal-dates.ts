import * as z from "zod";
import type { SubscriptionId } from "@/lib/ids";
import type { RenewalMoveImpact } from "@/lib/subscription/schema/renewal-move";
import { listRenewalMoveImpacts } from "@/lib/subscription/writes/dry-run-renewal-move";
import type { CsvColumn } from "@/lib/text/csv";
import { creditsCell } from "../../rules/credits-cell";
import { exportList } from "../export-list";
import { storedId } from "../stored-query";
import { walkSubscriptions } from "../walk-subscriptions";
import { StoredSubscriptionQuery } from "./subscriptions";

const Query = z.object({
  target: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("calendar") }),
    z.object({ kind: z.literal("day"), day: z.int() }),
    z.object({ kind: z.literal("date"), on: z.string() }),
  ]),
  selection: z.object({
    ids: z.array(storedId<SubscriptionId>()).nullable(),
    query: StoredSubscriptionQuery,
  }),
});

const COLUMNS: readonly CsvColumn<RenewalMoveImpact>[] = [
  ["subscription_id", ({ subscriptionId }) => subscriptionId],
  ["customer_id", ({ customerId }) => customerId],
  ["external_id", ({ customerExternalId }) => customerExternalId],
  ["customer", ({ customerName }) => customerName],
  ["plan", ({ planName }) => planName],
  ["running_period_ends_at", ({ endsAt }) => endsAt],
  ["bridge_days", ({ bridge }) => bridge?.days ?? null],
  ["bridge_of_days", ({ bridge }) => bridge?.ofDays ?? null],
  ["next_total", ({ total }) => total],
  ["currency", ({ currency }) => currency],
  ["next_credits", ({ credits }) => creditsCell(credits)],
  ["renews_at", ({ renewsAt }) => renewsAt],
  ["cannot_move_because", ({ obstacle }) => obstacle],
];

/** What another day to renew on would do to each of many, as of the asking. */
export const RENEWAL_DATES = exportList({
  name: "Renewal dates to move",
  permission: "subscription:write",
  stored: Query,
  columns: COLUMNS,
  totals: { next_total: ({ currency }) => currency },
  writtenAt: null,
  page: (ctx, asked: z.output<typeof Query>, place) =>
    walkSubscriptions(place, (page) => listRenewalMoveImpacts(ctx, asked, page)),
});
