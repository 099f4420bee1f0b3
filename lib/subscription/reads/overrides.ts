import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { readSql } from "@/lib/db/transact";
import { idText, type SubscriptionId } from "@/lib/ids";
import { plainTerms } from "../rules/terms";
import type { OverridableView, OverrideView } from "../schema/override";
import { findViewRow } from "../store/view-row";
import { overridablesView, overrideView } from "../view/override";

export type OwnTerms = {
  /** The latest first. */
  readonly overrides: readonly OverrideView[];
  /** All that can be agreed otherwise. */
  readonly overridables: readonly OverridableView[];
};

const reader = { sql: readSql };

/** What can be agreed otherwise at a start, by the plan's id as it is outside. */
export async function listOverridables(
  ctx: Context,
): Promise<Readonly<Record<string, readonly OverridableView[]>>> {
  const catalog = await loadCatalog(reader, ctx.organizationId);
  return Object.fromEntries(
    [...catalog.planVersions.values()]
      .filter(({ status, kind }) => status === "PUBLISHED" && kind === "PLAN")
      .map((version) => [
        idText("plan", version.planId),
        overridablesView({ catalog, at: ctx.at, plain: version, bare: version }),
      ]),
  );
}

/** A subscription's own terms, beside what its plan says; undefined without such a subscription. */
export async function findOwnTerms(
  ctx: Context,
  id: SubscriptionId,
): Promise<OwnTerms | undefined> {
  const row = await findViewRow(reader, ctx.organizationId, id);
  if (!row) return undefined;
  const catalog = await loadCatalog(reader, ctx.organizationId);
  const { at } = await onClock(ctx, row.customerId);
  const facts = { catalog, at, ...plainTerms(catalog, row, at) };
  const all = row.choices.overrides ?? [];
  return {
    overrides: all
      .map((own) => overrideView(own, all, facts))
      .sort((a, b) => (a.since < b.since ? 1 : -1)),
    overridables: overridablesView(facts),
  };
}
