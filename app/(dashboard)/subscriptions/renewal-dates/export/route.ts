import { DomainError } from "@/lib/errors";
import type { RenewalMoveImpact } from "@/lib/subscription/schema/renewal-move";
import { dryRunRenewalMove } from "@/lib/subscription/writes/dry-run-renewal-move";
import type { CsvColumn } from "@/lib/text/csv";
import { csvRoute, MOST_CSV_ROWS } from "@/lib/transport/csv";
import { loadSubscriptionParams } from "../../search-params";
import { loadRenewalMoveParams, selectionIn, targetIn } from "../search-params";

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
  [
    "next_credits",
    ({ credits }) => credits.map((own) => `${own.credits} ${own.creditUnit}`).join(", "),
  ],
  ["renews_at", ({ renewsAt }) => renewsAt],
  ["cannot_move_because", ({ obstacle }) => obstacle],
];

/** As many as a file takes, where the page shows the first. */
export const GET = csvRoute({
  permission: "subscription:write",
  fileName: "renewal-dates-to-move",
  columns: COLUMNS,
  rows: async (ctx, { search }) => {
    const params = loadRenewalMoveParams(search);
    const target = targetIn(params);
    if (!target) {
      throw new DomainError("validation_error", "Name the new day", {
        fields: { day: ["Missing"] },
      });
    }
    const selection = selectionIn(params, loadSubscriptionParams(search));
    const asked = { target, limit: MOST_CSV_ROWS };
    return (await dryRunRenewalMove(ctx, selection, asked)).impacts;
  },
});
