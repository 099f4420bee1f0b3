/** Cancelling a subscription, at its period's end or now. */
import * as z from "zod";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { CustomerId, SubscriptionId } from "@/lib/ids";
import { CancelInput, type SubscriptionView } from "@/lib/subscription/schema";
import { cancelAsShown, foreseeCancel } from "@/lib/subscription/writes/foresee-subscription";
import { BalancesDialect, balancesDialect } from "./dialect/wallet";
import { type Route, route } from "./route";

const Params = z.object({ subscriptionId: SubscriptionId });

const Body = z.strictObject({
  cancellation_type: z.enum(["immediate", "end_of_period"]).default("end_of_period"),
  /** Of an immediate one: whether the plan's unspent credits are voided. */
  credits: CancelInput.shape.credits,
  reason: CancelInput.shape.reason,
  fingerprint: z.string().max(64).optional(),
  proration_behavior: z.unknown().optional(),
  cancel_immediately_inovice_policy: z.unknown().optional(),
});
type Body = z.output<typeof Body>;

const inputOf = ({ cancellation_type, credits, reason }: Body): CancelInput => ({
  when: cancellation_type === "immediate" ? "now" : "period_end",
  credits,
  reason,
});

const CancelDialect = z
  .object({
    subscription_id: z.string(),
    cancellation_type: z.enum(["immediate", "end_of_period"]),
    effective_date: z.string().nullable(),
    processed_at: z.string(),
    status: z.string(),
    reason: z.string(),
    message: z.string(),
    proration_details: z.null(),
    proration_invoice: z.null(),
    total_credit_amount: z.string(),
  })
  .meta({ id: "Cancellation" });

/** With the customer's wallets as they would be; sent back, the fingerprint holds the call to it. */
const PreviewDialect = z
  .object({ ...CancelDialect.shape, balances: BalancesDialect, fingerprint: z.string() })
  .meta({ id: "CancellationPreview" });

const cancelDialect = async (ctx: Context, view: SubscriptionView, body: Body) => ({
  subscription_id: view.id,
  cancellation_type: body.cancellation_type,
  effective_date: view.endsAt,
  processed_at: (await onClock(ctx, CustomerId.parse(view.customerId))).at.toISOString(),
  status: view.status.toLowerCase(),
  reason: body.reason,
  message: "Subscription cancelled",
  proration_details: null,
  proration_invoice: null,
  total_credit_amount: "0",
});

const cancelRoute = route({
  method: "post",
  path: "/subscriptions/{subscriptionId}/cancel",
  scope: "subscriptions:write",
  summary: "Cancel a subscription, at its period's end or now",
  params: Params,
  body: Body,
  reply: CancelDialect,
  status: 200,
  refusals: ["validation_error", "not_found", "invalid_state", "stale_preview"],
  run: async (ctx, { params: { subscriptionId }, body }) => {
    const input = { ...inputOf(body), fingerprint: body.fingerprint };
    return cancelDialect(ctx, await cancelAsShown(ctx, subscriptionId, input), body);
  },
  preview: {
    reply: PreviewDialect,
    run: async (ctx, { params: { subscriptionId }, body }) => {
      const foreseen = await foreseeCancel(ctx, subscriptionId, inputOf(body));
      const { answer, wallets, fingerprint } = foreseen;
      const cancelled = await cancelDialect(ctx, answer, body);
      return { ...cancelled, balances: balancesDialect(wallets), fingerprint };
    },
  },
});

export const CANCEL_ROUTES: readonly Route[] = cancelRoute;
