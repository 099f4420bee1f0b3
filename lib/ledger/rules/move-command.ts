/** Commands that move credits to a grant of other terms or in another wallet (SEMANTICS 1.2, 6.3). */
import type { GrantId, WalletId } from "@/lib/ids";
import type { Credits } from "@/lib/money/credits";
import type { Asked } from "./asked";
import type { GrantTerms } from "./terms";

/** Moves what is unspent, or part of it, into a grant that ends later. */
export type ExtendCommand = Asked & {
  readonly kind: "extend";
  readonly grantId: GrantId;
  /** Exclusive, later than the grant's own end. Null: never. */
  readonly expiresAt: Date | null;
  /** Null: all that is unspent. */
  readonly amount: Credits | null;
};

/**
 * One side of a transfer: credits leave a grant for another wallet, of this customer or of
 * another. Posted together with its other side, in one transaction of the database.
 */
export type TransferOutCommand = Asked & {
  readonly kind: "transfer_out";
  readonly grantId: GrantId;
  readonly toWalletId: WalletId;
  /** Null: all that is available. */
  readonly amount: Credits | null;
};

/** The other side: the credits arrive under their old terms, their cost along in proportion. */
export type TransferInCommand = Asked & {
  readonly kind: "transfer_in";
  readonly walletId: WalletId;
  readonly terms: GrantTerms;
};
