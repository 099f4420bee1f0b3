import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { ColdTx } from "@/lib/db/transact";
import { DomainError } from "@/lib/errors";
import { idFromRow, type PlanId, type PlanVersionId } from "@/lib/ids";
import { publish } from "@/lib/outbox/publish";
import type { DraftIssue, PlanDetail } from "../schema/plan";
import { loadFeatureNames, loadVersionOf, type PlanVersionRecord } from "../store/plans";
import { planVersionView } from "../view/plan";
import { changeCatalog } from "./change-catalog";
import { planDetailIn, planIn } from "./create-plan";
import { planArchived } from "./open-draft";
import { noDraft } from "./update-draft";

/**
 * Makes the draft the live version, for good: it never changes again. Subscribers of the
 * version before stay on theirs.
 *
 * @throws DomainError `not_found`; `invalid_state` if the plan is archived or has no draft;
 *   `validation_error` with every issue of the draft by its field.
 */
export function publishPlan(ctx: Context, planId: PlanId): Promise<PlanDetail> {
  return changeCatalog(ctx, async (tx) => {
    const plan = await planIn(tx, ctx, planId);
    if (plan.archivedAt !== null) throw planArchived();
    const draft = await loadVersionOf(tx.prisma, planId, "DRAFT");
    if (!draft) throw noDraft();
    await publishDraft(tx, ctx, draft);
    return planDetailIn(tx, ctx, planId);
  });
}

/**
 * The live version; a valid draft that was never published is published by this, as the first
 * subscription by API does (SEMANTICS 8.1).
 *
 * @throws DomainError as `publishPlan` does.
 */
export function ensurePublished(ctx: Context, planId: PlanId): Promise<PlanVersionId> {
  return changeCatalog(ctx, async (tx) => {
    const plan = await planIn(tx, ctx, planId);
    if (plan.archivedAt !== null) throw planArchived();
    const live = await loadVersionOf(tx.prisma, planId, "PUBLISHED");
    if (live) return idFromRow<PlanVersionId>(live.id);
    const draft = await loadVersionOf(tx.prisma, planId, "DRAFT");
    if (!draft) throw noDraft();
    await publishDraft(tx, ctx, draft);
    return idFromRow<PlanVersionId>(draft.id);
  });
}

async function publishDraft(tx: ColdTx, ctx: Context, draft: PlanVersionRecord): Promise<void> {
  const features = await loadFeatureNames(tx.prisma, ctx.organizationId);
  const view = planVersionView(draft, features);
  if (view.issues.length > 0) throw unpublishable(view.issues);

  const { planId } = draft;
  await tx.prisma.planVersion.updateMany({
    where: { planId, status: "PUBLISHED" },
    data: { status: "SUPERSEDED", updatedAt: ctx.at },
  });
  await tx.prisma.planVersion.update({
    where: { id: draft.id },
    data: { status: "PUBLISHED", publishedAt: ctx.at, updatedAt: ctx.at },
  });
  await recordAudit(tx, ctx, {
    action: "plan.published",
    entity: "plan",
    entityId: planId,
    after: { ...view, status: "PUBLISHED" },
  });
  const data = { planId: view.planId, planVersionId: view.id, number: view.number };
  await publish(tx, ctx, [{ type: "plan.published", data }]);
}

function unpublishable(issues: readonly DraftIssue[]) {
  const fields: Record<string, string[]> = {};
  for (const { path, message } of issues) fields[path] = [...(fields[path] ?? []), message];
  return new DomainError("validation_error", "The draft cannot be published yet", { fields });
}
