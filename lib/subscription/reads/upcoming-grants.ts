/** The credits that subscriptions will give, as callers ask for them. */
import type { Catalog } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { CustomerId, SubscriptionId } from "@/lib/ids";
import { addDuration } from "@/lib/time/duration";
import { comesWithPayment } from "../rules/comes-with-payment";
import { endedBy, followerOf, replacedBy } from "../rules/follow-successor";
import type { ForeseenStep } from "../rules/foresee-course";
import { foreseeOwn } from "../rules/terms-in-time";
import type { UpcomingGrantView } from "../schema";
import { loadRunning, type Subscription } from "../store";
import { unpaidPeriods } from "../store/awaited";
import { type ChangeRecord, loadScheduled } from "../store/changes";
import { upcomingGrantView } from "../view";

/** Reads outside a transaction speak the same SQL. */
const reader = { sql: readSql };

/** So far ahead is told at most, from the end of the period that runs. */
const FURTHEST = { count: 5, unit: "YEAR" } as const;

/**
 * The credits that one subscription will give, soonest first, and those of the plan that takes its
 * place where a change is to come; empty once it has ended.
 */
export async function listUpcomingGrants(
  ctx: Context,
  id: SubscriptionId,
  limit = 12,
): Promise<readonly UpcomingGrantView[]> {
  const running = await loadRunning(reader, ctx.organizationId, {
    subscriptionIds: [id],
    orGoOn: true,
  });
  return upcomingOf(ctx, running, limit);
}

/** The same for all of a customer's subscriptions together. */
export async function listCustomerUpcomingGrants(
  ctx: Context,
  customerId: CustomerId,
  limit = 12,
): Promise<readonly UpcomingGrantView[]> {
  const running = await loadRunning(reader, ctx.organizationId, { customerId, orGoOn: true });
  return upcomingOf(ctx, running, limit);
}

async function upcomingOf(
  ctx: Context,
  running: readonly Subscription[],
  limit: number,
): Promise<readonly UpcomingGrantView[]> {
  if (running.length === 0) return [];
  const [catalog, unpaid, changes] = await Promise.all([
    loadCatalog(reader, ctx.organizationId),
    unpaidPeriods(reader, running),
    loadScheduled(
      reader,
      running.map(({ id }) => id),
    ),
  ]);
  return running
    .flatMap((own) => {
      const change = changes.find(({ subscriptionId }) => subscriptionId === own.id);
      return grantsOf(catalog, own, { change, isUnpaid: unpaid.has(own.id), limit });
    })
    .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
    .slice(0, limit);
}

type Look = {
  readonly change: ChangeRecord | undefined;
  readonly isUnpaid: boolean;
  readonly limit: number;
};

/**
 * Each by the terms of its own time: add-ons given up and terms for a time are over by then, and from
 * a change on it is the plan that comes which gives.
 */
function grantsOf(
  catalog: Catalog,
  own: Subscription,
  { change, isUnpaid, limit }: Look,
): readonly UpcomingGrantView[] {
  const { id, billing, course } = own;
  const until = addDuration(course.period.end, FURTHEST, course.zone);
  const steps = foreseeOwn(catalog, own, until);
  const follower = followerOf(catalog, own, { steps, change, until });
  const replaced = follower && replacedBy(follower, id);
  const before = replaced ? endedBy(replaced, id, steps) : steps;
  const after = follower?.successor.steps ?? [];
  const waiting = comesWithPayment([...before, ...after], { grantOn: billing.grantOn, isUnpaid });
  const givenBy = (planName: string) => (step: ForeseenStep) =>
    step.issues.map((issue) =>
      upcomingGrantView(issue, { id, planName, awaitsPayment: waiting.has(step) }),
    );
  return [
    ...before.flatMap(givenBy(catalog.planVersions.get(own.planVersionId)?.planName ?? "")),
    ...after.flatMap(givenBy(follower?.coming.version.planName ?? "")),
  ].slice(0, limit);
}
