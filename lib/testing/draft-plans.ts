/** Drafts of plans as the editor has them, with one thing said of each. */

import type {
  DraftCharge,
  DraftEntitlement,
  DraftFeatures,
  DraftGrant,
  DraftPlan,
} from "@/lib/catalog/rules/draft";
import { draftIssues } from "@/lib/catalog/rules/draft-issues";
import type { FeatureId } from "@/lib/ids";
import { nanocredits } from "@/lib/money/credits";
import { nanomoney } from "@/lib/money/money";
import { nanounits } from "@/lib/money/quantity";

export const EXPORT = "export" as FeatureId;
export const SSO = "sso" as FeatureId;
export const SEATS = "seats" as FeatureId;
export const GONE = "gone" as FeatureId;

export const FEATURES: DraftFeatures = new Map([
  [EXPORT, { type: "METERED", isArchived: false }],
  [SSO, { type: "BOOLEAN", isArchived: false }],
  [SEATS, { type: "STATIC", isArchived: false }],
  [GONE, { type: "METERED", isArchived: true }],
]);

export const money = (cents: bigint) => nanomoney(cents * 10_000_000n);
export const units = (count: bigint) => nanounits(count * 1_000_000_000n);
export const credits = (count: bigint) => nanocredits(count * 1_000_000_000n);

type Fee = Extract<DraftCharge, { kind: "RECURRING" }>;

export const recurring = (cents: bigint, over: Partial<Fee> = {}): DraftCharge => ({
  kind: "RECURRING",
  lookupKey: null,
  amount: money(cents),
  creditUnit: null,
  trialDays: 0,
  ...over,
});

export const usage = (
  over: Partial<Extract<DraftCharge, { kind: "USAGE" }>> = {},
): DraftCharge => ({
  kind: "USAGE",
  lookupKey: null,
  featureId: EXPORT,
  creditUnit: null,
  model: "PER_UNIT",
  amount: money(500n),
  packageSize: null,
  tiers: [],
  settlement: "WALLET_THEN_INVOICE",
  minimum: null,
  maximum: null,
  ...over,
});

export const tier = (upTo: bigint | null) => ({
  upTo: upTo === null ? null : units(upTo),
  unitAmount: money(1n),
  flatAmount: money(0n),
});

export const monthly = (over: Partial<DraftGrant> = {}): DraftGrant => ({
  credits: credits(2500n),
  cadence: "RECURRING",
  expirationKind: "GRANT_PERIOD",
  expirationDuration: null,
  expirationUnit: null,
  featureIds: [],
  rollover: { mode: "none", cap: null, percent: null },
  ...over,
});

export const entitled = (over: Partial<DraftEntitlement> = {}): DraftEntitlement => ({
  featureId: EXPORT,
  includedUnits: null,
  usageLimit: null,
  per: "customer",
  staticValue: null,
  ...over,
});

export const plan = (over: Partial<DraftPlan> = {}): DraftPlan => ({
  kind: "PLAN",
  currency: "USD",
  overageRule: "CARRY",
  overagePrice: null,
  commitment: null,
  charges: [],
  grants: [],
  entitlements: [],
  ...over,
});

export const paths = (draft: DraftPlan) => draftIssues(draft, FEATURES).map(({ path }) => path);
