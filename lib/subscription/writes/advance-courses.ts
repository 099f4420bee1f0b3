/** Takes locked subscriptions through all that is due, in order of time, each thing at its own instant. */
import { recordAudits } from "@/lib/audit/record";
import type { Catalog } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import type { OrganizationId } from "@/lib/ids";
import { type Issue, issueInvoices } from "@/lib/invoicing/writes/issue-invoice";
import { nextStep, type Step } from "../rules/renewal";
import type { Subscription } from "../store";
import { lockWallets } from "../store/books";
import { type BookedPeriod, insertPeriods, updateCourses } from "../store/course";
import { type Booked, bookSteps, type DueStep } from "./book-steps";

export type Span = {
  /** What is due at or before it is done. */
  readonly until: Date;
  /** Stop where a period closes. */
  readonly grantsOnly: boolean;
  /** The run's own name, in log lines and audit records. */
  readonly requestId: string;
};

/** A subscription on its way: what is next, and where it has come to. */
type Traveller = {
  readonly subscription: Subscription;
  readonly catalog: Catalog;
  readonly version: DueStep["version"];
  next: Step | undefined;
  last: Step | undefined;
};

type Booking = Booked & { readonly ctx: Context };

/** @returns how many steps were booked. */
export async function advanceCourses(
  tx: Tx,
  subscriptions: readonly Subscription[],
  span: Span,
): Promise<number> {
  if (subscriptions.length === 0) return 0;
  await lockWallets(tx, [...new Set(subscriptions.map(({ customerId }) => customerId))]);
  const travellers = await prepared(tx, subscriptions, span);
  const bookings: Booking[] = [];
  for (let due = earliest(travellers); due.length > 0; due = earliest(travellers)) {
    const ctx = contextOf(due, span);
    const booked = await bookSteps(tx, ctx, due.map(stepOf));
    bookings.push(...booked.map((booking) => ({ ...booking, ctx })));
    for (const traveller of due) moveOn(traveller, span);
  }
  await write(tx, travellers, bookings);
  return bookings.length;
}

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
    const version = catalog?.planVersions.get(subscription.planVersionId);
    if (!catalog || !version) throw new RangeError(`no plan version of ${subscription.id}`);
    const next = stepWithin(version, subscription.course, span);
    return { subscription, catalog, version, next, last: undefined };
  });
}

function stepWithin(
  version: DueStep["version"],
  course: Subscription["course"],
  { until, grantsOnly }: Span,
): Step | undefined {
  const step = nextStep(version, course, until);
  return grantsOnly && step?.kind !== "issue" ? undefined : step;
}

/** Those of one organization whose next step is the earliest of all. */
function earliest(travellers: readonly Traveller[]): readonly Traveller[] {
  let first: Traveller | undefined;
  for (const traveller of travellers) {
    if (traveller.next && (!first?.next || traveller.next.at < first.next.at)) first = traveller;
  }
  if (!first?.next) return [];
  const { next, subscription } = first;
  return travellers.filter(
    (traveller) =>
      traveller.next?.at.getTime() === next.at.getTime() &&
      traveller.subscription.organizationId === subscription.organizationId,
  );
}

function stepOf({ subscription, catalog, version, next }: Traveller): DueStep {
  if (!next) throw new RangeError(`nothing is due of ${subscription.id}`);
  return { subscription, catalog, version, step: next };
}

function moveOn(traveller: Traveller, span: Span): void {
  const { next, version } = traveller;
  traveller.last = next;
  const goesOn = next !== undefined && next.kind !== "end";
  traveller.next = goesOn ? stepWithin(version, next.course, span) : undefined;
}

/** The system acts, at the instant that the thing was due. */
function contextOf([first]: readonly Traveller[], { requestId }: Span): Context {
  if (!first?.next) throw new RangeError("nothing is due");
  const { organizationId } = first.subscription;
  const actor = { kind: "system", name: "Renewals" } as const;
  return { organizationId, actor, origin: "system", at: first.next.at, requestId };
}

async function write(
  tx: Tx,
  travellers: readonly Traveller[],
  bookings: readonly Booking[],
): Promise<void> {
  await updateCourses(
    tx,
    travellers.flatMap(({ subscription: { id, status }, last }) => {
      if (!last) return [];
      const { course, kind, at } = last;
      return [{ id, course, at, status: kind === "end" ? ("ENDED" as const) : status }];
    }),
  );
  await insertPeriods(tx, bookings.flatMap(periodOf));
  await recordAudits(tx, bookings.flatMap(auditOf));
  await issueInvoices(
    tx,
    bookings.flatMap(({ ctx, invoice }): readonly Issue[] =>
      invoice ? [{ ctx, draft: invoice }] : [],
    ),
  );
}

function periodOf({ due: { subscription, step }, invoice, ctx }: Booking): readonly BookedPeriod[] {
  if (step.kind !== "renew") return [];
  const { organizationId, customerId, id } = subscription;
  const { period, periodIndex } = step.course;
  const owner = { organizationId, customerId, subscriptionId: id };
  return [
    { ...owner, period, index: periodIndex, invoiceId: invoice?.id ?? null, bookedAt: ctx.at },
  ];
}

function auditOf({ due: { subscription, step }, ctx }: Booking) {
  if (step.kind === "issue") return [];
  const entry = {
    action: step.kind === "renew" ? "subscription.renewed" : "subscription.ended",
    entity: "subscription",
    entityId: subscription.id,
    customerId: subscription.customerId,
    before: { currentPeriodStart: step.ended.start, currentPeriodEnd: step.ended.end },
    after: {
      currentPeriodStart: step.course.period.start,
      currentPeriodEnd: step.course.period.end,
    },
  };
  return [{ ctx, entry }];
}
