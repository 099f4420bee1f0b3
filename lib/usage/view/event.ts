/** Stored events as they are shown. */
import type { Catalog } from "@/lib/catalog/rules/catalog";
import type { Row } from "@/lib/db/tx";
import { type ApiKeyId, idFromRow, idText } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import { NOTHING_USED, nanounits, quantityText } from "@/lib/money/quantity";
import type { ConcludedUse } from "../rules/conclude-event";
import type { EventView, UseView } from "../schema/event";
import type { EventRecord } from "../store/events";

/** Who brought it and whose it is, by their names of today. */
export type EventSource = Pick<EventView, "customerName" | "requestId" | "apiKey">;

export const sourceFromRow = (row: Row): EventSource => ({
  customerName: row.customer_name as string | null,
  requestId: String(row.request_id),
  // A key that is not known any more has no name to be told by.
  apiKey:
    row.key_name === null
      ? null
      : { id: idText("key", idFromRow<ApiKeyId>(row.api_key_id)), name: String(row.key_name) },
});

export const eventView = (
  record: EventRecord,
  catalog: Catalog,
  source: EventSource,
): EventView => ({
  id: idText("evt", record.id),
  eventId: record.eventId,
  eventName: record.eventName,
  customerId: record.customerId && idText("cus", record.customerId),
  externalCustomerId: record.externalCustomerId,
  occurredAt: record.occurredAt.toISOString(),
  recordedAt: record.recordedAt.toISOString(),
  countedAt: record.countedAt.toISOString(),
  lateness: record.lateness,
  source: record.source,
  member: record.member,
  groupId: record.groupId,
  properties: { ...record.properties },
  status: record.status,
  code: record.code,
  credits: creditsText(record.credits),
  creditsBack: creditsText(record.creditsBack),
  dropped: creditsText(record.dropped),
  refusedCredits: creditsText(record.refusedCredits),
  uses: record.uses.map((use) => useView(use, catalog)),
  ...source,
});

function useView(use: ConcludedUse, catalog: Catalog): UseView {
  const feature = catalog.features.get(use.featureId);
  return {
    featureId: idText("feat", use.featureId),
    featureKey: feature?.key ?? "",
    featureName: feature?.name ?? "",
    quantity: quantityText(use.quantity),
    value: use.value === null ? null : quantityText(use.value),
    total: use.total && {
      before: quantityText(use.total.before),
      after: quantityText(use.total.after),
    },
    ...sharesOf(use),
    credits: creditsText(use.credits),
    creditsBack: creditsText(use.creditsBack),
    dropped: creditsText(use.dropped),
    refusedCredits: creditsText(use.refusedCredits),
    money: use.money && {
      currency: use.money.currency,
      cost: moneyText(use.money.cost),
      owed: moneyText(use.money.owed),
      back: moneyText(use.money.back),
      noted: moneyText(use.money.noted),
    },
    price: use.price && { ...use.price },
    transactionId: use.transactionId && idText("ltx", use.transactionId),
    offset: creditsText(use.offset),
    linkedEventId: use.linkedEventId && idText("evt", use.linkedEventId),
    code: use.code,
  };
}

/**
 * Of a corrected use, what is left. The units that came free were another's share of the total as
 * well, so that its own two, which add up with all others', may lie on both sides of zero.
 */
function sharesOf({ quantity, included, billable }: ConcludedUse) {
  const isCrossed = quantity >= 0n && (included < 0n || billable < 0n);
  const own = included < 0n ? NOTHING_USED : quantity;
  return {
    included: quantityText(isCrossed ? own : included),
    billable: quantityText(isCrossed ? nanounits(quantity - own) : billable),
  };
}
