/**
 * A customer's books: wallets, the grants that may still matter, open holds and what is owed.
 * Immutable; amounts are billionths, instants UTC, periods half-open.
 */
import type {
  CustomerId,
  FeatureId,
  GrantId,
  HoldId,
  OverageLotId,
  RefillId,
  TransactionId,
  WalletId,
} from "@/lib/ids";
import { type Credits, minus, plus, ZERO } from "@/lib/money/credits";
import type { Money } from "@/lib/money/money";
import type { PeriodLine } from "@/lib/time/period";
import type { BurnStep } from "./command";
import type { MemberBooks } from "./member-limit";
import type { GrantCategory, GrantLife, GrantSource, ShortagePolicy } from "./terms";
import type { RefillTerms } from "./wallet-command";

export type WalletStatus = "ACTIVE" | "FROZEN" | "CLOSED";

export type Wallet = {
  readonly id: WalletId;
  readonly creditUnit: string;
  /** A lower number pays first. */
  readonly priority: number;
  /** Which features it may pay for; empty: all. */
  readonly featureIds: readonly FeatureId[];
  readonly shortagePolicy: ShortagePolicy;
  /** Null: no limit. */
  readonly overageLimit: Credits | null;
  readonly status: WalletStatus;
  readonly createdAt: Date;
  readonly available: Credits;
  readonly held: Credits;
  readonly pending: Credits;
  readonly overage: Credits;
  /** How many transactions have touched it; its postings are numbered by it, without gaps. */
  readonly seq: number;
  readonly lastBookedAt: Date | null;
  /** Its refills have to be read with it. */
  readonly hasRefills: boolean;
};

/** Where the credits of a grant can stand; their sum is its amount, always (SEMANTICS 1.4). */
export const GRANT_ACCOUNTS = [
  "pending",
  "available",
  "held",
  "consumed",
  "expired",
  "voided",
  "moved",
] as const;
export type GrantAccount = (typeof GRANT_ACCOUNTS)[number];
/** Every account an entry can move credits between. */
export type Account = GrantAccount | "issued" | "overage" | "invoiced";

export type Grant = {
  readonly id: GrantId;
  readonly walletId: WalletId;
  readonly name: string;
  readonly amount: Credits;
  readonly category: GrantCategory;
  readonly source: GrantSource;
  readonly priority: number;
  readonly effectiveAt: Date;
  /** Exclusive. Null: never, or not known before it is paid for. */
  readonly expiresAt: Date | null;
  readonly expiresAfterDays: number | null;
  readonly costTotal: Money;
  readonly currency: string;
  readonly featureIds: readonly FeatureId[];
  readonly parentGrantId: GrantId | null;
  readonly sourceReference: string | null;
  readonly createdAt: Date;
  readonly isPaid: boolean;
  /** Since when its credits count as available; null while it waits. */
  readonly availableFrom: Date | null;
  /** Its unspent part was voided: what comes back to it is voided too. */
  readonly isVoided: boolean;
  /** What becomes of it at its end and at a reset; null: it lapses. */
  readonly life: GrantLife | null;
  /** Of what expired: what a reset or the cap of a series took before its end. No late use reaches it. */
  readonly cut: Credits;
} & { readonly [account in GrantAccount]: Credits };

/** Credits set aside: amount = captured + released + what its draws still hold. */
export type Hold = {
  readonly id: HoldId;
  /** Which placed it. */
  readonly transactionId: TransactionId;
  /** The one wallet it was asked of; null: whichever may pay. */
  readonly walletId: WalletId | null;
  readonly featureId: FeatureId | null;
  readonly member: string | null;
  readonly creditUnit: string;
  readonly amount: Credits;
  readonly captured: Credits;
  readonly released: Credits;
  readonly state: "open" | "captured" | "released" | "expired";
  /** Exclusive. */
  readonly expiresAt: Date;
  readonly createdAt: Date;
  /** Which window of its member it counts in; null: nobody counts it. */
  readonly memberWindow?: Date | null;
  /** What it set aside of each grant, in the order it was reserved. */
  readonly draws: readonly HoldDraw[];
};

export type HoldDraw = {
  readonly grantId: GrantId;
  readonly walletId: WalletId;
  readonly amount: Credits;
  readonly captured: Credits;
  readonly released: Credits;
  readonly decidedBy: BurnStep;
};

/** Credits that come again and again; the grants' series is its id. */
export type Refill = {
  readonly id: RefillId;
  readonly walletId: WalletId;
  readonly terms: RefillTerms;
  readonly line: PeriodLine;
  /** No grant comes at or after it; null: none ends it. */
  readonly endsAt: Date | null;
  readonly firstGrantId: GrantId | null;
  /** Which period of the line comes next. */
  readonly nextIndex: number;
  /** When it begins; null: none comes. */
  readonly nextAt: Date | null;
  readonly stoppedAt: Date | null;
  readonly createdAt: Date;
};

/** Use that no grant covered, until it is settled, invoiced or given back: amount = open + settled + invoiced + returned + cleared. */
export type OverageLot = {
  readonly id: OverageLotId;
  readonly walletId: WalletId;
  readonly transactionId: TransactionId;
  readonly featureId: FeatureId | null;
  readonly chargeId: string | null;
  readonly unitPrice: Money | null;
  readonly currency: string | null;
  readonly since: Date;
  readonly amount: Credits;
  readonly open: Credits;
  readonly settled: Credits;
  readonly invoiced: Credits;
  readonly returned: Credits;
  /** Forgiven by a reset. */
  readonly cleared: Credits;
  /** Of the invoiced part: what reversals proposed a credit note for. */
  readonly credited: Credits;
  /** Which grants settled it, oldest first; loaded for reversals. */
  readonly settlements: readonly { readonly grantId: GrantId; readonly amount: Credits }[];
};

/** One line of what a booked transaction took, in the order it was drawn. */
export type Taking = {
  /** Its entry's place in the transaction. */
  readonly position: number;
  readonly walletId: WalletId;
  readonly amount: Credits;
  readonly returned: Credits;
  /** Which window of the transaction's member it counts in; null: nobody counts it. */
  readonly memberWindow?: Date | null;
  readonly from:
    | { readonly grantId: GrantId; readonly decidedBy: BurnStep }
    | { readonly lotId: OverageLotId };
};

/** A booked transaction, as a reversal must know it. */
export type PastTransaction = {
  readonly id: TransactionId;
  readonly kind: string;
  readonly member?: string | null;
  readonly takings: readonly Taking[];
};

export type Books = {
  readonly customerId: CustomerId;
  readonly wallets: ReadonlyMap<WalletId, Wallet>;
  readonly grants: ReadonlyMap<GrantId, Grant>;
  /** The ids of `grants`, in burn order. */
  readonly burnOrder: readonly GrantId[];
  /** Open ones, and those that a command in hand names. */
  readonly holds: ReadonlyMap<HoldId, Hold>;
  readonly lots: ReadonlyMap<OverageLotId, OverageLot>;
  /** Running ones, and those that a command in hand names. */
  readonly refills: ReadonlyMap<RefillId, Refill>;
  /** The transactions that a reversal in hand names. */
  readonly past: ReadonlyMap<TransactionId, PastTransaction>;
  /** Only where a command in hand is of a member. */
  readonly members?: MemberBooks | undefined;
};

/** A command never counts before what is already booked (SEMANTICS §11, last sentence). */
export function instantOf(books: Books, asked: Date): Date {
  let latest = asked;
  for (const { lastBookedAt } of books.wallets.values()) {
    if (lastBookedAt !== null) latest = later(latest, lastBookedAt);
  }
  return latest;
}

export const later = (a: Date, b: Date) => (a.getTime() > b.getTime() ? a : b);

export const hasEnded = (grant: Grant, at: Date) =>
  grant.expiresAt !== null && grant.expiresAt <= at;

/** Whether the list of a wallet or a grant admits a use of the feature; null is a use of none. */
export const mayPayFor = (list: readonly FeatureId[], featureId: FeatureId | null) =>
  list.length === 0 || (featureId !== null && list.includes(featureId));

export const isLive = (grant: Grant) =>
  grant.pending > ZERO || grant.available > ZERO || grant.held > ZERO;

/** Waits for its start alone: nobody has to pay first. */
export const isScheduled = (grant: Grant) => grant.pending > ZERO && grant.isPaid;

/** Whether more grants come of it: in a closed wallet nothing moves. */
export const isRunning = (
  { wallets }: Pick<Books, "wallets">,
  refill: Refill,
): refill is Refill & { readonly nextAt: Date } =>
  refill.nextAt !== null && wallets.get(refill.walletId)?.status !== "CLOSED";

/** What is still set aside. */
export const heldOf = ({ amount, captured, released }: Hold | HoldDraw): Credits =>
  minus(amount, plus(captured, released));

/** Whether a part of the wallet's credits may pay for some features only. */
export function hasLimited(books: Books, walletId: WalletId): boolean {
  for (const grant of books.grants.values()) {
    if (grant.walletId === walletId && grant.featureIds.length > 0 && isLive(grant)) return true;
  }
  return false;
}
