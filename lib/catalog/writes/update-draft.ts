import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { ColdTx } from "@/lib/db/transact";
import { DomainError } from "@/lib/errors";
import { idFromRow, type PlanId } from "@/lib/ids";
import type { PlanDraftInput, PlanVersionView } from "../schema/plan";
import { featuresNamed, replaceDraft } from "../store/drafts";
import { type CatalogDefaults, creditUnitOf, loadCatalogDefaults } from "../store/organization";
import {
  type FeatureNames,
  loadFeatureNames,
  loadVersionOf,
  type PlanVersionRecord,
} from "../store/plans";
import { planVersionView } from "../view/plan";
import { changeCatalog } from "./change-catalog";
import { planIn } from "./create-plan";
import { planArchived } from "./open-draft";

/**
 * Replaces all that the plan's draft has. A draft may be half-made: its issues are told, not
 * refused.
 *
 * @throws DomainError `not_found`; `invalid_state` if the plan is archived or has no draft;
 *   `validation_error` for features or credit units that do not exist.
 */
export function updateDraft(
  ctx: Context,
  planId: PlanId,
  input: PlanDraftInput,
): Promise<PlanVersionView> {
  return changeCatalog(ctx, async (tx) => {
    const plan = await planIn(tx, ctx, planId);
    if (plan.archivedAt !== null) throw planArchived();
    const draft = await loadVersionOf(tx.prisma, planId, "DRAFT");
    if (!draft) throw noDraft();
    return writeDraft(tx, ctx, { draft, input });
  });
}

/** Writes a draft that is known to be one, in a change of the catalogue. */
export async function writeDraft(
  tx: ColdTx,
  ctx: Context,
  { draft, input }: { draft: PlanVersionRecord; input: PlanDraftInput },
): Promise<PlanVersionView> {
  const { organizationId, at } = ctx;
  const features = await loadFeatureNames(tx.prisma, organizationId);
  const defaults = await loadCatalogDefaults(tx, organizationId);
  refuseUnknownNames(input, features, defaults);

  await replaceDraft(
    tx,
    { record: draft, organizationId, creditUnit: defaults.creditUnit, at },
    input,
  );
  const written = await loadVersionOf(tx.prisma, planIdOf(draft), "DRAFT");
  if (!written) throw new RangeError(`the draft ${draft.id} was not written`);
  const view = planVersionView(written, features);
  await recordAudit(tx, ctx, {
    action: "plan.draft_updated",
    entity: "plan",
    entityId: draft.planId,
    before: planVersionView(draft, features),
    after: view,
  });
  return view;
}

function refuseUnknownNames(
  input: PlanDraftInput,
  features: FeatureNames,
  defaults: CatalogDefaults,
): void {
  const faults = featuresNamed(input).filter(({ featureId }) => !features.has(featureId));
  if (faults.length > 0) {
    throw new DomainError("validation_error", "The draft names features that do not exist", {
      fields: Object.fromEntries(faults.map(({ path }) => [path, ["No such feature"]])),
    });
  }
  creditUnitOf(defaults, {
    unit: input.commitment?.creditUnit ?? null,
    otherwise: defaults.creditUnit,
    field: "commitment.creditUnit",
  });
  for (const list of ["charges", "grants"] as const) {
    for (const [index, { creditUnit, kind }] of input[list].map(unitNamed).entries()) {
      if (creditUnit === null && kind === "USAGE") continue;
      creditUnitOf(defaults, {
        unit: creditUnit,
        otherwise: defaults.creditUnit,
        field: `${list}.${index}.creditUnit`,
      });
    }
  }
}

const unitNamed = (part: PlanDraftInput["charges"][number] | PlanDraftInput["grants"][number]) => ({
  creditUnit: "creditUnit" in part ? part.creditUnit : null,
  kind: "kind" in part ? part.kind : "GRANT",
});

const planIdOf = (draft: PlanVersionRecord) => idFromRow<PlanId>(draft.planId);

export const noDraft = () =>
  new DomainError("invalid_state", "This plan has no draft; begin one from the live version", {
    entity: "plan",
    state: "published",
  });
