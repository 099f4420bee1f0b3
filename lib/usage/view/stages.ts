/** The stages that an event went through, each in one line for people. */
import { formatMoney } from "@/lib/money/format";
import { durationText } from "@/lib/time/duration-text";
import type { Lateness } from "../rules/counted-time";
import type { EventTrace, EventView, UseView } from "../schema/event";
import type { FeatureUnits } from "../schema/trace";
import { quantityWords, type UnitsOf } from "./units";

type UseMoney = NonNullable<UseView["money"]>;
type Stage = EventTrace["stages"][number];

/** Stage by stage, up to the one that ended it; quantities in the units that they are read in. */
export function stagesOf(event: EventView, unitsOf: UnitsOf): Stage[] {
  const told = [receivedStage(event), validatedStage(event), deduplicatedStage(event)];
  const counted = [customerStage(event), matchedStage(event, unitsOf)];
  const all = [...told, ...counted, ratedStage(event, unitsOf), ledgerStage(event)];
  const failed = all.findIndex(({ isOk }) => !isOk);
  return failed < 0 ? all : all.slice(0, failed + 1);
}

const receivedStage = ({ eventName, apiKey, recordedAt }: EventView): Stage => ({
  stage: "received",
  isOk: true,
  message: `“${eventName}” arrived${apiKey ? ` with the key “${apiKey.name}”` : ""}`,
  at: recordedAt,
});

const validatedStage = ({ occurredAt, recordedAt, lateness }: EventView): Stage => ({
  stage: "validated",
  isOk: true,
  message: `Well formed. ${skewText(occurredAt, recordedAt)}${lateness ? LATE_WORDS[lateness] : ""}`,
  at: recordedAt,
});

const LATE_WORDS: Readonly<Record<Lateness, string>> = {
  late: ": too late for its own time, so it counts as it arrived",
  period_closed: ". Its own time is closed, so it counts as it was decided",
};

const deduplicatedStage = ({ eventId, recordedAt }: EventView): Stage => ({
  stage: "deduplicated",
  isOk: true,
  message: `“${eventId}” was seen for the first time; sent again, it counts nothing`,
  at: recordedAt,
});

/** How far its own time lies from its arrival. */
function skewText(occurredAt: string, recordedAt: string): string {
  const ms = Date.parse(recordedAt) - Date.parse(occurredAt);
  if (ms === 0) return "Its time is its arrival";
  return ms > 0
    ? `It arrived ${durationText(ms)} after it happened`
    : `Its time is ${durationText(-ms)} ahead of its arrival`;
}

const customerStage = ({ customerId, externalCustomerId, recordedAt }: EventView): Stage => ({
  stage: "customer",
  isOk: customerId !== null,
  message:
    customerId === null
      ? `No customer has the external id “${externalCustomerId}”`
      : `Belongs to the customer “${externalCustomerId}”`,
  at: recordedAt,
});

function matchedStage({ uses, recordedAt }: EventView, unitsOf: UnitsOf): Stage {
  const counted = uses.filter(isCounted);
  const faults = uses.filter((use) => !isCounted(use));
  const words = [
    ...counted.map((use) => countedText(use, unitsOf(use.featureId))),
    ...faults.map(({ featureName, code }) => `not counted for ${featureName}: ${faultText(code)}`),
  ];
  return {
    stage: "matched",
    isOk: counted.length > 0,
    message: words.length > 0 ? words.join("; ") : "No feature counts events of this name and kind",
    at: recordedAt,
  };
}

/** Where the total is no sum, what was said and what was added differ. */
function countedText(use: UseView, units: FeatureUnits | undefined): string {
  const { featureName, quantity, value, total } = use;
  const words = (counted: string) => quantityWords(units, counted);
  const moved = total ? `: total ${words(total.before)} → ${words(total.after)}` : "";
  const said = value === null || value === quantity ? "" : ` (value ${words(value)})`;
  return `${words(quantity)} of ${featureName}${said}${moved}`;
}

export const COUNTING_FAULTS: Readonly<Record<string, string>> = {
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

function ratedStage({ uses, recordedAt }: EventView, unitsOf: UnitsOf): Stage {
  const words = uses.filter(isCounted).map((use) => {
    if (use.price === null) return `${use.featureName}: no price`;
    const units = unitsOf(use.featureId);
    const included = use.included === "0" ? "" : `${quantityWords(units, use.included)} included, `;
    const cost = use.code === null ? use.credits : use.refusedCredits;
    const price = use.money === null ? creditsWords(cost) : moneyText(use.money);
    return `${use.featureName}: ${included}${quantityWords(units, use.billable)} billable, ${price}`;
  });
  return { stage: "rated", isOk: true, message: words.join("; "), at: recordedAt };
}

const creditsWords = (amount: string) => (amount === "1" ? "1 credit" : `${amount} credits`);

const moneyText = ({ cost, currency }: UseMoney) => formatMoney(cost, currency);

/** What is left to the invoice, or taken back from there. */
const owedText = ({ featureName, money }: UseView): string[] => {
  if (money === null) return [];
  const { currency, owed, back, noted } = money;
  return [
    ...(owed === "0"
      ? []
      : [`${formatMoney(owed, currency)} of ${featureName} left to the invoice`]),
    ...(back === "0" ? [] : [`${formatMoney(back, currency)} taken back from there`]),
    ...(noted === "0" ? [] : [`a credit note of ${formatMoney(noted, currency)} is due`]),
  ];
};

function ledgerStage(event: EventView): Stage {
  const { status, code, credits, creditsBack, dropped, refusedCredits, recordedAt } = event;
  const stage = { stage: "ledger", isOk: status === "ACCEPTED", at: recordedAt } as const;
  if (status === "REFUSED") {
    const why = code === "limit_reached" ? "the limit is reached" : "the credits do not suffice";
    const [inMoney] = event.uses.flatMap(({ money, code: own }) => (own && money ? [money] : []));
    const cost = inMoney ? moneyText(inMoney) : creditsWords(refusedCredits);
    return { ...stage, message: `Refused: ${why}; it would have cost ${cost}` };
  }
  const voided = code === "voided" ? "Voided: " : "";
  const lost = dropped === "0" ? "" : `, ${dropped} dropped`;
  const back = creditsBack === "0" ? "" : `, ${creditsWords(creditsBack)} given back`;
  const owed = event.uses.flatMap(owedText).map((words) => `; ${words}`);
  return {
    ...stage,
    message: `${voided}${creditsWords(credits)} taken${lost}${back}${owed.join("")}`,
  };
}
