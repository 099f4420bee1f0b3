/** Stored grants, and what tiers of credits give, as the draft that would make them. */
import type { Prisma } from "@/lib/db/generated/client";
import { type FeatureId, idFromRow, type PlanGrantId } from "@/lib/ids";
import { creditsFromRow } from "@/lib/money/credits";
import type { Metadata } from "@/lib/text/schema";
import type { BillingPeriod } from "../schema/charge";
import type { GrantLifeInput } from "../schema/grant-life";
import type { PlanGrantInput } from "../schema/plan-grant";
import { GIVES_OF_OLD, type GivesJson, type RolloverJson } from "./charge-json";
import type { PlanGrantRecord } from "./plans";

export const grantFromRecord = (grant: PlanGrantRecord): PlanGrantInput => ({
  id: idFromRow<PlanGrantId>(grant.id),
  name: grant.name,
  credits: creditsFromRow(grant.credits.toFixed()),
  creditUnit: grant.creditUnit,
  cadence: grant.cadence,
  period: grant.period as BillingPeriod,
  metadata: grant.metadata as Metadata,
  ...lifeFromRecord(lifeOf(grant)),
});

/** What of a grant says how it lives. */
export type LifeRecord = Pick<
  PlanGrantRecord,
  | "expirationKind"
  | "expirationDuration"
  | "expirationUnit"
  | "priority"
  | "category"
  | "prorateFirst"
  | "featureIds"
> & { readonly rollover: Prisma.JsonObject };

/** The columns of a grant that say how it lives. */
export const lifeOf = ({ rollover, ...grant }: PlanGrantRecord): LifeRecord => ({
  ...grant,
  rollover: rollover as Prisma.JsonObject,
});

/** How a tier's credits live, as a grant's columns would say it. */
export function lifeRecordOf(gives: GivesJson = GIVES_OF_OLD): LifeRecord {
  return {
    expirationKind: gives.expiration_kind,
    expirationDuration: gives.expiration_duration,
    expirationUnit: gives.expiration_unit,
    priority: gives.priority,
    category: gives.category,
    rollover: gives.rollover,
    prorateFirst: gives.prorate_first,
    featureIds: [...gives.feature_ids],
  };
}

export function lifeFromRecord(life: LifeRecord): GrantLifeInput {
  const rollover = life.rollover as Partial<RolloverJson>;
  return {
    expirationKind: life.expirationKind,
    expirationDuration: life.expirationDuration,
    expirationUnit: life.expirationUnit as GrantLifeInput["expirationUnit"],
    priority: life.priority,
    category: life.category as GrantLifeInput["category"],
    rollover: {
      mode: rollover.mode ?? "none",
      cap: rollover.cap ? creditsFromRow(rollover.cap) : null,
      percent: rollover.percent ?? null,
      periods: rollover.periods ?? 1,
    },
    isProrated: life.prorateFirst,
    featureIds: life.featureIds.map((id) => idFromRow<FeatureId>(id)),
  };
}
