import { listUpcoming } from "@/lib/subscription/reads/upcoming-days";
import type { UpcomingRowView } from "@/lib/subscription/schema/upcoming";
import type { CsvColumn } from "@/lib/text/csv";
import { csvRoute } from "@/lib/transport/csv";
import { loadUpcomingParams, upcomingQuery } from "../search-params";

const COLUMNS: readonly CsvColumn<UpcomingRowView>[] = [
  ["day", ({ day }) => day],
  ["at", ({ at }) => at],
  ["kind", ({ kind }) => kind],
  ["subscription_id", ({ subscriptionId }) => subscriptionId],
  ["customer_id", ({ customerId }) => customerId],
  ["external_id", ({ customerExternalId }) => customerExternalId],
  ["customer", ({ customerName }) => customerName],
  ["plan", ({ planName }) => planName],
  ["credits", ({ credits }) => credits[0]?.amount ?? null],
  ["credit_unit", ({ credits }) => credits[0]?.creditUnit ?? null],
  ["invoiced", ({ invoiced }) => invoiced?.total ?? null],
  ["currency", ({ invoiced }) => invoiced?.currency ?? null],
];

export const GET = csvRoute({
  permission: "subscription:read",
  fileName: "upcoming",
  columns: COLUMNS,
  rows: async (ctx, { search }) => {
    const params = await loadUpcomingParams(search);
    const { rows, isPartial } = await listUpcoming(ctx, upcomingQuery(params));
    const shown = rows.filter(({ day }) => params.day === null || day === params.day);
    return { rows: shown.flatMap(byUnit), isPartial };
  },
});

/** Credits of several units are several lines; the invoice stands on the first. */
const byUnit = (row: UpcomingRowView): readonly UpcomingRowView[] =>
  row.credits.length < 2
    ? [row]
    : row.credits.map((of, index) => ({
        ...row,
        credits: [of],
        invoiced: index === 0 ? row.invoiced : null,
      }));
