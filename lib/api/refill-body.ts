/** The body of a grant that comes again and again to a wallet. */
import * as z from "zod";
import { FeatureId, idText, newId, WalletId } from "@/lib/ids";
import { RefillInput } from "@/lib/ledger/schema/refill";
import { MoneyOrZero, PositiveCredits } from "@/lib/money/schema";
import { Metadata } from "@/lib/text/schema";
import { amountText } from "./amounts";
import { RECURRENCE_WORDS, RECURRENCES_IN } from "./dialect/periods";
import { IdempotencyKey, InstantText } from "./fields";
import { GRANT_TYPES, ResetFields, RolloverFields } from "./grant-body";
import { pour } from "./pour";

const CATEGORIES = {
  prepaid: "PREPAID",
  promotional: "PROMOTIONAL",
  committed: "COMMITTED",
} as const satisfies Record<(typeof GRANT_TYPES)[number], string>;

const Fields = z.strictObject({
  wallet_id: WalletId,
  cadence: z.literal("RECURRING"),
  amount: amountText(PositiveCredits),
  name: z.string().trim().max(120).nullish(),
  grant_type: z.enum(GRANT_TYPES).default("promotional"),
  period: z.enum(RECURRENCE_WORDS).default("MONTHLY"),
  period_count: z.int().min(1).max(366).default(1),
  /** What the periods are counted from; now, unless told. */
  credit_grant_anchor: InstantText.nullish(),
  /** No grant comes at or after it. */
  end_date: InstantText.nullish(),
  priority: z.int().min(0).max(1000).nullish(),
  feature_ids: z.array(FeatureId).max(100).nullish(),
  /** Money per credit, net. */
  cost_basis: amountText(MoneyOrZero).nullish(),
  rollover: RolloverFields.nullish(),
  on_reset: ResetFields.nullish(),
  reason: z.string().trim().max(500).nullish(),
  idempotency_key: IdempotencyKey.nullish(),
  fingerprint: z.string().max(64).nullish(),
  metadata: Metadata.nullish(),
});

const NAMES = {
  anchorAt: "credit_grant_anchor",
  endsAt: "end_date",
  reference: "idempotency_key",
  category: "grant_type",
};

/** So many credits every period, without a plan. */
export const RefillBody = Fields.transform((body, issue) => ({
  wallet_id: body.wallet_id,
  refill: pour(RefillInput, refillFields(body), { issue, names: NAMES }),
}));
export type RefillBody = z.output<typeof RefillBody>;

const refillFields = (body: z.output<typeof Fields>): z.input<typeof RefillInput> => ({
  name: body.name ?? "",
  amount: body.amount,
  category: CATEGORIES[body.grant_type],
  priority: body.priority ?? undefined,
  featureIds: (body.feature_ids ?? []).map((id) => idText("feat", id)),
  costBasis: body.cost_basis ?? undefined,
  period: RECURRENCES_IN[body.period],
  periodCount: body.period_count,
  anchorAt: body.credit_grant_anchor ?? null,
  endsAt: body.end_date ?? null,
  rollover: body.rollover ?? undefined,
  onReset: body.on_reset ?? null,
  reason: body.reason || "No reason given",
  reference: body.idempotency_key ?? `refill:${newId()}`,
  fingerprint: body.fingerprint ?? undefined,
});
