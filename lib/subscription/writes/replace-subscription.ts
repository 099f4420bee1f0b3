/** Puts another subscription in one's place: ends it, voids what is replaced, opens its successor. */
import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { type GrantId, type InvoiceId, idText, newId, type SubscriptionId } from "@/lib/ids";
import { issueInvoices } from "@/lib/invoicing/writes/issue-invoice";
import { bookDueWithin, postWithin } from "@/lib/ledger/post";
import type { VoidCommand } from "@/lib/ledger/rules/command";
import { refusalOf } from "@/lib/ledger/view";
import { publish } from "@/lib/outbox/publish";
import { type Change, keepsAnchor, planChange } from "../rules/change";
import type { Course } from "../rules/subscription";
import type { ChangeOutcome } from "../schema/change";
import type { Subscription } from "../store";
import { loadUsedCredits, lockWallets } from "../store/books";
import {
  findEndInvoice,
  type InvoicedFee,
  type LiveGrant,
  loadInherited,
  loadIssued,
  loadLiveGrants,
  loadStandings,
} from "../store/change-books";
import { insertPeriods, insertSubscription } from "../store/course";
import { outcomeView } from "../view/change";
import { giveWith } from "./await-payment";
import { toldLines } from "./book-steps";
import { carryUse } from "./carry-use";
import { drawFees } from "./draw-fees";
import type { PreparedChange } from "./prepare-change";
import { returnFees } from "./return-fees";
import { spareFree } from "./spare-free";
import { weighPeriod } from "./weigh-period";

type Replacement = {
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
  await carryUse(tx, ctx, replacement);
  await lockWallets(tx, [customerId]);
  // What has lapsed by now is not unspent, and a hold that is over holds nothing.
  await bookDueWithin(tx, [{ ctx, customerId }]);
  const before = await loadStandings(tx, customerId);
  const ending = { subscription, course: replacement.course, version: prepared.from.version };
  const returned =
    prepared.mode === "keep" ? [] : await returnFees(tx, ctx, { ...ending, by: "change" });
  const { unspent, ...weighed } = await weighPeriod(tx, ctx, ending);
  const at = { at: ctx.at, mode: prepared.mode };
  const planned = planChange(weighed, prepared.to, at);
  await replacement.end();
  const voided = prepared.mode === "keep" ? [] : unspent;
  await voidAll(tx, ctx, subscription, voided);
  const kept = await loadLiveGrants(tx, customerId);
  const { catalog, to } = prepared;
  const of = { catalog, version: to.version, customerId };
  const change = { ...planned, start: await spareFree(tx, planned.start, of) };
  const closingId = await findEndInvoice(tx, subscription.id);
  const told = closingId ? change : await tellUse(tx, replacement, { change, at: ctx.at });
  const unpaidFees = unpaidOf(weighed.fees, change);
  const opened = await openSuccessor(tx, ctx, replacement, { change: told, unpaidFees });
  const outcome = outcomeView({
    awaitsPayment: opened.isWaiting,
    ...{ ...prepared, change, grants: weighed.grants, returned, voided, before },
    kept: kept.filter(({ id }) => voided.every((gone) => gone.id !== id)),
    invoice: await loadIssued(tx, opened.invoiceId),
    closing: closingId && (await loadIssued(tx, closingId)),
    after: await loadStandings(tx, customerId),
  });
  await tellChange(tx, ctx, replacement, { ...opened, outcome });
  return { ...opened, outcome };
}

const unpaidOf = (fees: readonly InvoicedFee[], { credits }: Change): readonly InvoiceId[] =>
  fees
    .filter(({ invoice }) => invoice.paid !== null)
    .filter((asked) => credits.some(({ fee }) => fee === asked))
    .map(({ invoice }) => invoice.id);

/** With what credits paid for in the period that is over (SEMANTICS 10.2). */
async function tellUse(
  tx: Tx,
  { subscription: { customerId }, course, prepared: { catalog } }: Replacement,
  { change, at }: { readonly change: Change; readonly at: Date },
): Promise<Change> {
  if (change.lines.length === 0) return change;
  const ended = { start: course.period.start, end: at };
  const [used = []] = await loadUsedCredits(tx, [{ customerId, period: ended }]);
  return { ...change, lines: [...change.lines, ...toldLines({ catalog, step: { ended } }, used)] };
}

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

type Opened = Omit<Replaced, "outcome"> & {
  /** Its credits come with a payment. */
  readonly isWaiting: boolean;
};

type Opening = {
  readonly change: Change;
  /** Of what the change gives back: invoices that nobody has paid yet. */
  readonly unpaidFees: readonly InvoiceId[];
};

async function openSuccessor(
  tx: Tx,
  ctx: Context,
  { subscription: old, course: oldCourse, prepared, metadata }: Replacement,
  { change: { start, lines }, unpaidFees }: Opening,
): Promise<Opened> {
  const { version, choices, billingPeriod, anchor } = prepared.to;
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
    billing: inherited.billing,
    billingCycle: anchor?.billingCycle ?? (isAnchorKept ? inherited.billingCycle : "ANNIVERSARY"),
    ...{ reference: null, startDigest: null },
    metadata: { ...inherited.metadata, ...metadata },
    createdAt: ctx.recordedAt ?? ctx.at,
  });
  const { period } = start.course;
  const subscription = { id, customerId, currency: version.currency, billing: inherited.billing };
  const draft = invoiceId && {
    ...{ id: invoiceId, customerId, subscriptionId: id, lines, period },
    ...({ type: "SUBSCRIPTION", billingReason: "subscription_update" } as const),
    ...{ currency: version.currency, description: version.planName },
    reference: `subscription:${id}:0`,
  };
  const { issues } = start;
  const { asked, isWaiting } = await giveWith(tx, { ctx, subscription, issues, draft, unpaidFees });
  await drawFees(
    tx,
    start.draws.map((draw) => ({ ctx, subscription, version, draw })),
  );
  const bookedAt = ctx.recordedAt ?? ctx.at;
  await insertPeriods(tx, [
    { ...owner, subscriptionId: id, index: 0, period, invoiceId, bookedAt },
  ]);
  if (asked) await issueInvoices(tx, [{ ctx, draft: asked }]);
  return { successorId: id, invoiceId, isWaiting };
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
