import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { ColdTx } from "@/lib/db/transact";
import { DomainError, invalidField } from "@/lib/errors";
import type { FeatureId } from "@/lib/ids";
import type { ChargeOnce } from "../schema/charge-once";
import {
  type FeatureChanges,
  type FeatureView,
  faultsOfCounting,
  type MeterInput,
} from "../schema/feature";
import { featureColumns, isFeatureUsedSince, meterColumns } from "../store/features";
import { changeCatalog } from "./change-catalog";
import { featureViewIn, replayItsEvents } from "./create-feature";

/**
 * Changes what is named and leaves the rest.
 *
 * @throws DomainError `not_found`; `invalid_state` for another meter, or another way to charge
 *   once, once use was counted, because what was counted would no longer be what the feature says;
 *   `validation_error` for a meter that cannot be charged once or returned as the feature says.
 */
export function updateFeature(
  ctx: Context,
  id: FeatureId,
  changes: FeatureChanges,
): Promise<FeatureView> {
  return changeCatalog(ctx, async (tx) => {
    const before = await featureViewIn(tx, ctx, id);
    const { meter, ...rest } = changes;
    const isRecounted = meter !== undefined || isChargedAnew(before, rest.chargeOnce);
    if (isRecounted) await refuseUsed(tx, ctx, id);
    if (meter) await updateMeter(tx, ctx, { before, id, meter });
    await tx.prisma.feature.update({
      where: { id },
      data: { ...featureColumns(rest), updatedAt: ctx.at },
    });
    const after = await featureViewIn(tx, ctx, id);
    for (const [field, message] of faultsOfCounting(after)) throw invalidField(field, message);
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

/** The same said again changes nothing, so a form may send it. */
const isChargedAnew = ({ chargeOnce: before }: FeatureView, after: FeatureChanges["chargeOnce"]) =>
  after !== undefined && textOf(after) !== textOf(before);

const textOf = (once: ChargeOnce | null) =>
  once && JSON.stringify([once.property, once.window, once.days, once.per]);

async function refuseUsed(tx: ColdTx, { organizationId }: Context, id: FeatureId): Promise<void> {
  if (!(await isFeatureUsedSince(tx, { id, organizationId }, null))) return;
  throw new DomainError("invalid_state", "What it counts is fixed once use was counted", {
    entity: "feature",
    state: "in_use",
  });
}

async function updateMeter(
  tx: ColdTx,
  ctx: Context,
  { before, id, meter }: { before: FeatureView; id: FeatureId; meter: MeterInput },
): Promise<void> {
  if (before.type !== "METERED")
    throw invalidField("meter", "Only a metered feature counts events");
  await tx.prisma.meter.update({ where: { featureId: id }, data: meterColumns(meter) });
  await replayItsEvents(tx, ctx, meter);
}
