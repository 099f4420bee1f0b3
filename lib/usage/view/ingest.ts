/** Usage as it is shown: amounts as text, ids with their prefix. */
import { idText } from "@/lib/ids";
import { creditsText, ZERO } from "@/lib/money/credits";
import { addMoney, type Money, moneyText, NO_MONEY, nanomoney } from "@/lib/money/money";
import type { ConcludedEvent } from "../rules/conclude-event";
import type { EventResult, IngestView } from "../schema/event";
import type { IngestedBatch, RepeatedEvent } from "../writes/ingest-batch";
import type { RejectedEvent } from "../writes/receive-events";

export function ingestView(
  { events, repeated }: IngestedBatch,
  rejected: readonly RejectedEvent[],
): IngestView {
  const count = (status: EventResult["status"]) =>
    results.filter((result) => result.status === status).length;
  const nameOf = transactionNames();
  const results = [
    ...events.map((event) => concludedResult(event, nameOf)),
    ...repeated.map((event) => repeatedResult(event, nameOf)),
    ...rejected.map(rejectedResult),
  ].toSorted((a, b) => a.index - b.index);
  return {
    accepted: count("ACCEPTED"),
    duplicates: count("DUPLICATE"),
    refused: count("REFUSED"),
    unmatched: count("UNMATCHED"),
    rejected: count("REJECTED"),
    results,
  };
}

const concludedResult = (concluded: ConcludedEvent, nameOf: NameOf): EventResult => ({
  index: concluded.event.index,
  eventId: concluded.event.eventId,
  status: concluded.status,
  code: concluded.code,
  credits: creditsText(concluded.credits),
  creditsBack: creditsText(concluded.creditsBack),
  dropped: creditsText(concluded.dropped),
  refusedCredits: creditsText(concluded.refusedCredits),
  owed: owedView(concluded.uses),
  transactionId: nameOf(concluded.uses),
  errors: null,
});

/** A repeat tells what its first sending cost; it costs nothing itself. */
const repeatedResult = (
  { event, hasOtherContent, earlier }: RepeatedEvent,
  nameOf: NameOf,
): EventResult => ({
  index: event.index,
  eventId: event.eventId,
  status: "DUPLICATE",
  code: hasOtherContent ? "content_differs" : null,
  credits: creditsText(earlier?.credits ?? ZERO),
  creditsBack: creditsText(earlier?.creditsBack ?? ZERO),
  dropped: creditsText(earlier?.dropped ?? ZERO),
  refusedCredits: creditsText(earlier?.refusedCredits ?? ZERO),
  owed: owedView(earlier?.uses ?? []),
  transactionId: nameOf(earlier?.uses ?? []),
  errors: null,
});

const rejectedResult = ({ index, eventId, errors }: RejectedEvent): EventResult => ({
  index,
  eventId,
  status: "REJECTED",
  code: "validation_error",
  credits: "0",
  creditsBack: "0",
  dropped: "0",
  refusedCredits: "0",
  owed: [],
  transactionId: null,
  errors: { ...errors },
});

/** What is left to the invoice, by currency: less what was taken back since. */
function owedView(uses: ConcludedEvent["uses"]): EventResult["owed"] {
  const sums = new Map<string, Money>();
  for (const { money } of uses) {
    if (money === null) continue;
    const { currency, owed, back, noted } = money;
    const left = nanomoney(owed - back - noted);
    sums.set(currency, addMoney(sums.get(currency) ?? NO_MONEY, left));
  }
  return [...sums]
    .filter(([, amount]) => amount !== NO_MONEY)
    .map(([currency, amount]) => ({ currency, amount: moneyText(amount) }));
}

type NameOf = (uses: ConcludedEvent["uses"]) => string | null;

/** The transaction that uses were paid in; each is spelled once, however many events share it. */
function transactionNames(): NameOf {
  const names = new Map<string, string>();
  return (uses) => {
    const id = uses.find(({ transactionId }) => transactionId !== null)?.transactionId;
    if (!id) return null;
    const known = names.get(id);
    if (known !== undefined) return known;
    const name = idText("ltx", id);
    names.set(id, name);
    return name;
  };
}
