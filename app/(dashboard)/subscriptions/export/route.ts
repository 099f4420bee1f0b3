import { listSubscriptionRows } from "@/lib/subscription/reads/rows";
import type { SubscriptionRow } from "@/lib/subscription/schema/rows";
import { type CsvColumn, collectPages, csvRoute } from "@/lib/transport/csv";
import { addOnWords } from "../_components/subscription-words";
import { loadSubscriptionParams, subscriptionQuery } from "../search-params";

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

export const GET = csvRoute({
  permission: "subscription:read",
  fileName: "subscriptions",
  columns: COLUMNS,
  rows: (ctx, { search }) => {
    const query = subscriptionQuery(loadSubscriptionParams(search));
    return collectPages((page) => listSubscriptionRows(ctx, { ...query, ...page }));
  },
});
