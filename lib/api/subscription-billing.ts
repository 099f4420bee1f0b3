/** How a subscription that runs is billed from now on. */
import * as z from "zod";
import { SubscriptionId } from "@/lib/ids";
import { BillingInput } from "@/lib/invoicing/schema/billing";
import { setBilling } from "@/lib/subscription/writes/set-billing";
import { BILLING_BODY, netDaysIn } from "./billing-fields";
import { SubscriptionDialect, subscriptionDialect } from "./dialect/subscription";
import { poured } from "./pour";
import { type Route, route } from "./route";

const Body = z.strictObject({ ...BILLING_BODY, reason: BillingInput.shape.reason });

export const BILLING_ROUTES: readonly Route[] = route({
  method: "put",
  path: "/subscriptions/{subscriptionId}",
  scope: "subscriptions:write",
  summary: "Set how a subscription is billed: invoices that are issued later follow",
  params: z.object({ subscriptionId: SubscriptionId }),
  body: Body,
  reply: SubscriptionDialect,
  status: 200,
  refusals: ["validation_error", "not_found", "invalid_state"],
  run: async (ctx, { params: { subscriptionId }, body }) => {
    const input = poured(BillingInput, {
      netDays: netDaysIn(body),
      poNumber: body.po_number,
      collectionMethod: body.collection_method ?? undefined,
      grantOn: body.grant_on ?? undefined,
      reason: body.reason,
    });
    return subscriptionDialect(ctx, await setBilling(ctx, subscriptionId, input));
  },
});
