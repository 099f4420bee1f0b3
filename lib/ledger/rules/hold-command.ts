/** Commands about credits set aside for work whose cost is not known yet (SEMANTICS §5). */
import type { FeatureId, HoldId, WalletId } from "@/lib/ids";
import type { Credits } from "@/lib/money/credits";
import type { Asked } from "./asked";

/** Reserves credits from grants in burn order; refused whole if they do not suffice. */
export type HoldCommand = Asked & {
  readonly kind: "hold";
  /** Null: every wallet of `creditUnit` that may pay for the feature. */
  readonly walletId: WalletId | null;
  readonly creditUnit: string;
  readonly featureId: FeatureId | null;
  readonly member: string | null;
  readonly amount: Credits;
  /** Exclusive; a hold always ends, at most thirty days on. */
  readonly expiresAt: Date;
};

/** Takes what was reserved, in part or whole, or more if there is enough. */
export type CaptureCommand = Asked & {
  readonly kind: "capture";
  readonly holdId: HoldId;
  /** Null: all that is still held. */
  readonly amount: Credits | null;
  /** Whether the rest is released now; else the hold stays open for another capture. */
  readonly isFinal: boolean;
};

/** Gives all that is still held back to its grants. */
export type ReleaseCommand = Asked & { readonly kind: "release"; readonly holdId: HoldId };
