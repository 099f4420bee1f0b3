/** Stored events as they are shown, and the stages that they went through. */
import type { Catalog } from "@/lib/catalog/rules/catalog";
import { idText } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { quantityText } from "@/lib/money/quantity";
import type { ConcludedUse } from "../rules/conclude-event";
import type { EventTrace, EventView, UseView } from "../schema/event";
import type { EventRecord } from "../store/events";

export const eventView = (record: EventRecord, catalog: Catalog): EventView => ({
  id: idText("evt", record.id),
  eventId: record.eventId,
  eventName: record.eventName,
  customerId: record.customerId && idText("cus", record.customerId),
  externalCustomerId: record.externalCustomerId,
  occurredAt: record.occurredAt.toISOString(),
  recordedAt: record.recordedAt.toISOString(),
  source: record.source,
  member: record.member,
  groupId: record.groupId,
  properties: { ...record.properties },
  status: record.status,
  code: record.code,
  credits: creditsText(record.credits),
  dropped: creditsText(record.dropped),
  refusedCredits: creditsText(record.refusedCredits),
  uses: record.uses.map((use) => useView(use, catalog)),
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
    included: quantityText(use.included),
    billable: quantityText(use.billable),
    credits: creditsText(use.credits),
    dropped: creditsText(use.dropped),
    refusedCredits: creditsText(use.refusedCredits),
    price: use.price && { ...use.price },
    transactionId: use.transactionId && idText("ltx", use.transactionId),
    offset: creditsText(use.offset),
    code: use.code,
  };
}

type Stage = EventTrace["stages"][number];

/** Stage by stage, up to the one that ended it. */
export function stagesOf(event: EventView): Stage[] {
  const told = [receivedStage(event), customerStage(event), meteredStage(event)];
  const all = [...told, ratedStage(event), debitedStage(event)];
  const failed = all.findIndex(({ isOk }) => !isOk);
  return failed < 0 ? all : all.slice(0, failed + 1);
}

const receivedStage = ({ eventName, occurredAt, recordedAt, code }: EventView): Stage => ({
  stage: "received",
  isOk: true,
  message:
    code === "late"
      ? `“${eventName}” of ${occurredAt} came too late for its own time and counts as it arrived`
      : `“${eventName}” arrived`,
  at: recordedAt,
});

const customerStage = ({ customerId, externalCustomerId, recordedAt }: EventView): Stage => ({
  stage: "customer",
  isOk: customerId !== null,
  message:
    customerId === null
      ? `No customer has the external id “${externalCustomerId}”`
      : `Belongs to the customer “${externalCustomerId}”`,
  at: recordedAt,
});

function meteredStage({ uses, recordedAt }: EventView): Stage {
  const counted = uses.filter(isCounted);
  const faults = uses.filter((use) => !isCounted(use));
  const words = [
    ...counted.map(countedText),
    ...faults.map(({ featureName, code }) => `not counted for ${featureName}: ${faultText(code)}`),
  ];
  return {
    stage: "metered",
    isOk: counted.length > 0,
    message: words.length > 0 ? words.join("; ") : "No feature counts events of this name and kind",
    at: recordedAt,
  };
}

/** Where the total is no sum, what was said and what was added differ. */
function countedText({ featureName, quantity, value, total }: UseView): string {
  const moved = total ? `: total ${total.before} → ${total.after}` : "";
  const said = value === null || value === quantity ? "" : ` (value ${value})`;
  return `${quantity} of ${featureName}${said}${moved}`;
}

const COUNTING_FAULTS: Readonly<Record<string, string>> = {
  property_missing: "the property that it counts is missing",
  not_a_number: "the property is not a number",
  too_many_places: "more than nine decimals",
  too_large: "the number is too large",
  send_as_string: "the number has more digits than JSON tells exactly; send it as text",
  negative_not_allowed: "the feature takes no returns",
  not_a_single_value: "the property is a list or an object, not one value",
};

const isCounted = ({ code }: UseView) => code === null || COUNTING_FAULTS[code] === undefined;
const faultText = (code: string | null) => COUNTING_FAULTS[code ?? ""] ?? code ?? "";

function ratedStage({ uses, recordedAt }: EventView): Stage {
  const words = uses.filter(isCounted).map((use) => {
    if (use.price === null) return `${use.featureName}: no price`;
    const included = use.included === "0" ? "" : `${use.included} included, `;
    const cost = use.code === null ? use.credits : use.refusedCredits;
    return `${use.featureName}: ${included}${use.billable} billable, ${cost} credits`;
  });
  return { stage: "rated", isOk: true, message: words.join("; "), at: recordedAt };
}

function debitedStage(event: EventView): Stage {
  const { status, code, credits, dropped, refusedCredits, recordedAt } = event;
  const stage = { stage: "debited", isOk: status === "ACCEPTED", at: recordedAt } as const;
  if (status === "REFUSED") {
    const why = code === "limit_reached" ? "the limit is reached" : "the credits do not suffice";
    return { ...stage, message: `Refused: ${why}; it would have cost ${refusedCredits} credits` };
  }
  const lost = dropped === "0" ? "" : `, ${dropped} dropped`;
  return { ...stage, message: `${credits} credits taken${lost}` };
}
