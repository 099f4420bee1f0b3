import type { Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { type FeatureId, idText, type PlanId } from "@/lib/ids";
import type { ChargeInput, ChargeView } from "../schema/charge";
import type { EntitlementInput, EntitlementView } from "../schema/entitlement";
import type { PlanDraftInput, PlanVersionView } from "../schema/plan";
import type { PlanGrantInput, PlanGrantView } from "../schema/plan-grant";
import { draftFromRecord } from "../store/draft-record";
import { changeCatalog } from "./change-catalog";
import { draftIn } from "./open-draft";
import { writeDraft } from "./update-draft";

/**
 * Parts added one by one, as the API does. Each goes to the plan's draft; if the plan has none,
 * one is begun from the live version, so subscribers keep what was published.
 *
 * @throws DomainError `not_found`; `invalid_state` for an archived plan; `validation_error` for
 *   features or credit units that do not exist.
 */
export const addCharge = async (
  ctx: Context,
  planId: PlanId,
  charge: ChargeInput,
): Promise<ChargeView> =>
  last(
    await changeDraft(ctx, planId, (draft) => ({ ...draft, charges: [...draft.charges, charge] })),
    "charges",
  );

export const addPlanGrant = async (
  ctx: Context,
  planId: PlanId,
  grant: PlanGrantInput,
): Promise<PlanGrantView> =>
  last(
    await changeDraft(ctx, planId, (draft) => ({ ...draft, grants: [...draft.grants, grant] })),
    "grants",
  );

/** A feature has one entitlement a plan: adding another replaces it, at its place. */
export async function addEntitlement(
  ctx: Context,
  planId: PlanId,
  entitlement: EntitlementInput,
): Promise<EntitlementView> {
  const version = await changeDraft(ctx, planId, (draft) => {
    const others = draft.entitlements.filter(
      ({ featureId }) => featureId !== entitlement.featureId,
    );
    return { ...draft, entitlements: [...others, entitlement] };
  });
  return last(version, "entitlements");
}

/** Changes what the plan allows of a feature; in the draft, as all that subscribers do not have yet. */
export async function changeEntitlement(
  ctx: Context,
  planId: PlanId,
  featureId: FeatureId,
  changes: Partial<Omit<EntitlementInput, "id" | "featureId">>,
): Promise<EntitlementView> {
  const version = await changeDraft(ctx, planId, (draft) => ({
    ...draft,
    entitlements: draft.entitlements.map((one) =>
      one.featureId === featureId ? { ...one, ...changes } : one,
    ),
  }));
  const changed = version.entitlements.find(
    ({ feature }) => feature.id === idText("feat", featureId),
  );
  if (!changed) throw notFound("entitlement", idText("feat", featureId));
  return changed;
}

/** What the draft says of the version as a whole. */
export const changeDraftTerms = (
  ctx: Context,
  planId: PlanId,
  terms: Partial<Pick<PlanDraftInput, "currency" | "overageRule" | "overagePrice" | "commitment">>,
): Promise<PlanVersionView> => changeDraft(ctx, planId, (draft) => ({ ...draft, ...terms }));

/** Takes a part out of the draft again; of a draft begun for this, its copy keeps the rest. */
export const removeFromDraft = (
  ctx: Context,
  planId: PlanId,
  partId: string,
): Promise<PlanVersionView> =>
  changeDraft(ctx, planId, (draft) => ({
    ...draft,
    charges: draft.charges.filter(({ id }) => id !== partId),
    grants: draft.grants.filter(({ id }) => id !== partId),
    entitlements: draft.entitlements.filter(({ id }) => id !== partId),
  }));

const changeDraft = (
  ctx: Context,
  planId: PlanId,
  change: (draft: PlanDraftInput) => PlanDraftInput,
): Promise<PlanVersionView> =>
  changeCatalog(ctx, async (tx) => {
    const draft = await draftIn(tx, ctx, planId);
    return writeDraft(tx, ctx, { draft, input: change(draftFromRecord(draft)) });
  });

function last<List extends "charges" | "grants" | "entitlements">(
  version: PlanVersionView,
  list: List,
): PlanVersionView[List][number] {
  const part = version[list].at(-1);
  if (!part) throw new RangeError(`nothing was added to ${list} of ${version.id}`);
  return part;
}
