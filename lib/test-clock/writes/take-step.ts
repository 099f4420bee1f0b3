/** One step of a clock: to the next instant at which something is due, and through all that is due then. */
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { DomainError } from "@/lib/errors";
import { type CustomerId, idText, type SubscriptionId, type TestClockId } from "@/lib/ids";
import type { InvoiceDraft } from "@/lib/invoicing/rules/invoice";
import { subtotalOf } from "@/lib/invoicing/rules/invoice-lines";
import { bookDueWithin } from "@/lib/ledger/post";
import { later } from "@/lib/ledger/rules/books";
import { moneyText } from "@/lib/money/money";
import { lockDueOf } from "@/lib/subscription/store";
import { type ChangeRecord, findChange, loadScheduled } from "@/lib/subscription/store/changes";
import type { Booked } from "@/lib/subscription/writes/due-step";
import { invoiceLateOnClock } from "@/lib/subscription/writes/invoice-late-usage";
import { wordsOf } from "@/lib/subscription/writes/set-apart";
import { type Happening, inOrder, NOTHING_NAMED } from "../rules/happening";
import { finishRun, lockRun, type Run, updateNow } from "../store/clock";
import { type Due, findNextDue } from "../store/due";
import { insertHappenings, loadBooked, loadEndingHolds, loadLedgerEnds } from "../store/happened";
import { advanceResidents } from "./advance-residents";

/** Until when each customer was looked after in this run; a change that nobody could book holds up no other. */
export type Seen = Map<CustomerId, Date>;

/**
 * Sets the clock to the next instant at which its customers have something due, at most to the
 * run's end, and books it: ends of holds, expiries with their roll-overs, refills, starts, then
 * renewals, plan credits and invoices.
 *
 * @returns what was due, to be seen once it is kept; undefined: the run has come to its end.
 * @throws DomainError `invalid_state` if another run has taken over.
 */
export async function takeStep(
  tx: Tx,
  ctx: Context,
  run: Run,
  seen: Seen,
): Promise<Due | undefined> {
  const clock = await lockRun(tx, run);
  if (!clock) throw takenOver(run);
  const due = await findNextDue(tx, clock.id, { until: run.to, seen });
  if (!due) {
    const late = await bookLate(tx, systemAt(ctx, run.to, run.to), clock.id);
    await insertHappenings(
      tx,
      { organizationId: clock.organizationId, advanceId: run.advanceId },
      late,
    );
    await finishRun(tx, run);
    return undefined;
  }
  // What was left behind is booked at its own instant; the clock does not go back for it.
  const now = later(due.at, clock.now);
  await updateNow(tx, run, now);
  const happened = await bookAll(tx, systemAt(ctx, due.at, now), due);
  const { organizationId } = clock;
  await insertHappenings(tx, { organizationId, advanceId: run.advanceId }, happened);
  return due;
}

/** Not before the step is kept: one that is rolled back and taken again must find it due again. */
export function see(seen: Seen, { at, customerIds }: Due): void {
  for (const customerId of customerIds) seen.set(customerId, at);
}

/** What no close is to come for, that could ask for it: the nightly job's, at the end of the way. */
async function bookLate(tx: Tx, ctx: Context, clockId: TestClockId): Promise<readonly Happening[]> {
  const drafts = await invoiceLateOnClock(tx, ctx, clockId);
  return drafts.map((draft) => invoiced(draft, ctx.at));
}

async function bookAll(tx: Tx, ctx: Context, { at, customerIds }: Due) {
  // Subscriptions before wallets: the one order in which everyone locks them.
  const subscriptions = await lockDueOf(tx, customerIds, at);
  const ends = await loadLedgerEnds(tx, customerIds);
  const holds = await loadEndingHolds(tx, customerIds, at);
  await bookDueWithin(
    tx,
    customerIds.map((customerId) => ({ ctx, customerId })),
  );
  const changes = await loadScheduled(
    tx,
    subscriptions.map(({ id }) => id),
  );
  const { requestId } = ctx;
  const span = { until: at, grantsOnly: false, requestId };
  const { booked, failed } = await advanceResidents(tx, subscriptions, span);
  const changed = await loadDone(tx, changes);
  const entries = await loadBooked(tx, customerIds, ends);
  const told = (isDue: boolean) =>
    entries.flatMap((entry) => (entry.isDue === isDue ? [entry.happening] : []));
  return inOrder([
    ...holds,
    ...told(true),
    ...booked.flatMap(closingOf),
    ...changed.map(startOf),
    ...told(false),
    ...booked.flatMap(invoiceOf),
    ...changed.flatMap(invoiceOfChange),
    ...failed.map(
      ({ subscription: { id, customerId }, reason }): Happening => ({
        ...{ ...NOTHING_NAMED, at, customerId, kind: "set_apart" },
        ...{ name: wordsOf(reason), subscriptionId: id },
      }),
    ),
  ]);
}

type Done = ChangeRecord & { readonly successorId: SubscriptionId };

/** Those that this step has carried out, with the successor and its invoice. */
async function loadDone(tx: Tx, changes: readonly ChangeRecord[]) {
  const done: Done[] = [];
  for (const { organizationId, id } of changes) {
    const now = await findChange(tx, organizationId, id);
    if (now?.status === "DONE" && now.successorId)
      done.push({ ...now, successorId: now.successorId });
  }
  return done;
}

const startOf = ({ dueAt: at, customerId, successorId, outcome }: Done): Happening => ({
  ...{ ...NOTHING_NAMED, at, customerId, kind: "started" },
  ...{ name: outcome.to.planName, subscriptionId: successorId },
});

const invoiceOfChange = (change: Done): readonly Happening[] => {
  const { outcome, invoiceId } = change;
  if (invoiceId === null) return [];
  const { total: amount, currency: unit } = outcome;
  return [{ ...startOf(change), kind: "invoiced", amount, unit, invoiceId }];
};

/** The system acts at the moment that things were due; they are known since the clock says so. */
const systemAt = (ctx: Context, at: Date, now: Date): Context => ({
  ...{ organizationId: ctx.organizationId, requestId: ctx.requestId, at, recordedAt: now },
  actor: { kind: "system", name: "Test clock" },
  origin: "system",
});

const CLOSINGS = { start: "started", renew: "renewed", end: "ended" } as const;

function closingOf({ due: { subscription, version, step } }: Booked): readonly Happening[] {
  if (step.kind === "issue") return [];
  return [
    {
      ...NOTHING_NAMED,
      at: step.at,
      customerId: subscription.customerId,
      kind: CLOSINGS[step.kind],
      name: version.planName,
      subscriptionId: subscription.id,
    },
  ];
}

const invoiceOf = ({ due: { step }, invoice }: Booked): readonly Happening[] =>
  invoice ? [invoiced(invoice, step.at)] : [];

const invoiced = (invoice: InvoiceDraft, at: Date): Happening => ({
  ...{ ...NOTHING_NAMED, at, customerId: invoice.customerId, kind: "invoiced" },
  ...{ name: invoice.description, amount: moneyText(subtotalOf(invoice.lines)) },
  ...{ unit: invoice.currency, subscriptionId: invoice.subscriptionId, invoiceId: invoice.id },
});

const takenOver = ({ clockId }: Run) =>
  new DomainError("invalid_state", `Somebody else advances ${idText("clk", clockId)} now`, {
    entity: "test_clock",
    state: "advancing",
  });
