import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { invalidField } from "@/lib/errors";
import type { SubscriptionId } from "@/lib/ids";
import type { InvoiceView } from "@/lib/invoicing/schema";
import { findInvoiceByReference, loadInvoiceView } from "@/lib/invoicing/store/invoice";
import { publish } from "@/lib/outbox/publish";
import type { CancelInput, SubscriptionView } from "../schema";
import type { ClosingView } from "../schema/cancel";
import type { Subscription } from "../store";
import { loadUnspentGrants } from "../store/books";
import { hasInvoicesToCome, loadGrantsLeft } from "../store/cancel-books";
import { updateCancelled } from "../store/course";
import { updateUnstarted } from "../store/pauses";
import { closingView } from "../view/cancel";
import { feeReturnView } from "../view/fee-return";
import { clockTime, viewOf, wrongStatus } from "./announce-turn";
import { callOffScheduled } from "./call-off-change";
import { catchUp } from "./catch-up";
import { type Closed, endNow } from "./end-now";

export type Cancelled = {
  readonly subscription: SubscriptionView;
  readonly closing: ClosingView;
};

/**
 * Ends a subscription at the end of its period, or now. Now: what is owed is invoiced; the plan's
 * unspent credits are voided unless they are to be kept; and if asked so, unused time is given back,
 * as far as it was paid for.
 *
 * What fell due before is booked first. A cancellation at period end may still be made one that
 * ends now.
 *
 * @throws DomainError `not_found`; `invalid_state` for one that is cancelled or has ended;
 *   `validation_error` where unused time cannot be given back.
 */
export async function cancelSubscription(
  asking: Context,
  id: SubscriptionId,
  input: CancelInput,
): Promise<SubscriptionView> {
  return (await cancelAndTell(asking, id, input)).subscription;
}

/** The same, with what it came to. @throws DomainError as `cancelSubscription`. */
export function cancelAndTell(
  asking: Context,
  id: SubscriptionId,
  input: CancelInput,
): Promise<Cancelled> {
  return transact(asking, async (tx) => {
    const { ctx, subscription: current } = await catchUp(tx, asking, id);
    const asked = current.status === "PAUSED" ? endOfPaused(input) : input;
    refuseCredit(asked);
    const { customerId } = current;
    const left = await loadGrantsLeft(tx, await loadUnspentGrants(tx, id, customerId));
    const closed = await cancel(tx, ctx, current, asked);
    const subscription = await viewOf(tx, ctx, id);
    const { endsAt, currency } = subscription;
    const told = {
      ...{ endsAt, currency, left: closed?.left ?? left },
      ...{ returned: closed?.returned ?? [], unpaid: closed?.unpaid ?? [] },
      invoice: await lastInvoice(tx, ctx, id),
      isCarriedOn: await hasInvoicesToCome(tx, { ...current, currency }),
    };
    return { subscription, closing: closingView(told) };
  });
}

/** @throws DomainError `invalid_state` that says when it ends; one that ends later may still be ended now. */
function refuseCancelled(subscription: Subscription, isNow: boolean): void {
  const { status, course } = subscription;
  const end = course.endsAt && clockTime(course.endsAt, course.zone);
  if (status === "ENDED") throw wrongStatus(subscription, `It ended on ${end}`);
  if (status !== "CANCELLED" || isNow) return;
  throw wrongStatus(subscription, `It is cancelled already, and ends on ${end}`);
}

async function lastInvoice(tx: Tx, ctx: Context, id: SubscriptionId): Promise<InvoiceView | null> {
  const invoice = await findInvoiceByReference(tx, ctx.organizationId, `subscription:${id}:end`);
  return invoice ? loadInvoiceView(tx, invoice) : null;
}

/** What is paused has no period to live to its end; as at one, its credits stay to their own. */
const endOfPaused = (input: CancelInput): CancelInput =>
  input.when === "now" ? input : { ...input, when: "now", credits: "keep" };

function refuseCredit({ when, unused, credits }: CancelInput): void {
  if (unused === "none") return;
  if (when !== "now") throw invalidField("unused", "At the period's end no time is left unused");
  if (credits === "keep") {
    throw invalidField("unused", "Credits that stay are paid for: void them, or give nothing back");
  }
}

/** @returns what a close now came to; null where nothing is closed now. */
async function cancel(
  tx: Tx,
  ctx: Context,
  current: Subscription,
  input: CancelInput,
): Promise<Closed | null> {
  const { id, course, status } = current;
  const isNow = input.when === "now";
  refuseCancelled(current, isNow);
  if (status === "SCHEDULED") {
    await updateUnstarted(tx, id, ctx.at);
    await announce(tx, ctx, { before: current, input, closed: null });
    return null;
  }
  await callOffScheduled(tx, ctx, id);
  const endsAt = isNow ? ctx.at : course.period.end;
  const end = () => updateCancelled(tx, id, { endsAt, at: ctx.at });
  const closed = isNow ? await endNow(tx, ctx, { subscription: current, input, end }) : null;
  if (!isNow) await end();
  await announce(tx, ctx, { before: current, input, closed });
  return closed;
}

async function announce(
  tx: Tx,
  ctx: Context,
  {
    before,
    input: { when, credits, unused, reason },
    closed,
  }: {
    readonly before: Subscription;
    readonly input: CancelInput;
    readonly closed: Closed | null;
  },
): Promise<void> {
  const view = await viewOf(tx, ctx, before.id);
  const { customerId } = before;
  await recordAudit(tx, ctx, {
    action: "subscription.cancelled",
    entity: "subscription",
    entityId: before.id,
    customerId,
    ...(reason && { reason }),
    before: { status: before.status },
    after: {
      ...{ status: view.status, endsAt: view.endsAt, when, credits, unused },
      ...(closed && { credited: closed.credited, returned: closed.returned.map(feeReturnView) }),
    },
  });
  await publish(tx, ctx, [{ type: "subscription.cancelled", customerId, data: view }]);
}
