/** What people and programs ask of a wallet beside debits: holds, moves, ends, states. Isomorphic. */
import * as z from "zod";
import { FeatureId, WalletId } from "@/lib/ids";
import { PositiveCredits } from "@/lib/money/schema";
import { Instant, plainText, Reason, Reference, storable } from "@/lib/text/schema";

const Named = {
  reference: Reference,
  /** What the person was shown; refused if it would do something else. */
  fingerprint: z.string().max(64).optional(),
};
const Reasoned = { ...Named, reason: Reason };

export const HOLD_SECONDS = { usual: 86_400, most: 30 * 86_400 } as const;

/** Credits set aside (SEMANTICS 5.1). */
export const HoldInput = z.object({
  ...Named,
  amount: PositiveCredits,
  expiresInSeconds: z
    .int("Enter a whole number of seconds")
    .min(1, "A hold lasts a second at least")
    .max(HOLD_SECONDS.most, "A hold lasts thirty days at most")
    .default(HOLD_SECONDS.usual),
  featureId: FeatureId.nullable().default(null),
  member: storable(200).min(1).nullable().default(null),
  /** What it is for, in words. */
  purpose: plainText(500).nullable().default(null),
});
export type HoldInput = z.output<typeof HoldInput>;
export type HoldFields = z.input<typeof HoldInput>;

export const CaptureInput = z.object({
  ...Named,
  /** Absent: all that is still held. */
  amount: PositiveCredits.nullable().default(null),
  isFinal: z.boolean().default(true),
  reason: Reason.nullable().default(null),
});
export type CaptureInput = z.output<typeof CaptureInput>;

export const ReleaseInput = z.object({ ...Named, reason: Reason.nullable().default(null) });
export type ReleaseInput = z.output<typeof ReleaseInput>;

export const ExtendGrantInput = z.object({
  ...Reasoned,
  /** Null: it never ends. */
  expiresAt: Instant.nullable(),
  /** Absent: all that is unspent. */
  amount: PositiveCredits.nullable().default(null),
});
export type ExtendGrantInput = z.output<typeof ExtendGrantInput>;

export const TransferInput = z.object({
  ...Reasoned,
  /** Where the credits go: a wallet of this customer or of another. */
  walletId: WalletId,
  /** Absent: all that is available. */
  amount: PositiveCredits.nullable().default(null),
});
export type TransferInput = z.output<typeof TransferInput>;

export const VoidWalletInput = z.object({ ...Reasoned, amount: PositiveCredits });
export type VoidWalletInput = z.output<typeof VoidWalletInput>;

export const ResetInput = z.object({ ...Reasoned, overage: z.enum(["carry", "clear"]) });
export type ResetInput = z.output<typeof ResetInput>;

/** Freezing, thawing and closing a wallet. */
export const WalletStateInput = z.object(Reasoned);
export type WalletStateInput = z.output<typeof WalletStateInput>;
