/** What moving a plan's subscribers to its latest version would do to each of them. */
import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { isDomainError } from "@/lib/errors";
import { idText, type PlanId, type SubscriptionId } from "@/lib/ids";
import { lostFeatures } from "../rules/billed-plan";
import type { ChangeTime } from "../rules/change-direction";
import { idPage } from "../rules/id-page";
import type { MigrationDryRun, MigrationImpact } from "../schema/migration";
import { loadRunning, type Subscription } from "../store";
import { type CustomerNames, loadCustomerNames, NOBODY } from "../store/customer-names";
import { countToMove, loadIdsToMove } from "../store/migrations";
import { billedPlanView } from "../view/change";
import { latestVersion, migrationFingerprint } from "./migrate-subscribers";
import { decideChange, plainVersion, termsNow } from "./prepare-change";

const reader = { sql: readSql };

/** So many are told one by one. */
const SHOWN = 100;

/** Changes nothing. @throws DomainError as `migrateSubscribers`. */
export async function dryRunMigration(
  ctx: Context,
  planId: PlanId,
  { when }: { readonly when: ChangeTime },
): Promise<MigrationDryRun> {
  const latest = await latestVersion(ctx, planId);
  const toMove = { organizationId: ctx.organizationId, planId, planVersionId: latest.id };
  const [total, { items: impacts }] = await Promise.all([
    countToMove(reader, toMove),
    listMigrationImpacts(ctx, { latest, when }, { after: null, limit: SHOWN }),
  ]);
  const { planName, number: versionNumber } = latest;
  const fingerprint = migrationFingerprint({ planVersionId: latest.id, time: when, total });
  return { planId: idText("plan", planId), planName, versionNumber, total, impacts, fingerprint };
}

/** What it would do to some, by their ids; `next` is where the page after begins. */
export async function listMigrationImpacts(
  ctx: Context,
  { latest, when }: { readonly latest: PlanVersion; readonly when: ChangeTime },
  { after, limit }: { readonly after: SubscriptionId | null; readonly limit: number },
) {
  const { organizationId } = ctx;
  const toMove = { organizationId, planId: latest.planId, planVersionId: latest.id };
  const [catalog, found] = await Promise.all([
    loadCatalog(reader, organizationId),
    loadIdsToMove(reader, toMove, { after, limit: limit + 1 }),
  ]);
  const { held: ids, next } = idPage(found, limit, (id) => id);
  const subscriptions = await loadRunning(reader, organizationId, { subscriptionIds: ids });
  const customers = await loadCustomerNames(
    reader,
    subscriptions.map(({ customerId }) => customerId),
  );
  const items = subscriptions.map((subscription) => ({
    ...impactOf(catalog, subscription, { latest, when, now: ctx.at }),
    ...(customers.get(subscription.customerId) ?? NOBODY),
  }));
  return { items, next };
}

function impactOf(
  catalog: Catalog,
  subscription: Subscription,
  { latest, when, now }: { latest: PlanVersion; when: ChangeTime; now: Date },
): Omit<MigrationImpact, keyof CustomerNames> {
  const { id, customerId, planVersionId, currency, course } = subscription;
  const before = billedPlanView(termsNow(catalog, subscription, now));
  const facts = {
    subscriptionId: idText("sub", id),
    customerId: idText("cus", customerId),
    versionNumber: plainVersion(catalog, planVersionId).number,
    ...{ zone: course.zone, currency },
    feeBefore: before.recurringAmount,
    creditsBefore: before.credits,
  };
  try {
    const { from, to, time } = decideChange(catalog, subscription, {
      ...{ asked: { toVersion: latest.id, when }, now },
    });
    const after = billedPlanView(to);
    const lost = lostFeatures(from.version, to.version);
    return {
      ...facts,
      at: (time === "now" ? now : course.period.end).toISOString(),
      feeAfter: after.recurringAmount,
      creditsAfter: after.credits,
      lostFeatures: lost.flatMap((featureId) => catalog.features.get(featureId)?.name ?? []),
      obstacle: null,
    };
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    const nothing = { at: null, feeAfter: null, creditsAfter: [], lostFeatures: [] };
    return { ...facts, ...nothing, obstacle: thrown.message };
  }
}
