import { idFromRow, idText, type PlanId, type PlanVersionId, type ProductId } from "@/lib/ids";
import type { Metadata } from "@/lib/text/schema";
import { draftIssues } from "../rules/draft-issues";
import type { CommitmentView, PlanVersionView, PlanView } from "../schema/plan";
import type { CommitmentJson } from "../store/charge-json";
import { draftFromRecord } from "../store/draft-record";
import type { FeatureNames, PlanRecord, PlanVersionRecord } from "../store/plans";
import { decimalOrNull } from "./decimal";
import { chargeView, entitlementView, planGrantView } from "./plan-parts";

export const planView = (plan: PlanRecord): PlanView => ({
  id: idText("plan", idFromRow<PlanId>(plan.id)),
  kind: plan.kind,
  key: plan.key,
  name: plan.name,
  description: plan.description ?? "",
  productId: idText("prod", idFromRow<ProductId>(plan.productId)),
  status: plan.archivedAt === null ? "ACTIVE" : "ARCHIVED",
  metadata: plan.metadata as Metadata,
  createdAt: plan.createdAt.toISOString(),
  updatedAt: plan.updatedAt.toISOString(),
});

function commitmentView(kept: unknown): CommitmentView | null {
  if (kept === null) return null;
  const { amount, credit_unit: creditUnit, period, shortfall } = kept as CommitmentJson;
  return { amount, creditUnit, period, shortfall };
}

/** A version with all its parts, and the issues that keep it a draft. */
export const planVersionView = (
  version: PlanVersionRecord,
  features: FeatureNames,
): PlanVersionView => ({
  id: idText("plv", idFromRow<PlanVersionId>(version.id)),
  planId: idText("plan", idFromRow<PlanId>(version.planId)),
  number: version.number,
  status: version.status,
  currency: version.currency,
  overageRule: version.overageRule,
  overagePrice: decimalOrNull(version.overagePrice),
  commitment: commitmentView(version.commitment),
  charges: version.charges.map((charge) => chargeView(charge, features)),
  grants: version.grants.map(planGrantView),
  entitlements: version.entitlements.map((entitlement) => entitlementView(entitlement, features)),
  issues:
    version.status === "DRAFT"
      ? [...draftIssues({ ...draftFromRecord(version), kind: version.plan.kind }, features)]
      : [],
  createdAt: version.createdAt.toISOString(),
  updatedAt: version.updatedAt.toISOString(),
  publishedAt: version.publishedAt?.toISOString() ?? null,
});
