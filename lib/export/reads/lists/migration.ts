import * as z from "zod";
import type { Context } from "@/lib/context";
import { DomainError } from "@/lib/errors";
import type { PlanId, PlanVersionId } from "@/lib/ids";
import { CHANGE_TIMES } from "@/lib/subscription/rules/change-direction";
import type { MigrationImpact } from "@/lib/subscription/schema/migration";
import { latestVersion } from "@/lib/subscription/writes/migrate-subscribers";
import { listMigrationImpacts } from "@/lib/subscription/writes/preview-migration";
import type { CsvColumn } from "@/lib/text/csv";
import { creditsCell } from "../../rules/credits-cell";
import { exportList } from "../export-list";
import { storedId } from "../stored-query";
import { walkSubscriptions } from "../walk-subscriptions";

const Query = z.object({
  planId: storedId<PlanId>(),
  /** To which they would be moved as it was asked for: one file tells of one version. */
  planVersionId: storedId<PlanVersionId>(),
  when: z.enum(CHANGE_TIMES),
});

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
  ["credits_before", ({ creditsBefore }) => creditsCell(creditsBefore)],
  ["credits_after", ({ creditsAfter }) => creditsCell(creditsAfter)],
  ["loses", ({ lostFeatures }) => lostFeatures.join(", ")],
  ["cannot_move_because", ({ obstacle }) => obstacle],
];

const currencyOf = ({ currency }: MigrationImpact) => currency;

/** What moving a plan's subscribers would do to each, as of the asking. */
export const MIGRATION = exportList({
  name: "Subscribers to move",
  permission: "subscription:write",
  stored: Query,
  columns: COLUMNS,
  totals: { fee_before: currencyOf, fee_after: currencyOf },
  writtenAt: null,
  async page(ctx, query: z.output<typeof Query>, place) {
    const asked = { latest: await askedVersion(ctx, query), when: query.when };
    return walkSubscriptions(place, (page) => listMigrationImpacts(ctx, asked, page));
  },
});

/** @throws DomainError `stale_preview` where another version was published meanwhile. */
async function askedVersion(ctx: Context, { planId, planVersionId }: z.output<typeof Query>) {
  const latest = await latestVersion(ctx, planId);
  if (latest.id === planVersionId) return latest;
  throw new DomainError("stale_preview", "Another version of the plan was published meanwhile", {
    preview: null,
  });
}
