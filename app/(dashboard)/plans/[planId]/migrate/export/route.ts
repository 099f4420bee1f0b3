import { notFound } from "@/lib/errors";
import { PlanId } from "@/lib/ids";
import type { MigrationImpact } from "@/lib/subscription/schema/migration";
import { dryRunMigration } from "@/lib/subscription/writes/preview-migration";
import type { CsvColumn } from "@/lib/text/csv";
import { csvRoute, MOST_CSV_ROWS } from "@/lib/transport/csv";
import { loadMigrateParams } from "../search-params";

const creditsText = (credits: MigrationImpact["creditsBefore"]) =>
  credits.map(({ creditUnit, credits: amount }) => `${amount} ${creditUnit}`).join(", ");

const COLUMNS: readonly CsvColumn<MigrationImpact>[] = [
  ["subscription_id", ({ subscriptionId }) => subscriptionId],
  ["customer_id", ({ customerId }) => customerId],
  ["external_id", ({ customerExternalId }) => customerExternalId],
  ["customer", ({ customerName }) => customerName],
  ["plan_version", ({ versionNumber }) => versionNumber],
  ["moves_at", ({ at }) => at],
  ["fee_before", ({ feeBefore }) => feeBefore],
  ["fee_after", ({ feeAfter }) => feeAfter],
  ["currency", ({ currency }) => currency],
  ["credits_before", ({ creditsBefore }) => creditsText(creditsBefore)],
  ["credits_after", ({ creditsAfter }) => creditsText(creditsAfter)],
  ["loses", ({ lostFeatures }) => lostFeatures.join(", ")],
  ["cannot_move_because", ({ obstacle }) => obstacle],
];

/** As many as a file takes, where the page shows the first. */
export const GET = csvRoute({
  permission: "subscription:write",
  fileName: "subscribers-to-move",
  columns: COLUMNS,
  rows: async (ctx, { search, params }) => {
    const { data: planId } = PlanId.safeParse(params.planId);
    if (!planId) throw notFound("plan", String(params.planId));
    const { when } = loadMigrateParams(search);
    return (await dryRunMigration(ctx, planId, { when, limit: MOST_CSV_ROWS })).impacts;
  },
});
