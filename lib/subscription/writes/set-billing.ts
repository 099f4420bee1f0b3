import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { transact } from "@/lib/db/transact";
import { notFound } from "@/lib/errors";
import { idText, type SubscriptionId } from "@/lib/ids";
import type { BillingMethod } from "@/lib/invoicing/rules/billing";
import type { BillingInput } from "@/lib/invoicing/schema/billing";
import { publish } from "@/lib/outbox/publish";
import type { SubscriptionView } from "../schema";
import { lockSubscription, type Subscription } from "../store";
import { updateBilling } from "../store/billing";
import { billingView } from "../view";
import { viewOf, wrongStatus } from "./announce-turn";

/**
 * How a subscription is billed from now on. Only invoices that are issued later follow, and the
 * credits that come with those; what was issued stays as it is. The same again changes nothing.
 *
 * @throws DomainError `not_found`; `invalid_state` for one that has ended.
 */
export function setBilling(
  asking: Context,
  id: SubscriptionId,
  input: BillingInput,
): Promise<SubscriptionView> {
  return transact(asking, async (tx) => {
    const subscription = await lockSubscription(tx, asking.organizationId, id);
    if (!subscription) throw notFound("subscription", idText("sub", id));
    if (subscription.status === "ENDED") throw wrongStatus(subscription, "It has ended");
    const ctx = await onClock(asking, subscription.customerId);
    const before = subscription.billing;
    const after = withAsked(subscription, input);
    if (isSame(before, after)) return viewOf(tx, ctx, id);
    await updateBilling(tx, id, { ...after, at: ctx.at });
    const view = await viewOf(tx, ctx, id);
    const { customerId } = subscription;
    await recordAudit(tx, ctx, {
      ...{ action: "subscription.billing_changed", entity: "subscription", entityId: id },
      ...{ customerId, before: billingView(before), after: billingView(after) },
      ...(input.reason && { reason: input.reason }),
    });
    await publish(tx, ctx, [{ type: "subscription.billing_changed", customerId, data: view }]);
    return view;
  });
}

const withAsked = ({ billing }: Subscription, input: BillingInput): BillingMethod => ({
  netDays: input.netDays ?? billing.netDays,
  poNumber: input.poNumber === undefined ? billing.poNumber : input.poNumber || null,
  grantOn: input.grantOn ?? billing.grantOn,
});

const isSame = (a: BillingMethod, b: BillingMethod): boolean =>
  a.netDays === b.netDays && a.poNumber === b.poNumber && a.grantOn === b.grantOn;
