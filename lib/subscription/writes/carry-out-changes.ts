/** Starts the successors of subscriptions that a scheduled change has ended, at the moment of their end. */
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { changeTypeOf } from "../rules/change-direction";
import type { Course } from "../rules/subscription";
import { lockSubscription, type Subscription } from "../store";
import { type ChangeRecord, loadScheduled, updateChangeDone } from "../store/changes";
import { plainVersion, termsNow, withChoices } from "./prepare-change";
import { replaceSubscription } from "./replace-subscription";

/** A subscription that has come to its end, and where it stood then. */
export type Ended = {
  /** The moment of its end. */
  readonly ctx: Context;
  readonly subscription: Subscription;
  readonly course: Course;
};

/** @returns the successors, locked; none for whatever ended for good. */
export async function carryOutChanges(
  tx: Tx,
  ended: readonly Ended[],
): Promise<readonly Subscription[]> {
  const changes = await loadScheduled(
    tx,
    ended.map(({ subscription }) => subscription.id),
  );
  const successors: Subscription[] = [];
  for (const { ctx, subscription, course } of ended) {
    const change = changes.find(({ subscriptionId }) => subscriptionId === subscription.id);
    if (change) successors.push(await carryOut(tx, ctx, { change, subscription, course }));
  }
  return successors;
}

async function carryOut(
  tx: Tx,
  ctx: Context,
  due: Omit<Ended, "ctx"> & { readonly change: ChangeRecord },
): Promise<Subscription> {
  const { change, subscription, course } = due;
  const { id, mode, choices, billingPeriod, metadata } = change;
  const catalog = await loadCatalog(tx, ctx.organizationId);
  const from = termsNow(catalog, subscription);
  const version = withChoices(catalog, plainVersion(catalog, change.planVersionId), choices);
  const to = { version, choices, billingPeriod };
  const { successorId, outcome } = await replaceSubscription(tx, ctx, {
    ...{ subscription, course, metadata },
    prepared: { catalog, from, to, mode, type: changeTypeOf(from, to) },
    // The close that led here was its end.
    end: () => Promise.resolve(),
  });
  await updateChangeDone(tx, id, { successorId, outcome, at: ctx.recordedAt ?? ctx.at });
  const successor = await lockSubscription(tx, ctx.organizationId, successorId);
  if (!successor) throw new RangeError(`no subscription ${successorId}`);
  return successor;
}
