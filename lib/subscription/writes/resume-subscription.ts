import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import type { SubscriptionId } from "@/lib/ids";
import { issueInvoices } from "@/lib/invoicing/writes/issue-invoice";
import { resumption } from "../rules/resume";
import { termsOf } from "../rules/terms";
import type { SubscriptionView, TurnInput } from "../schema";
import type { Subscription } from "../store";
import { lockWallets } from "../store/books";
import { insertPeriods } from "../store/course";
import { hasFailedInvoice, updateResumed } from "../store/pauses";
import { lockOwedUse } from "../store/usage-owed";
import { announceTurn, viewOf, wrongStatus } from "./announce-turn";
import { bookSteps, type DueStep } from "./book-steps";
import { catchUp } from "./catch-up";

/**
 * Lets a paused subscription go on: within the period that was paid for as if nothing had been,
 * but for what fell due meanwhile; after its end with a new period at once, its fees and credits.
 * One that runs: the same answer again.
 *
 * @throws DomainError `not_found`; `invalid_state` for one that has ended, or is to end.
 */
export function resumeSubscription(
  asking: Context,
  id: SubscriptionId,
  { reason }: TurnInput,
): Promise<SubscriptionView> {
  return transact(asking, async (tx) => {
    const { ctx, subscription } = await catchUp(tx, asking, id);
    const { status } = subscription;
    if (status === "ENDED") throw wrongStatus(subscription, "It has ended");
    if (status === "CANCELLED") throw wrongStatus(subscription, "It was cancelled");
    if (status !== "PAUSED") return viewOf(tx, ctx, id);
    await goOn(tx, ctx, subscription);
    return announceTurn(tx, ctx, { before: subscription, turn: "resumed", reason });
  });
}

async function goOn(tx: Tx, ctx: Context, subscription: Subscription): Promise<void> {
  const { id, course, billingCycle } = subscription;
  const catalog = await loadCatalog(tx, ctx.organizationId);
  const version = termsOf(catalog, subscription);
  if (!version) throw new RangeError(`no plan version of ${id}`);
  const resumed = resumption(version, course, { at: ctx.at, billingCycle });
  const status = (await hasFailedInvoice(tx, id)) ? "PAST_DUE" : "ACTIVE";
  const now = { id, status, at: ctx.at } as const;
  if (resumed.kind === "goes_on") {
    await updateResumed(tx, { ...now, course: resumed.course });
    return;
  }
  const { step } = resumed;
  await updateResumed(tx, { ...now, course: step.course });
  await begin(tx, { ctx, subscription, catalog, version, step });
}

/** As the renewal of any other, at the moment of the asking. */
async function begin(tx: Tx, due: DueStep): Promise<void> {
  const { ctx, subscription, step } = due;
  const { id, organizationId, customerId } = subscription;
  await lockOwedUse(tx, [customerId]);
  await lockWallets(tx, [customerId]);
  const [booked] = await bookSteps(tx, [due]);
  const invoice = booked?.invoice ?? null;
  const { periodIndex: index, period } = step.course;
  const owner = { organizationId, customerId, subscriptionId: id };
  await insertPeriods(tx, [
    { ...owner, index, period, invoiceId: invoice?.id ?? null, bookedAt: ctx.at },
  ]);
  if (invoice) await issueInvoices(tx, [{ ctx, draft: invoice }]);
}
