import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { ColdTx } from "@/lib/db/transact";
import { DomainError } from "@/lib/errors";
import type { PlanId } from "@/lib/ids";
import type { PlanDetail } from "../schema/plan";
import { asCopy, draftFromRecord } from "../store/draft-record";
import { replaceDraft } from "../store/drafts";
import { loadCatalogDefaults } from "../store/organization";
import { insertDraft, loadVersionOf, type PlanVersionRecord } from "../store/plans";
import { changeCatalog } from "./change-catalog";
import { planDetailIn, planIn } from "./create-plan";

/**
 * Begins a new draft that is a copy of the live version. A plan that has a draft keeps it.
 *
 * @throws DomainError `not_found`; `invalid_state` for an archived plan.
 */
export function openDraft(ctx: Context, planId: PlanId): Promise<PlanDetail> {
  return changeCatalog(ctx, async (tx) => {
    await draftIn(tx, ctx, planId);
    return planDetailIn(tx, ctx, planId);
  });
}

/** The plan's draft, made from the live version if there is none. */
export async function draftIn(
  tx: ColdTx,
  ctx: Context,
  planId: PlanId,
): Promise<PlanVersionRecord> {
  const plan = await planIn(tx, ctx, planId);
  if (plan.archivedAt !== null) throw planArchived();
  const existing = await loadVersionOf(tx.prisma, planId, "DRAFT");
  return existing ?? copyOfLive(tx, ctx, planId);
}

async function copyOfLive(tx: ColdTx, ctx: Context, planId: PlanId): Promise<PlanVersionRecord> {
  const { organizationId, at } = ctx;
  const live = await loadVersionOf(tx.prisma, planId, "PUBLISHED");
  if (!live) throw new RangeError(`plan ${planId} has neither a draft nor a live version`);
  await insertDraft(tx, { id: planId, organizationId }, { currency: live.currency, at });
  const { creditUnit } = await loadCatalogDefaults(tx, organizationId);
  const record = await writtenDraft(tx, planId);
  await replaceDraft(tx, { record, organizationId, creditUnit, at }, asCopy(draftFromRecord(live)));
  await recordAudit(tx, ctx, {
    action: "plan.draft_opened",
    entity: "plan",
    entityId: planId,
    after: { number: record.number, copyOf: live.number },
  });
  return writtenDraft(tx, planId);
}

async function writtenDraft(tx: ColdTx, planId: PlanId): Promise<PlanVersionRecord> {
  const draft = await loadVersionOf(tx.prisma, planId, "DRAFT");
  if (!draft) throw new RangeError(`plan ${planId} has no draft`);
  return draft;
}

export const planArchived = () =>
  new DomainError("invalid_state", "This plan is archived", { entity: "plan", state: "archived" });
