import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { ColdTx } from "@/lib/db/transact";
import { DomainError, invalidField } from "@/lib/errors";
import type { FeatureId, OrganizationId } from "@/lib/ids";
import {
  FALLING_TOTAL,
  type FeatureChanges,
  type FeatureView,
  type MeterInput,
  mayFall,
} from "../schema/feature";
import { isFeatureUsedSince, loadPlansUsing, meterColumns } from "../store/features";
import { changeCatalog } from "./change-catalog";
import { featureViewIn } from "./create-feature";

/**
 * Changes what is named and leaves the rest.
 *
 * @throws DomainError `not_found`; `invalid_state` for another meter once use was counted,
 *   because what was counted would no longer be what the feature says; `validation_error` for a
 *   meter whose total may fall where the feature is priced or in a plan.
 */
export function updateFeature(
  ctx: Context,
  id: FeatureId,
  changes: FeatureChanges,
): Promise<FeatureView> {
  return changeCatalog(ctx, async (tx) => {
    const before = await featureViewIn(tx, ctx, id);
    const { meter, ...words } = changes;
    if (meter) await updateMeter(tx, ctx, before, { id, meter });
    await tx.prisma.feature.update({ where: { id }, data: { ...named(words), updatedAt: ctx.at } });
    const after = await featureViewIn(tx, ctx, id);
    await recordAudit(tx, ctx, {
      action: "feature.updated",
      entity: "feature",
      entityId: id,
      before,
      after,
    });
    return after;
  });
}

async function updateMeter(
  tx: ColdTx,
  { organizationId }: Context,
  before: FeatureView,
  { id, meter }: { id: FeatureId; meter: MeterInput },
): Promise<void> {
  if (before.type !== "METERED")
    throw invalidField("meter", "Only a metered feature counts events");
  if (await isFeatureUsedSince(tx, { id, organizationId }, null)) {
    throw new DomainError("invalid_state", "What it counts is fixed once use was counted", {
      entity: "feature",
      state: "in_use",
    });
  }
  if (mayFall(meter)) await refusePriced(tx, { id, organizationId });
  await tx.prisma.meter.update({ where: { featureId: id }, data: meterColumns(meter) });
}

/** A charge of a plan counts by its draft or live version, whether it prices or lists the feature. */
async function refusePriced(
  tx: ColdTx,
  feature: { readonly id: FeatureId; readonly organizationId: OrganizationId },
): Promise<void> {
  const costs = await tx.prisma.creditCost.count({ where: { featureId: feature.id } });
  if (costs === 0 && (await loadPlansUsing(tx, feature)).length === 0) return;
  throw invalidField("meter.aggregation", FALLING_TOTAL);
}

/** Without what was left out: Prisma takes no undefined under exact optional types. */
const named = <T extends object>(changes: T) =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
