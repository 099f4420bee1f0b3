/** The parts of a draft version: written as the schema says them, read back as its rules see them. */
import { Prisma } from "@/lib/db/generated/client";
import type { ColdTx } from "@/lib/db/transact";
import {
  type ChargeId,
  type EntitlementId,
  type FeatureId,
  type Id,
  idFromRow,
  newId,
  type OrganizationId,
  type PlanGrantId,
  type PlanVersionId,
} from "@/lib/ids";
import { decimalText } from "@/lib/money/decimal";
import type {
  ChargeInput,
  CreditsChargeInput,
  RecurringChargeInput,
  UsageChargeInput,
} from "../schema/charge";
import type { EntitlementInput } from "../schema/entitlement";
import type { GrantLifeInput } from "../schema/grant-life";
import type { CommitmentInput, PlanDraftInput } from "../schema/plan";
import type { PlanGrantInput } from "../schema/plan-grant";
import type { CommitmentJson, GivesJson, TermsJson } from "./charge-json";
import { lifeRecordOf } from "./grant-record";
import type { PlanVersionRecord } from "./plans";

type Draft = {
  readonly record: PlanVersionRecord;
  readonly organizationId: OrganizationId;
  /** What grants and credit charges give when they name no unit. */
  readonly creditUnit: string;
  readonly at: Date;
};

/** Replaces all that the draft has. A part that names one of the draft's ids keeps it. */
export async function replaceDraft(tx: ColdTx, draft: Draft, input: PlanDraftInput): Promise<void> {
  const { record, at } = draft;
  const where = { planVersionId: record.id };
  await tx.prisma.charge.deleteMany({ where });
  await tx.prisma.planGrant.deleteMany({ where });
  await tx.prisma.entitlement.deleteMany({ where });
  await tx.prisma.planVersion.update({
    where: { id: record.id },
    data: {
      currency: input.currency,
      overageRule: input.overageRule,
      overagePrice: textOrNull(input.overagePrice),
      commitment: commitmentJson(input.commitment) ?? Prisma.DbNull,
      updatedAt: at,
    },
  });
  await tx.prisma.charge.createMany({ data: chargeRows(draft, input) });
  await tx.prisma.planGrant.createMany({ data: grantRows(draft, input.grants) });
  await tx.prisma.entitlement.createMany({ data: entitlementRows(draft, input.entitlements) });
}

function chargeRows(draft: Draft, { charges, currency }: PlanDraftInput) {
  const keep = idsOf<ChargeId>(draft.record.charges);
  return charges.map(
    (charge, position): Prisma.ChargeCreateManyInput => ({
      ...common(draft, position),
      id: keep(charge.id),
      name: charge.name,
      lookupKey: charge.lookupKey || null,
      metadata: charge.metadata,
      ...chargeColumns(charge, { currency, creditUnit: draft.creditUnit }),
    }),
  );
}

type ChargeColumns = Omit<
  Prisma.ChargeCreateManyInput,
  "id" | "organizationId" | "planVersionId" | "name" | "createdAt"
>;

function chargeColumns(
  charge: ChargeInput,
  { currency, creditUnit }: { currency: string; creditUnit: string },
): ChargeColumns {
  switch (charge.kind) {
    case "RECURRING":
      return {
        ...asked(charge),
        kind: "RECURRING",
        model: "FLAT",
        currency: charge.creditUnit === null ? currency : null,
        priceUnit: charge.creditUnit,
        amount: decimalText(charge.amount),
        terms: {
          quantity: charge.quantity,
          free_quantity: charge.freeQuantity,
          on_shortage: charge.onShortage,
        } satisfies TermsJson,
      };
    case "CREDITS":
      return {
        ...asked(charge),
        kind: "CREDITS",
        model: "STAIRSTEP",
        currency,
        priceUnit: charge.creditUnit ?? creditUnit,
        terms: { cadence: charge.cadence, gives: givesJson(charge.gives) } satisfies TermsJson,
        tiers: charge.tiers.map(({ credits, price }) => ({
          credits: decimalText(credits),
          flat_amount: decimalText(price),
        })),
      };
    case "USAGE":
      return usageColumns(charge, currency);
  }
}

const asked = ({
  period,
  invoiceCadence,
  trialDays,
}: RecurringChargeInput | CreditsChargeInput) => ({
  period,
  invoiceCadence,
  trialDays,
});

const usageColumns = (charge: UsageChargeInput, currency: string): ChargeColumns => ({
  kind: "USAGE",
  model: charge.model,
  featureId: charge.featureId,
  currency: charge.creditUnit === null ? currency : null,
  priceUnit: charge.creditUnit,
  amount: textOrNull(charge.amount),
  packageSize: textOrNull(charge.packageSize),
  tiers: charge.tiers.map(({ upTo, unitAmount, flatAmount }) => ({
    up_to: textOrNull(upTo),
    unit_amount: decimalText(unitAmount),
    flat_amount: decimalText(flatAmount),
  })),
  freeUnits: textOrNull(charge.freeUnits),
  minimum: textOrNull(charge.minimum),
  maximum: textOrNull(charge.maximum),
  terms: {
    fixed_per_event: textOrNull(charge.fixedPerEvent),
    free_events: charge.freeEvents,
    free_amount: textOrNull(charge.freeAmount),
  },
  settlement: charge.settlement,
  overagePrice: textOrNull(charge.overagePrice),
  invoiceCadence: "ARREAR",
});

function grantRows(draft: Draft, grants: readonly PlanGrantInput[]) {
  const keep = idsOf<PlanGrantId>(draft.record.grants);
  return grants.map(
    (grant, position): Prisma.PlanGrantCreateManyInput => ({
      ...common(draft, position),
      id: keep(grant.id),
      name: grant.name,
      credits: decimalText(grant.credits),
      creditUnit: grant.creditUnit ?? draft.creditUnit,
      cadence: grant.cadence,
      period: grant.period,
      metadata: grant.metadata,
      ...lifeRecordOf(givesJson(grant)),
    }),
  );
}

function entitlementRows(draft: Draft, entitlements: readonly EntitlementInput[]) {
  const keep = idsOf<EntitlementId>(draft.record.entitlements);
  return entitlements.map(
    (entitlement, position): Prisma.EntitlementCreateManyInput => ({
      ...entitlement,
      ...common(draft, position),
      id: keep(entitlement.id),
      includedUnits: textOrNull(entitlement.includedUnits),
      usageLimit: textOrNull(entitlement.usageLimit),
    }),
  );
}

const givesJson = (life: GrantLifeInput) =>
  ({
    expiration_kind: life.expirationKind,
    expiration_duration: life.expirationDuration,
    expiration_unit: life.expirationUnit,
    priority: life.priority,
    category: life.category,
    rollover: { ...life.rollover, cap: textOrNull(life.rollover.cap) },
    prorate_first: life.isProrated,
    feature_ids: [...life.featureIds],
  }) satisfies GivesJson;

const commitmentJson = (commitment: CommitmentInput | null) =>
  commitment &&
  ({
    amount: decimalText(commitment.amount),
    credit_unit: commitment.creditUnit,
    period: commitment.period,
    shortfall: commitment.shortfall,
  } satisfies CommitmentJson);

const common = ({ record, organizationId, at }: Draft, position: number) => ({
  organizationId,
  planVersionId: idFromRow<PlanVersionId>(record.id),
  position,
  createdAt: at,
});

/** Gives each part the id it names, if the draft has it and no part before took it; else a fresh one. */
function idsOf<Name extends Id<string>>(parts: readonly { readonly id: string }[]) {
  const known = new Set(parts.map(({ id }) => id));
  return (id: Name | null): Name => (id !== null && known.delete(id) ? id : newId<Name>());
}

const textOrNull = (amount: bigint | null) => (amount === null ? null : decimalText(amount));

/** The features that a draft names, each with the path of the field that names it. */
export const featuresNamed = (
  input: Pick<PlanDraftInput, "charges" | "grants" | "entitlements">,
): readonly { readonly path: string; readonly featureId: FeatureId }[] => [
  ...input.charges.flatMap((charge, index) => {
    if (charge.kind === "CREDITS") return featuresPaid(`charges.${index}.gives`, charge.gives);
    if (charge.kind === "RECURRING") return [];
    return [{ path: `charges.${index}.featureId`, featureId: charge.featureId }];
  }),
  ...input.grants.flatMap((grant, index) => featuresPaid(`grants.${index}`, grant)),
  ...input.entitlements.map(({ featureId }, index) => ({
    path: `entitlements.${index}.featureId`,
    featureId,
  })),
];

const featuresPaid = (path: string, { featureIds }: GrantLifeInput) =>
  featureIds.map((featureId) => ({ path: `${path}.featureIds`, featureId }));
