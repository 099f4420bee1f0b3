import type { CustomerId, PlanId } from "@/lib/ids";
import { listSubscriptionRowsUncounted } from "@/lib/subscription/reads/rows";
import { addOnWords } from "@/lib/subscription/schema/add-on-words";
import { type SubscriptionRow, SubscriptionRowQuery } from "@/lib/subscription/schema/rows";
import type { CsvColumn } from "@/lib/text/csv";
import { exportList } from "../export-list";
import { storedId } from "../stored-query";

const COLUMNS: readonly CsvColumn<SubscriptionRow>[] = [
  ["id", ({ id }) => id],
  ["customer_id", ({ customerId }) => customerId],
  ["external_id", ({ customerExternalId }) => customerExternalId],
  ["customer", ({ customerName }) => customerName],
  ["plan", ({ planName }) => planName],
  ["plan_version", ({ planVersionNumber }) => planVersionNumber],
  ["tier", ({ chosenTiers }) => chosenTiers.map(({ credits }) => credits).join(" ")],
  ["add_ons", ({ addOns }) => addOns.map(addOnWords).join(", ")],
  ["own_terms", ({ hasOverrides }) => hasOverrides],
  ["status", ({ status }) => status.toLowerCase()],
  ["billing_period", ({ billingPeriod }) => billingPeriod.toLowerCase()],
  ["started_at", ({ startedAt }) => startedAt],
  ["current_period_start", ({ currentPeriodStart }) => currentPeriodStart],
  ["current_period_end", ({ currentPeriodEnd }) => currentPeriodEnd],
  ["ends_at", ({ endsAt }) => endsAt],
  ["next_grant_at", ({ nextGrantAt }) => nextGrantAt],
  ["next_grant_credits", ({ nextGrantCredits }) => nextGrantCredits],
  ["next_invoice_at", ({ nextInvoiceAt }) => nextInvoiceAt],
  ["next_invoice_total", ({ nextInvoiceTotal }) => nextInvoiceTotal],
  ["currency", ({ currency }) => currency],
];

/** A `SubscriptionRowQuery` as its row keeps it. */
export const StoredSubscriptionQuery = SubscriptionRowQuery.extend({
  customerId: storedId<CustomerId>().nullable().default(null),
  planId: storedId<PlanId>().nullable().default(null),
});

/** Of what credits its next grant will be is not told: they are not summed. */
export const SUBSCRIPTIONS = exportList({
  name: "Subscriptions",
  permission: "subscription:read",
  stored: StoredSubscriptionQuery,
  columns: COLUMNS,
  totals: { next_invoice_total: ({ currency }) => currency },
  writtenAt: ({ createdAt }) => createdAt,
  page: (ctx, query: SubscriptionRowQuery, place) =>
    listSubscriptionRowsUncounted(ctx, { ...query, ...place }),
});
