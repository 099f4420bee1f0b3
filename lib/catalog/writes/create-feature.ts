import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { isSandbox } from "@/lib/customer/reads/clock";
import { EARLIEST_CLOCK } from "@/lib/customer/rules/clock";
import { queueJob } from "@/lib/db/queue-job";
import type { ColdTx } from "@/lib/db/transact";
import { DomainError, notFound } from "@/lib/errors";
import { type FeatureId, idText, newId } from "@/lib/ids";
import type { FeatureInput, FeatureView, MeterInput } from "../schema/feature";
import {
  featureColumns,
  insertCreditCost,
  insertMeter,
  isFeatureKeyTaken,
  loadFeature,
} from "../store/features";
import { creditUnitOf, loadCatalogDefaults } from "../store/organization";
import { featureView } from "../view/feature";
import { changeCatalog } from "./change-catalog";

/**
 * A feature with its meter and, if it has one, its first credit cost, from now on.
 *
 * @throws DomainError `already_exists` if the key is taken, by an archived feature too;
 *   `validation_error` for an unknown credit unit.
 */
export function createFeature(ctx: Context, input: FeatureInput): Promise<FeatureView> {
  return changeCatalog(ctx, async (tx) => {
    if (await isFeatureKeyTaken(tx, ctx.organizationId, input.key)) {
      throw keyTaken("feature", input.key);
    }
    const id = newId<FeatureId>();
    await insertFeature(tx, ctx, id, input);
    const view = await featureViewIn(tx, ctx, id);
    await recordAudit(tx, ctx, {
      action: "feature.created",
      entity: "feature",
      entityId: id,
      after: view,
    });
    return view;
  });
}

async function insertFeature(tx: ColdTx, ctx: Context, id: FeatureId, input: FeatureInput) {
  const { organizationId, at } = ctx;
  const { meter, creditsPerUnit, creditUnit: named, name, key, type, ...rest } = input;
  const defaults = await loadCatalogDefaults(tx, organizationId);
  const creditUnit = creditUnitOf(defaults, {
    unit: named,
    otherwise: defaults.creditUnit,
    field: "creditUnit",
  });
  await tx.prisma.feature.create({
    data: {
      ...featureColumns(rest),
      ...{ id, organizationId, name, key, type, creditUnit, createdAt: at, updatedAt: at },
    },
  });
  if (meter) {
    await insertMeter(tx, { id, organizationId }, meter);
    await replayItsEvents(tx, ctx, meter);
  }
  if (creditsPerUnit === null) return;
  await insertCreditCost(tx, {
    featureId: id,
    organizationId,
    creditsPerUnit,
    creditUnit,
    property: "",
    values: [],
    // Customers of a sandbox may live in any year, also in one before the feature was made.
    effectiveFrom: (await isSandbox(ctx)) ? EARLIEST_CLOCK : at,
    createdAt: at,
    createdBy: ctx.actor.name,
  });
}

/** Events that came before anybody counted them wait for it; one on its way is met by the second look. */
export async function replayItsEvents(
  tx: ColdTx,
  { organizationId }: Context,
  { eventName }: MeterInput,
): Promise<void> {
  const payload = { organizationId, eventName };
  for (const inSeconds of [0, 60]) {
    await queueJob(tx, { name: "replay-waiting", payload, inSeconds });
  }
}

/** The feature as it stands in this transaction. */
export async function featureViewIn(tx: ColdTx, ctx: Context, id: FeatureId): Promise<FeatureView> {
  const feature = await loadFeature(tx.prisma, ctx.organizationId, id);
  if (!feature) throw notFound("feature", idText("feat", id));
  return featureView(feature, ctx.at);
}

export const keyTaken = (entity: string, value: string) =>
  new DomainError("already_exists", `Another ${entity} has this key`, {
    entity,
    field: "key",
    value,
  });
