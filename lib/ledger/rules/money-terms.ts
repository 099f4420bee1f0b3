/** What a debit in money says of wallets, and is told of them. */
import type { WalletId } from "@/lib/ids";
import type { Credits } from "@/lib/money/credits";
import type { Money } from "@/lib/money/money";

/**
 * What a wallet has covered of one price in one window. Its credits are rounded on this total, so
 * that rounding never accumulates.
 */
export type Covered = {
  readonly money: Money;
  readonly credits: Credits;
  /** Money per credit that the credits were counted at. */
  readonly rate: bigint;
};

/** A wallet that may pay, at its own rate; others are skipped. */
export type MoneyPayer = {
  readonly walletId: WalletId;
  /** Money per credit, above zero. */
  readonly rate: bigint;
  /** Of the same price and window; null: nothing. */
  readonly covered: Covered | null;
};

/** What of one use's price wallets covered, and what is left for the invoice. */
export type MoneyShare = {
  readonly owed: Money;
  /** What the wallets that paid have covered by now, this use included. */
  readonly covered: ReadonlyMap<WalletId, Covered>;
};
