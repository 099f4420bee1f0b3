/** What became of an event, from what became of its uses. */
import type { CustomerId, EventId, FeatureId, TransactionId } from "@/lib/ids";
import { type Credits, sum, ZERO } from "@/lib/money/credits";
import type { Money } from "@/lib/money/money";
import { NOTHING_USED, type Quantity } from "@/lib/money/quantity";
import type { IncomingEvent } from "./incoming-event";
import type { Obstacle } from "./obstacle";
import type { PlannedUse, UseFault } from "./plan-uses";

/** What a use of a price in money came to. */
export type UseMoney = {
  readonly currency: string;
  /** What it costs, or would have; below zero: it made the total cheaper. */
  readonly cost: Money;
  /** Of it: covered by no wallet, and so for the invoice. */
  readonly owed: Money;
  /** What it took back of what was owed and not invoiced: as it came, or by corrections since. */
  readonly back: Money;
  /** What it took back of what an invoice has asked: a credit note is due. */
  readonly noted: Money;
};

/** One feature's share of an event, as it came out. */
export type ConcludedUse = {
  readonly featureId: FeatureId;
  /** What it adds to the feature's total, or would have. */
  readonly quantity: Quantity;
  /** The value that the event brought; null: kept before values were. */
  readonly value: Quantity | null;
  /** The window's total before and after it; null: nobody keeps one. */
  readonly total: { readonly before: Quantity; readonly after: Quantity } | null;
  readonly included: Quantity;
  readonly billable: Quantity;
  /** Drawn and owed. */
  readonly credits: Credits;
  /** What it gave back, of its own draws or of others of its feature: as it came, or corrected since. */
  readonly creditsBack: Credits;
  readonly dropped: Credits;
  /** What a refused use would have cost. */
  readonly refusedCredits: Credits;
  /** Null: its price is in credits, or there is none. */
  readonly money: UseMoney | null;
  readonly price: {
    readonly source: "charge" | "credit_cost";
    readonly id: string;
    readonly splitValue: string;
  } | null;
  readonly transactionId: TransactionId | null;
  /** Where its slice begins in what the transaction took. */
  readonly offset: Credits;
  readonly isTaken: boolean;
  /** The event that was charged for the same entity, so that this one is free. */
  readonly linkedEventId: EventId | null;
  /** Why refused, why it could not be counted, or why free. */
  readonly code: string | null;
  /** Only of uses that were just decided: the counter of all use that a limit goes by. */
  readonly usedKey?: string | null;
  /** Of these, too: the unit that they ask for; null: they cost nothing. */
  readonly creditUnit?: string | null;
  /** And of their credits what no grant covered. */
  readonly overage?: Credits;
  /** Of these the refused ones: what stands in their way. */
  readonly obstacle?: Obstacle | undefined;
};

export type ConcludedEvent = {
  readonly event: IncomingEvent;
  readonly customerId: CustomerId | null;
  readonly status: "ACCEPTED" | "REFUSED" | "UNMATCHED";
  readonly code: string | null;
  readonly credits: Credits;
  readonly creditsBack: Credits;
  readonly dropped: Credits;
  readonly refusedCredits: Credits;
  readonly uses: readonly ConcludedUse[];
};

export type EventParts = {
  readonly customerId: CustomerId | null;
  readonly uses: readonly ConcludedUse[];
  readonly faults: readonly UseFault[];
};

export function concludeEvent(event: IncomingEvent, parts: EventParts): ConcludedEvent {
  const { customerId, uses, faults } = parts;
  const { status, code } = verdictOf(event, parts);
  return {
    event,
    customerId,
    status,
    code,
    credits: sum(uses.map(({ credits }) => credits)),
    creditsBack: sum(uses.map(({ creditsBack }) => creditsBack)),
    dropped: sum(uses.map(({ dropped }) => dropped)),
    refusedCredits: sum(uses.map(({ refusedCredits }) => refusedCredits)),
    uses: [...uses, ...faults.map(faultyUse)],
  };
}

/** Refused if any use was: what was taken of it stays taken, and a replay asks only for the rest. */
function verdictOf(event: IncomingEvent, { customerId, uses, faults }: EventParts) {
  if (customerId === null) return { status: "UNMATCHED", code: "unknown_customer" } as const;
  const fault = faults[0]?.fault ?? null;
  if (uses.length === 0) return { status: "UNMATCHED", code: fault ?? "no_feature" } as const;
  const refused = uses.find(({ isTaken }) => !isTaken);
  if (refused) return { status: "REFUSED", code: refused.code } as const;
  const before = uses.every((use) => use.linkedEventId !== null) ? "charged_before" : null;
  return { status: "ACCEPTED", code: fault ?? before ?? event.lateness } as const;
}

const faultyUse = ({ featureId, fault }: UseFault): ConcludedUse => ({
  featureId,
  quantity: NOTHING_USED,
  value: null,
  total: null,
  included: NOTHING_USED,
  billable: NOTHING_USED,
  credits: ZERO,
  creditsBack: ZERO,
  dropped: ZERO,
  refusedCredits: ZERO,
  money: null,
  price: null,
  transactionId: null,
  offset: ZERO,
  isTaken: false,
  linkedEventId: null,
  code: fault,
});

/** How a use is named in the event that keeps it. */
export const priceName = ({ price }: PlannedUse): ConcludedUse["price"] =>
  price && { source: price.source, id: price.id, splitValue: price.splitValue };
