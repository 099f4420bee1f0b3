/** Commands about a wallet as a whole (SEMANTICS 1.1, 6.2, 6.4). */
import type { RefillId, WalletId } from "@/lib/ids";
import type { Credits } from "@/lib/money/credits";
import type { PeriodLine } from "@/lib/time/period";
import type { Asked } from "./asked";
import type { GrantTerms, Rollover } from "./terms";

/** Ends an amount of the wallet's available credits, in burn order. */
export type VoidWalletCommand = Asked & {
  readonly kind: "void_wallet";
  readonly walletId: WalletId;
  readonly amount: Credits;
};

/** Leaves each live grant with what its terms say, and carries or clears what is owed. */
export type ResetCommand = Asked & {
  readonly kind: "reset";
  readonly walletId: WalletId;
  readonly overage: "carry" | "clear";
};

/** Corrects a wallet by an amount: up, a grant of source `adjustment`; down, voided in burn order. */
export type AdjustCommand = Asked & {
  readonly kind: "adjust";
  readonly walletId: WalletId;
  /** Signed, not zero. */
  readonly amount: Credits;
  /** Of what is given. */
  readonly expiresAt: Date | null;
  readonly currency: string;
};

/** Nothing leaves a frozen wallet; it still receives, and its grants still end. */
export type FreezeCommand = Asked & {
  readonly kind: "freeze" | "unfreeze";
  readonly walletId: WalletId;
};

/** Ends its holds, voids what is left and refuses all that comes after. */
export type CloseCommand = Asked & { readonly kind: "close"; readonly walletId: WalletId };

/** Credits that come again and again: at each bound of the line, a grant that lives to the next one. */
export type RefillTerms = Pick<
  GrantTerms,
  "name" | "amount" | "category" | "priority" | "costTotal" | "currency" | "featureIds"
> & {
  /** How what is left at a period's end is kept, and for how many periods; null: it lapses. */
  readonly rollover: (Omit<Rollover, "expiresAt"> & { readonly periods: number }) | null;
  readonly reset: { readonly min: Credits; readonly max: Credits } | null;
};

/** Starts a refill; its first grant comes at the line's anchor, at once if that has passed. */
export type StartRefillCommand = Asked & {
  readonly kind: "start_refill";
  readonly walletId: WalletId;
  readonly terms: RefillTerms;
  readonly line: PeriodLine;
  /** No grant comes at or after it; null: none ends it. */
  readonly endsAt: Date | null;
};

/** No further grant comes; the running one lives to its end. */
export type StopRefillCommand = Asked & {
  readonly kind: "stop_refill";
  readonly refillId: RefillId;
};
