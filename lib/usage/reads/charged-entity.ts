/** What support asks: was the customer charged for this one, when, by which event. */
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { findCustomerId } from "@/lib/customer/reads";
import { readSql } from "@/lib/db/transact";
import { digestOf } from "@/lib/digest";
import { DomainError, notFound } from "@/lib/errors";
import { type FeatureId, idText } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { daysAfter } from "../rules/entity-key";
import type {
  ChargedEntityQuery,
  ChargedEntityView,
  EntityChargeView,
} from "../schema/charged-entity";
import { type FoundCharge, findCharges } from "../store/charged-entities";
import { type EventRecord, loadEvents } from "../store/events";

const tx = { sql: readSql };

/** @throws DomainError `not_found`; `invalid_state` for a feature that charges each use. */
export async function findChargedEntity(
  ctx: Context,
  featureId: FeatureId,
  { externalCustomerId, entity }: ChargedEntityQuery,
): Promise<ChargedEntityView> {
  const feature = (await loadCatalog(tx, ctx.organizationId)).features.get(featureId);
  if (!feature) throw notFound("feature", idText("feat", featureId));
  const { chargeOnce } = feature;
  if (!chargeOnce) {
    const state = "charges_each_use";
    throw new DomainError("invalid_state", "This feature charges each use", {
      entity: "feature",
      state,
    });
  }
  const customerId = await findCustomerId(ctx, externalCustomerId);
  if (!customerId) throw notFound("customer", externalCustomerId);
  const asked = { customerId, featureId, entityHash: digestOf(entity) };
  const charges = await findCharges(tx, ctx.organizationId, asked);
  const events = await loadEvents(
    tx,
    charges.map(({ eventRef, occurredAt }) => ({ ref: eventRef, at: occurredAt })),
  );
  const shown = { featureId, days: chargeOnce.days };
  return {
    featureId: idText("feat", featureId),
    externalCustomerId,
    entity,
    isCharged: charges.length > 0,
    charges: charges.map((charge) => chargeView(charge, events.get(charge.eventRef), shown)),
  };
}

type Shown = { readonly featureId: FeatureId; readonly days: number | null };

/** What the event says of it now, after corrections; what was kept where the event is no more. */
function chargeView(
  charge: FoundCharge,
  event: EventRecord | undefined,
  { featureId, days }: Shown,
): EntityChargeView {
  const use = event?.uses.find((one) => one.featureId === featureId);
  return {
    member: charge.member || null,
    chargedAt: charge.chargedAt.toISOString(),
    until: days === null ? null : daysAfter(charge.chargedAt, days).toISOString(),
    credits: creditsText(use?.credits ?? charge.credits),
    eventId: event?.eventId ?? null,
    eventRef: idText("evt", charge.eventRef),
  };
}
