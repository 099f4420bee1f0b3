/** What entries, holds and steps of subscriptions come to, in words that a timeline tells. Pure. */
import type {
  CustomerId,
  GrantId,
  HoldId,
  InvoiceId,
  SubscriptionId,
  TransactionId,
  WalletId,
} from "@/lib/ids";
import type { Account } from "@/lib/ledger/rules/books";

/** What can become of a customer as time passes, in the order in which one instant has them. */
export const HAPPENINGS = [
  "hold_ended",
  "expired",
  "rolled_over",
  "refilled",
  "grant_started",
  "overage_settled",
  "renewed",
  "ended",
  "started",
  "overage_invoiced",
  "overage_cleared",
  "granted",
  "consumed",
  "voided",
  "invoiced",
  "set_apart",
] as const;
export type HappeningKind = (typeof HAPPENINGS)[number];

export type Happening = {
  readonly at: Date;
  readonly customerId: CustomerId;
  readonly kind: HappeningKind;
  readonly name: string | null;
  /** Decimal text: credits, or money. */
  readonly amount: string | null;
  readonly unit: string | null;
  readonly walletId: WalletId | null;
  readonly grantId: GrantId | null;
  readonly holdId: HoldId | null;
  readonly transactionId: TransactionId | null;
  readonly subscriptionId: SubscriptionId | null;
  readonly invoiceId: InvoiceId | null;
};

export const NOTHING_NAMED = {
  name: null,
  amount: null,
  unit: null,
  walletId: null,
  grantId: null,
  holdId: null,
  transactionId: null,
  subscriptionId: null,
  invoiceId: null,
} as const satisfies Partial<Happening>;

/** An entry as the step booked it. */
export type BookedEntry = {
  readonly from: Account;
  readonly to: Account;
  /** Of its grant. */
  readonly source: string | null;
  readonly isOfLot: boolean;
};

const TOLD: Readonly<Record<string, HappeningKind>> = {
  "available expired": "expired",
  "held expired": "expired",
  "pending expired": "expired",
  "available voided": "voided",
  "held voided": "voided",
  "pending voided": "voided",
  "pending available": "grant_started",
  "issued available": "granted",
  "issued pending": "granted",
  "moved available": "granted",
  "moved pending": "granted",
  "available consumed": "consumed",
  "consumed overage": "overage_settled",
  "invoiced overage": "overage_invoiced",
  "voided overage": "overage_cleared",
};

/**
 * What an entry tells; undefined for the other half of something that another entry tells, and for
 * credits that a hold gave back, which the end of the hold tells.
 */
export function kindOf({ from, to, source, isOfLot }: BookedEntry): HappeningKind | undefined {
  const kind = TOLD[`${from} ${to}`];
  // What settles a lot is told by the lot's own entry.
  if (kind === "consumed" && isOfLot) return undefined;
  if (kind !== "granted") return kind;
  if (source === "rollover") return "rolled_over";
  return source === "refill" ? "refilled" : kind;
}

/** In order of time; what one instant has stands as it was booked. */
export const inOrder = (happenings: readonly Happening[]): readonly Happening[] =>
  happenings.toSorted((a, b) => a.at.getTime() - b.at.getTime());
