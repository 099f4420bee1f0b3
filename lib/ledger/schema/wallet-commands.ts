/** What people and programs ask of a wallet as a whole: its terms, corrections, many debits at once. Isomorphic. */
import * as z from "zod";
import { CustomerId, FeatureId, WalletId } from "@/lib/ids";
import { ZERO } from "@/lib/money/credits";
import { CreditsOrZero, CreditsText } from "@/lib/money/schema";
import { Instant, Metadata, plainText, Reason, Reference } from "@/lib/text/schema";
import { REASON_CODES } from "../rules/terms";
import { BookedView, CustomerDebitInput } from "../schema";

/** A correction up or down. */
export const AdjustInput = z.object({
  /** Signed: `-12.5` takes. */
  amount: CreditsText.refine((amount) => amount !== ZERO, "Enter an amount other than zero"),
  reasonCode: z.enum(REASON_CODES),
  reason: Reason,
  reference: Reference,
  fingerprint: z.string().max(64).optional(),
  /** Of what is given; null: never. */
  expiresAt: Instant.nullable().default(null),
});
export type AdjustInput = z.output<typeof AdjustInput>;
export type AdjustFields = z.input<typeof AdjustInput>;

/** What may change of a wallet; what is absent stays. */
export const UpdateWalletInput = z.object({
  name: plainText(120).min(1, "Enter a name").optional(),
  priority: z.int().min(0).max(10_000).optional(),
  /** Empty: all. */
  featureIds: z.array(FeatureId).max(100).optional(),
  shortagePolicy: z.enum(["REFUSE", "CAP", "OVERAGE"]).optional(),
  /** Null: no limit. */
  overageLimit: CreditsOrZero.nullable().optional(),
  lowBalanceAt: CreditsOrZero.nullable().optional(),
  metadata: Metadata.optional(),
});
export type UpdateWalletInput = z.output<typeof UpdateWalletInput>;
export type UpdateWalletFields = z.input<typeof UpdateWalletInput>;

export const MOST_DEBITS = 1_000;

/** One debit of a batch: of a wallet, or of a customer over all wallets of the unit that may pay. */
export const BatchItem = CustomerDebitInput.pick({
  amount: true,
  reasonCode: true,
  reason: true,
  featureId: true,
  member: true,
}).extend({
  /** All of it, or nothing: to take what there is has no place here. */
  onShortage: z.enum(["REFUSE", "OVERAGE"]).optional(),
  target: z.union([
    z.object({ walletId: WalletId }),
    z.object({ customerId: CustomerId, creditUnit: plainText(50).min(1) }),
  ]),
});
export type BatchItem = z.output<typeof BatchItem>;

/** Many debits, over several customers and wallets: all of them, or none. */
export const BatchInput = z.object({
  items: z.array(BatchItem).min(1, "Name a debit").max(MOST_DEBITS, `At most ${MOST_DEBITS}`),
  reference: Reference,
  fingerprint: z.string().max(64).optional(),
});
export type BatchInput = z.output<typeof BatchInput>;

/** What was done for each item, in their order. */
export const BatchView = z.object({
  items: z.array(BookedView),
  isReplayed: z.boolean(),
  fingerprint: z.string(),
});
export type BatchView = z.infer<typeof BatchView>;
