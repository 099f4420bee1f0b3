/** Starts the successors of subscriptions that a scheduled change has ended, at the moment of their end. */
import type { Catalog } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { changeTypeOf } from "../rules/change-direction";
import { choicesAfter } from "../rules/choices";
import type { Course } from "../rules/subscription";
import { lockSubscription, type Subscription } from "../store";
import { type ChangeRecord, loadScheduled, updateChangeDone } from "../store/changes";
import { type PreparedChange, plainVersion, termsNow, withChoices } from "./prepare-change";
import { movedTerms } from "./prepare-renewal-move";
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

type DueChange = Omit<Ended, "ctx"> & { readonly change: ChangeRecord };

async function carryOut(tx: Tx, ctx: Context, due: DueChange): Promise<Subscription> {
  const { change, subscription, course } = due;
  const { id, mode, metadata } = change;
  const catalog = await loadCatalog(tx, ctx.organizationId);
  const from = termsNow(catalog, subscription, new Date(ctx.at.getTime() - 1));
  const to = termsThen(catalog, due);
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

function termsThen(catalog: Catalog, { change, subscription }: DueChange): PreparedChange["to"] {
  const { anchor, billingPeriod, planVersionId, dueAt: at } = change;
  if (anchor) return { ...movedTerms(catalog, subscription, at), anchor };
  // Add-ons go along as they are by now: fewer of one may have been said since.
  const { addOns } = choicesAfter(subscription.choices, at);
  const choices = { ...change.choices, addOns };
  const version = withChoices(catalog, plainVersion(catalog, planVersionId), { choices, at });
  return { version, choices, billingPeriod };
}
