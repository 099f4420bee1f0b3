/** One step of a clock: to the next instant at which something is due, and through all that is due then. */
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { DomainError } from "@/lib/errors";
import { type CustomerId, idText } from "@/lib/ids";
import { subtotalOf } from "@/lib/invoicing/rules/invoice-lines";
import { bookDueWithin } from "@/lib/ledger/post";
import { later } from "@/lib/ledger/rules/books";
import { moneyText } from "@/lib/money/money";
import { lockDueOf } from "@/lib/subscription/store";
import { advanceCourses } from "@/lib/subscription/writes/advance-courses";
import type { Booked } from "@/lib/subscription/writes/book-steps";
import { type Happening, inOrder, NOTHING_NAMED } from "../rules/happening";
import { finishRun, lockRun, type Run, updateNow } from "../store/clock";
import { type Due, findNextDue } from "../store/due";
import { insertHappenings, loadBooked, loadEndingHolds, loadLedgerEnds } from "../store/happened";

/** Until when each customer was looked after in this run; a change that nobody could book holds up no other. */
export type Seen = Map<CustomerId, Date>;

/**
 * Sets the clock to the next instant at which its customers have something due, at most to the
 * run's end, and books it: ends of holds, expiries with their roll-overs, refills, starts, then
 * renewals, plan credits and invoices.
 *
 * @returns whether the run has come to its end.
 * @throws DomainError `invalid_state` if another run has taken over.
 */
export async function takeStep(tx: Tx, ctx: Context, run: Run, seen: Seen): Promise<boolean> {
  const clock = await lockRun(tx, run);
  if (!clock) throw takenOver(run);
  const due = await findNextDue(tx, clock.id, { until: run.to, seen });
  if (!due) {
    await finishRun(tx, run);
    return true;
  }
  // What was left behind is booked at its own instant; the clock does not go back for it.
  const now = later(due.at, clock.now);
  await updateNow(tx, run, now);
  const happened = await bookAll(tx, systemAt(ctx, due.at, now), due);
  const { organizationId } = clock;
  await insertHappenings(tx, { organizationId, advanceId: run.advanceId }, happened);
  for (const customerId of due.customerIds) seen.set(customerId, due.at);
  return false;
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
  const { requestId } = ctx;
  const booked = await advanceCourses(tx, subscriptions, {
    until: at,
    grantsOnly: false,
    requestId,
  });
  const entries = await loadBooked(tx, customerIds, ends);
  const told = (isDue: boolean) =>
    entries.flatMap((entry) => (entry.isDue === isDue ? [entry.happening] : []));
  return inOrder([
    ...holds,
    ...told(true),
    ...booked.flatMap(closingOf),
    ...told(false),
    ...booked.flatMap(invoiceOf),
  ]);
}

/** The system acts at the moment that things were due; they are known since the clock says so. */
const systemAt = (ctx: Context, at: Date, now: Date): Context => ({
  ...{ organizationId: ctx.organizationId, requestId: ctx.requestId, at, recordedAt: now },
  actor: { kind: "system", name: "Test clock" },
  origin: "system",
});

function closingOf({ due: { subscription, version, step } }: Booked): readonly Happening[] {
  if (step.kind === "issue") return [];
  return [
    {
      ...NOTHING_NAMED,
      at: step.at,
      customerId: subscription.customerId,
      kind: step.kind === "end" ? "ended" : "renewed",
      name: version.planName,
      subscriptionId: subscription.id,
    },
  ];
}

function invoiceOf({ due: { subscription, step }, invoice }: Booked): readonly Happening[] {
  if (!invoice) return [];
  return [
    {
      ...NOTHING_NAMED,
      at: step.at,
      customerId: subscription.customerId,
      kind: "invoiced",
      name: invoice.description,
      amount: moneyText(subtotalOf(invoice.lines)),
      unit: invoice.currency,
      subscriptionId: subscription.id,
      invoiceId: invoice.id,
    },
  ];
}

const takenOver = ({ clockId }: Run) =>
  new DomainError("invalid_state", `Somebody else advances ${idText("clk", clockId)} now`, {
    entity: "test_clock",
    state: "advancing",
  });
