/** Takes locked subscriptions through all that is due, in order of time, each thing at its own instant. */
import { recordAudits } from "@/lib/audit/record";
import type { Catalog } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import type { CustomerId, OrganizationId } from "@/lib/ids";
import type { InvoiceLine } from "@/lib/invoicing/rules/invoice-lines";
import { type Issue, issueInvoices } from "@/lib/invoicing/writes/issue-invoice";
import { publish } from "@/lib/outbox/publish";
import type { Step } from "../rules/renewal";
import type { SubscriptionStatus } from "../rules/subscription";
import { afterStep, nextStepOf, type OnItsWay } from "../rules/terms-in-time";
import type { Subscription } from "../store";
import { lockPeriodInvoices } from "../store/awaited";
import { lockWallets } from "../store/books";
import { updateChoices } from "../store/choices";
import { type BookedPeriod, insertPeriods, updateCourses } from "../store/course";
import { lockOwedUse } from "../store/usage-owed";
import { bookSteps, messageOf } from "./book-steps";
import { carryOutChanges, type Ended } from "./carry-out-changes";
import type { Booked, DueStep } from "./due-step";

export type Span = {
  /** What is due at or before it is done. */
  readonly until: Date;
  /** Stop where a period closes. */
  readonly grantsOnly: boolean;
  /** The run's own name, in log lines and audit records. */
  readonly requestId: string;
  /** When all of it is written down; absent: `until`. */
  readonly writtenAt?: Date;
  /** What a cancellation puts on the last invoice of the one subscription that it ends. */
  readonly lastLines?: readonly InvoiceLine[];
};

/** A subscription on its way: what is next, and where it has come to. */
type Traveller = {
  readonly subscription: Subscription;
  readonly catalog: Catalog;
  /** With the choices of its period. */
  own: OnItsWay;
  /** What the next step goes by. */
  version: DueStep["version"];
  next: Step | undefined;
  last: Step | undefined;
};

/** @returns the steps that were booked, in order of time. */
export async function advanceCourses(
  tx: Tx,
  subscriptions: readonly Subscription[],
  span: Span,
): Promise<readonly Booked[]> {
  if (subscriptions.length === 0) return [];
  const customers = [...new Set(subscriptions.map(({ customerId }) => customerId))];
  await lockPeriodInvoices(
    tx,
    subscriptions.filter(({ billing }) => billing.grantOn === "payment"),
  );
  await lockOwedUse(tx, customers);
  await lockWallets(tx, customers);
  const travellers = await prepared(tx, subscriptions, span);
  const bookings: Booked[] = [];
  for (let due = nextRound(travellers); due.length > 0; due = nextRound(travellers)) {
    const steps = due.map((traveller) => stepOf(traveller, span));
    bookings.push(...(await bookSteps(tx, steps, bookings)));
    for (const traveller of due) moveOn(traveller, span);
  }
  await announce(tx, bookings, span);
  await write(tx, travellers, bookings);
  const successors = await carryOutChanges(tx, bookings.flatMap(endedBy));
  // What a late run starts in the past has come further since.
  return [...bookings, ...(await advanceCourses(tx, successors, span))];
}

const endedBy = ({ due: { ctx, subscription, step } }: Booked): readonly Ended[] =>
  step.kind === "end" ? [{ ctx, subscription, course: step.course }] : [];

async function prepared(
  tx: Tx,
  subscriptions: readonly Subscription[],
  span: Span,
): Promise<readonly Traveller[]> {
  const catalogs = new Map<OrganizationId, Catalog>();
  for (const id of new Set(subscriptions.map(({ organizationId }) => organizationId))) {
    catalogs.set(id, await loadCatalog(tx, id));
  }
  return subscriptions.map((subscription) => {
    const catalog = catalogs.get(subscription.organizationId);
    if (!catalog) throw new RangeError(`no plan of ${subscription.id}`);
    const { planVersionId, choices, course } = subscription;
    const own = { planVersionId, choices, course };
    return { subscription, catalog, own, ...stepWithin(catalog, own, span), last: undefined };
  });
}

function stepWithin(
  catalog: Catalog,
  own: OnItsWay,
  { until, grantsOnly }: Span,
): Pick<Traveller, "version" | "next"> {
  const { version, step } = nextStepOf(catalog, own, until);
  return { version, next: grantsOnly && step?.kind !== "issue" ? undefined : step };
}

/** What each customer's next step is, earliest first; several subscriptions of one go in order of time. */
function nextRound(travellers: readonly Traveller[]): readonly Traveller[] {
  const earliest = new Map<CustomerId, number>();
  for (const { subscription, next } of travellers) {
    const at = next?.at.getTime() ?? Number.POSITIVE_INFINITY;
    const known = earliest.get(subscription.customerId) ?? Number.POSITIVE_INFINITY;
    earliest.set(subscription.customerId, Math.min(at, known));
  }
  return travellers.filter(
    ({ subscription, next }) => next?.at.getTime() === earliest.get(subscription.customerId),
  );
}

function stepOf(traveller: Traveller, span: Span): DueStep {
  const { subscription, catalog, version, next } = traveller;
  if (!next) throw new RangeError(`nothing is due of ${subscription.id}`);
  const ctx = contextOf(subscription.organizationId, next.at, span);
  const { lastLines = [] } = span;
  const step = next.kind === "end" ? { ...next, lines: [...next.lines, ...lastLines] } : next;
  return { ctx, subscription, catalog, version, step };
}

/** The system acts, at the instant that the thing was due; it is written down now. */
export const contextOf = (
  organizationId: OrganizationId,
  at: Date,
  { requestId, until, writtenAt = until }: Pick<Span, "requestId" | "until" | "writtenAt">,
): Context => ({
  organizationId,
  at,
  requestId,
  recordedAt: writtenAt,
  actor: { kind: "system", name: "Renewals" },
  origin: "system",
});

function moveOn(traveller: Traveller, span: Span): void {
  const { next } = traveller;
  traveller.last = next;
  if (next) traveller.own = afterStep(traveller.own, next);
  const goesOn = next !== undefined && next.kind !== "end";
  const onward = goesOn && stepWithin(traveller.catalog, traveller.own, span);
  traveller.next = onward ? onward.next : undefined;
  if (onward) traveller.version = onward.version;
}

async function write(
  tx: Tx,
  travellers: readonly Traveller[],
  bookings: readonly Booked[],
): Promise<void> {
  await updateCourses(
    tx,
    travellers.flatMap(({ subscription: { id, status }, last }) =>
      last ? [{ id, course: last.course, at: last.at, status: statusAfter(status, last) }] : [],
    ),
  );
  await takeUpChoices(tx, travellers);
  await insertPeriods(tx, bookings.flatMap(periodOf));
  await recordAudits(tx, bookings.flatMap(auditOf));
  await issueInvoices(
    tx,
    bookings.flatMap(({ due: { ctx }, invoice }): readonly Issue[] =>
      invoice ? [{ ctx, draft: invoice }] : [],
    ),
  );
}

/** What was to hold from the next period on holds now. */
async function takeUpChoices(tx: Tx, travellers: readonly Traveller[]): Promise<void> {
  for (const { subscription, own } of travellers) {
    if (own.choices !== subscription.choices) await updateChoices(tx, subscription.id, own.choices);
  }
}

function statusAfter(status: SubscriptionStatus, { kind, course }: Step): SubscriptionStatus {
  if (kind === "end") return "ENDED";
  if (status !== "SCHEDULED" && status !== "TRIALING") return status;
  return course.periodIndex < 0 ? "TRIALING" : "ACTIVE";
}

function periodOf({ due: { subscription, step, ctx }, invoice }: Booked): readonly BookedPeriod[] {
  if (step.kind !== "renew" && step.kind !== "start") return [];
  const { organizationId, customerId, id } = subscription;
  const { period, periodIndex } = step.course;
  const owner = { organizationId, customerId, subscriptionId: id };
  return [
    { period, index: periodIndex, invoiceId: invoice?.id ?? null, bookedAt: ctx.at, ...owner },
  ];
}

const ACTIONS = {
  start: "subscription.started",
  renew: "subscription.renewed",
  end: "subscription.ended",
} as const;

function auditOf({ due: { subscription, step, ctx } }: Booked) {
  if (step.kind === "issue") return [];
  const entry = {
    action: ACTIONS[step.kind],
    entity: "subscription",
    entityId: subscription.id,
    customerId: subscription.customerId,
    ...(step.kind !== "start" && {
      before: { currentPeriodStart: step.ended.start, currentPeriodEnd: step.ended.end },
    }),
    after: {
      currentPeriodStart: step.course.period.start,
      currentPeriodEnd: step.course.period.end,
    },
  };
  return [{ ctx, entry }];
}

async function announce(tx: Tx, bookings: readonly Booked[], span: Span): Promise<void> {
  const organizations = new Set(bookings.map(({ due }) => due.ctx.organizationId));
  for (const organizationId of organizations) {
    const own = bookings.filter(({ due }) => due.ctx.organizationId === organizationId);
    const ctx = contextOf(organizationId, span.until, span);
    await publish(
      tx,
      ctx,
      own.map(({ due }) => messageOf(due)),
    );
  }
}
