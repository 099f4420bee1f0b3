/** Puts another subscription in one's place: ends it, voids what is replaced, opens its successor. */
import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { type GrantId, type InvoiceId, idText, newId, type SubscriptionId } from "@/lib/ids";
import { issueInvoices } from "@/lib/invoicing/writes/issue-invoice";
import { bookDueWithin, postWithin } from "@/lib/ledger/post";
import type { VoidCommand } from "@/lib/ledger/rules/command";
import { refusalOf } from "@/lib/ledger/view";
import { ZERO } from "@/lib/money/credits";
import { publish } from "@/lib/outbox/publish";
import { type Change, keepsAnchor, planChange } from "../rules/change";
import type { PeriodGrant } from "../rules/change-credit";
import { periodIssues } from "../rules/change-grants";
import type { Issue } from "../rules/issue";
import type { Course } from "../rules/subscription";
import type { ChangeOutcome } from "../schema/change";
import type { Subscription } from "../store";
import { lockWallets } from "../store/books";
import {
  type LiveGrant,
  loadAskedFees,
  loadInherited,
  loadIssued,
  loadIssuedGrants,
  loadLiveGrants,
  loadStandings,
} from "../store/change-books";
import { insertPeriods, insertSubscription } from "../store/course";
import { outcomeView } from "../view/change";
import { drawFees } from "./draw-fees";
import { giveCredits } from "./give-credits";
import type { PreparedChange } from "./prepare-change";

export type Replacement = {
  /** Locked. */
  readonly subscription: Subscription;
  /** As it stood before its end. */
  readonly course: Course;
  readonly prepared: Omit<PreparedChange, "time">;
  readonly metadata: Readonly<Record<string, string>>;
  /** Closes the old one at the moment of the change; nothing to do where that was its end. */
  readonly end: () => Promise<void>;
};

export type Replaced = {
  readonly successorId: SubscriptionId;
  readonly invoiceId: InvoiceId | null;
  readonly outcome: ChangeOutcome;
};

/**
 * The old period is weighed, closed, and what is left of its credits voided before the new ones
 * come, so that a new grant never pays for what the old plan is owed (SEMANTICS 8.6, 8.9).
 *
 * @throws DomainError if the ledger refuses, such as for a frozen wallet; then nothing stands.
 */
export async function replaceSubscription(
  tx: Tx,
  ctx: Context,
  replacement: Replacement,
): Promise<Replaced> {
  const { subscription, prepared } = replacement;
  const { customerId } = subscription;
  await lockWallets(tx, [customerId]);
  // What has lapsed by now is not unspent, and a hold that is over holds nothing.
  await bookDueWithin(tx, [{ ctx, customerId }]);
  const before = await loadStandings(tx, customerId);
  const period = await weighPeriod(tx, ctx, replacement);
  const at = { at: ctx.at, mode: prepared.mode };
  const change = planChange(period.from, prepared.to, at);
  await replacement.end();
  const voided = prepared.mode === "keep" ? [] : period.unspent;
  await voidAll(tx, ctx, subscription, voided);
  const kept = await loadLiveGrants(tx, customerId);
  const opened = await openSuccessor(tx, ctx, replacement, change);
  const outcome = outcomeView({
    ...{ ...prepared, change, grants: period.from.grants, voided, before },
    kept: kept.filter(({ id }) => voided.every((gone) => gone.id !== id)),
    invoice: await loadIssued(tx, opened.invoiceId),
    after: await loadStandings(tx, customerId),
  });
  await tellChange(tx, ctx, replacement, { ...opened, outcome });
  return { ...opened, outcome };
}

/** What was asked for the period, and what its credits came to. */
async function weighPeriod(tx: Tx, ctx: Context, { subscription, course, prepared }: Replacement) {
  const { id, customerId } = subscription;
  const { version } = prepared.from;
  const { given, toCome } = periodIssues(version, course, ctx.at);
  const issued = await loadIssuedGrants(tx, customerId, given.map(referenceIn(id)));
  const grants: readonly PeriodGrant[] = [
    ...issued.map(({ creditUnit, amount, unspent, isRoot }) => ({
      ...{ creditUnit, unspent, given: isRoot ? amount : ZERO },
    })),
    ...toCome.map(({ grant: { creditUnit, amount } }) => ({
      ...{ creditUnit, given: amount, unspent: amount },
    })),
  ];
  const fees = await loadAskedFees(tx, id, ctx.at);
  const replacesOneTime = given.some(({ grant }) => grant.cadence === "ONE_TIME");
  return {
    from: { version, course, fees, grants, replacesOneTime },
    unspent: issued.filter(({ unspent }) => unspent > ZERO),
  };
}

/** As `planGrantCommand` names what an occurrence issues. */
const referenceIn =
  (id: SubscriptionId) =>
  ({ grant, occurrence }: Issue): string =>
    `${id}:${grant.id}:${occurrence.index}`;

async function voidAll(
  tx: Tx,
  ctx: Context,
  { id, customerId }: Subscription,
  grants: readonly Pick<LiveGrant, "id">[],
): Promise<void> {
  const commands = grants.map(
    ({ id: grantId }: { readonly id: GrantId }): VoidCommand => ({
      ...{ kind: "void", customerId, grantId, amount: null },
      reference: `subscription:${id}:change:void:${grantId}`,
      cause: { kind: "subscription", id },
      reason: "Replaced by a change of plan",
    }),
  );
  for (const outcome of await postWithin(tx, ctx, commands)) {
    if (!outcome.ok) throw refusalOf(outcome.refusal);
  }
}

async function openSuccessor(
  tx: Tx,
  ctx: Context,
  { subscription: old, course: oldCourse, prepared, metadata }: Replacement,
  { start, lines }: Change,
): Promise<Omit<Replaced, "outcome">> {
  const { version, choices, billingPeriod } = prepared.to;
  const { organizationId, customerId } = old;
  const id = newId<SubscriptionId>();
  const invoiceId = lines.length > 0 ? newId<InvoiceId>() : null;
  const inherited = await loadInherited(tx, old.id);
  const isAnchorKept = keepsAnchor(oldCourse, { at: ctx.at, mode: prepared.mode, billingPeriod });
  const owner = { organizationId, customerId };
  await insertSubscription(tx, {
    ...{ id, ...owner, planId: version.planId, planVersionId: version.id },
    ...{ productId: inherited.productId, currency: version.currency },
    ...{ course: start.course, choices, previousId: old.id, status: "ACTIVE" },
    billingCycle: isAnchorKept ? inherited.billingCycle : "ANNIVERSARY",
    ...{ reference: null, startDigest: null },
    metadata: { ...inherited.metadata, ...metadata },
    createdAt: ctx.recordedAt ?? ctx.at,
  });
  const subscription = { id, customerId, currency: version.currency };
  await giveCredits(
    tx,
    start.issues.map((issue) => ({ ctx, subscription, issue })),
  );
  await drawFees(
    tx,
    start.draws.map((draw) => ({ ctx, subscription, version, draw })),
  );
  const { period } = start.course;
  const bookedAt = ctx.recordedAt ?? ctx.at;
  await insertPeriods(tx, [
    { ...owner, subscriptionId: id, index: 0, period, invoiceId, bookedAt },
  ]);
  if (invoiceId !== null) {
    const draft = {
      ...{ id: invoiceId, customerId, subscriptionId: id, lines, period },
      ...({ type: "SUBSCRIPTION", billingReason: "subscription_update" } as const),
      ...{ currency: version.currency, description: version.planName },
      reference: `subscription:${id}:0`,
    };
    await issueInvoices(tx, [{ ctx, draft }]);
  }
  return { successorId: id, invoiceId };
}

async function tellChange(
  tx: Tx,
  ctx: Context,
  { subscription: { id, customerId } }: Replacement,
  { successorId, outcome }: Replaced,
): Promise<void> {
  const { from, to, total, voided, issued } = outcome;
  const after = { successorId: idText("sub", successorId), ...to, total, voided, issued };
  await recordAudit(tx, ctx, {
    ...{ action: "subscription.changed", entity: "subscription", entityId: id, customerId },
    ...{ before: from, after },
  });
  const data = {
    id: idText("sub", id),
    customerId: idText("cus", customerId),
    successorId: idText("sub", successorId),
    at: ctx.at.toISOString(),
    ...outcome,
  };
  await publish(tx, ctx, [{ type: "subscription.changed", customerId, data }]);
}
