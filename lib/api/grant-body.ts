/** The two bodies of a credit grant: credits into a wallet, or the credits that a plan gives. */
import * as z from "zod";
import { EXPIRATION_KINDS, Rollover } from "@/lib/catalog/schema/grant-life";
import { type PlanGrantFields, PlanGrantInput } from "@/lib/catalog/schema/plan-grant";
import { FeatureId, idText, WalletId } from "@/lib/ids";
import { ResetBounds } from "@/lib/ledger/schema/refill";
import { ONE, parseDecimal } from "@/lib/money/decimal";
import { CreditsOrZero, MoneyOrZero, PositiveCredits } from "@/lib/money/schema";
import { Metadata } from "@/lib/text/schema";
import { amount, amountText } from "./amounts";
import { PERIOD_WORDS, PERIODS_IN } from "./dialect/periods";
import { IdempotencyKey, Instant } from "./fields";
import { pour } from "./pour";
import { WhichPlan } from "./which-plan";

export const GRANT_TYPES = ["prepaid", "promotional", "committed"] as const;

/** Above zero, at most 1, in billionths. */
const Fraction = z.string().transform((text, issue): bigint => {
  const share = parseDecimal(text);
  if (share !== undefined && share > 0n && share <= ONE) return share;
  issue.addIssue({ code: "custom", message: "A share above 0, at most 1" });
  return z.NEVER;
});

/** What a reset of the wallet leaves: min(max, max(min, left)). */
export const ResetFields = z.strictObject({
  min: amountText(CreditsOrZero),
  max: amountText(CreditsOrZero),
});

/** Credits into a wallet, once. */
export const DirectGrantBody = z
  .strictObject({
    wallet_id: WalletId,
    amount: amount(PositiveCredits),
    name: z.string().trim().max(120).nullish(),
    grant_type: z.enum(GRANT_TYPES).default("promotional"),
    effective_at: Instant.nullish(),
    expires_at: Instant.nullish(),
    priority: z.int().min(0).max(1000).nullish(),
    feature_ids: z.array(FeatureId).max(100).nullish(),
    /** Money per credit, net. */
    cost_basis: amount(MoneyOrZero).nullish(),
    reason: z.string().trim().max(500).nullish(),
    cadence: z.literal("ONETIME").nullish(),
    /** A share of what is left at its end goes into a grant with an end of its own. */
    rollover_on_expiry: z
      .strictObject({ fraction: amount(Fraction), expires_at: Instant.nullable() })
      .nullish(),
    /** What a reset of the wallet leaves of it; nothing, unless told. */
    on_reset: ResetFields.transform((fields, issue) =>
      pour(ResetBounds, fields, { issue }),
    ).nullish(),
    idempotency_key: IdempotencyKey.nullish(),
    fingerprint: z.string().max(200).nullish(),
    metadata: Metadata.nullish(),
  })
  .refine(
    ({ effective_at, expires_at }) => !effective_at || !expires_at || effective_at < expires_at,
    { path: ["expires_at"], message: "Ends before it begins" },
  )
  .refine(({ rollover_on_expiry, expires_at }) => !rollover_on_expiry || expires_at, {
    path: ["expires_at"],
    message: "Only what ends can roll over at its end",
  })
  .refine(
    ({ rollover_on_expiry: rolls, expires_at }) =>
      !rolls?.expires_at || !expires_at || expires_at < rolls.expires_at,
    { path: ["rollover_on_expiry", "expires_at"], message: "Ends before the grant itself" },
  );
export type DirectGrantBody = z.output<typeof DirectGrantBody>;

export const RolloverFields = z.strictObject({
  mode: Rollover.shape.mode.unwrap(),
  cap: amountText(CreditsOrZero).nullable().default(null),
  percent: z.int().min(1).max(100).nullable().default(null),
  periods: z.int().min(1).max(120).default(1),
});

const PlanFields = z.strictObject({
  ...WhichPlan,
  scope: z.literal("PLAN", "Only PLAN, or a wallet_id").nullish(),
  name: PlanGrantInput.shape.name.unwrap().nullish(),
  credits: amountText(PositiveCredits),
  credit_unit: z.string().nullish(),
  cadence: z.enum(["ONETIME", "RECURRING"]),
  period: z.enum(PERIOD_WORDS).default("MONTHLY"),
  period_count: z.literal(1, "Only 1").nullish(),
  expiration_type: z.enum(EXPIRATION_KINDS).optional(),
  expiration_duration: z.int().min(1).max(3660).nullable().default(null),
  expiration_duration_unit: z.enum(["DAY", "WEEK", "MONTH", "YEAR"]).nullable().default(null),
  priority: PlanGrantInput.shape.priority.unwrap().optional(),
  category: PlanGrantInput.shape.category.unwrap().optional(),
  rollover: RolloverFields.optional(),
  prorated: z.boolean().optional(),
  feature_ids: z.array(FeatureId).max(50).optional(),
  metadata: Metadata.default({}),
  // Sent by clients of the dialect, without meaning here.
  conversion_rate: z.unknown().optional(),
  topup_conversion_rate: z.unknown().optional(),
  start_date: z.unknown().optional(),
  end_date: z.unknown().optional(),
  idempotency_key: z.unknown().optional(),
});

const NAMES = {
  expirationKind: "expiration_type",
  isProrated: "prorated",
  expirationUnit: "expiration_duration_unit",
};

/** Credits that a plan gives its subscribers. */
export const PlanGrantBody = PlanFields.transform((body, issue) => ({
  plan_id: body.plan_id,
  entity_id: body.entity_id,
  grant: pour(PlanGrantInput, planGrantFields(body), { issue, names: NAMES }),
}));

const planGrantFields = (body: z.output<typeof PlanFields>): PlanGrantFields => ({
  name: body.name ?? "",
  credits: body.credits,
  creditUnit: body.credit_unit ?? null,
  cadence: body.cadence,
  period: PERIODS_IN[body.period],
  expirationKind: body.expiration_type,
  expirationDuration: body.expiration_duration,
  expirationUnit: body.expiration_duration_unit,
  priority: body.priority,
  category: body.category,
  rollover: body.rollover,
  isProrated: body.prorated,
  featureIds: body.feature_ids?.map((id) => idText("feat", id)),
  metadata: body.metadata,
});
