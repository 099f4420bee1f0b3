/** Cancelling a subscription, at its period's end or now. */
import * as z from "zod";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { CustomerId, SubscriptionId } from "@/lib/ids";
import { CancelInput } from "@/lib/subscription/schema";
import { ClosingView } from "@/lib/subscription/schema/cancel";
import type { Cancelled } from "@/lib/subscription/writes/cancel-subscription";
import { cancelAsShown, foreseeCancel } from "@/lib/subscription/writes/foresee-subscription";
import { snake, snakeSchema } from "./dialect/snake";
import { BalancesDialect, balancesDialect } from "./dialect/wallet";
import { IdempotencyKey } from "./fields";
import { answered, type Route, route } from "./route";

const Params = z.object({ subscriptionId: SubscriptionId });

const Body = z
  .strictObject({
    cancellation_type: z.enum(["immediate", "end_of_period"]).default("end_of_period"),
    /** Of an immediate one: whether the plan's unspent credits are voided. */
    credits: CancelInput.shape.credits,
    reason: CancelInput.shape.reason,
    /** The caller's own name for it: asked again, the first answer is given. */
    idempotency_key: IdempotencyKey.nullish(),
    fingerprint: z.string().max(64).optional(),
    /** Of an immediate one that voids them: whether unused time is given back, as far as it was paid for. */
    proration_behavior: z.enum(["none", "create_prorations"]).default("none"),
    cancel_immediately_inovice_policy: z.unknown().optional(),
  })
  .refine(
    ({ cancellation_type, credits, proration_behavior }) =>
      proration_behavior === "none" || (cancellation_type === "immediate" && credits === "void"),
    {
      path: ["proration_behavior"],
      message: "Unused time is given back by an immediate end that voids the credits",
    },
  );
type Body = z.output<typeof Body>;

const inputOf = ({
  cancellation_type,
  credits,
  reason,
  proration_behavior,
  idempotency_key,
}: Body): CancelInput => ({
  when: cancellation_type === "immediate" ? "now" : "period_end",
  unused: proration_behavior === "create_prorations" ? "credit" : "none",
  credits,
  reason,
  reference: idempotency_key ?? null,
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
    /** Given back for unused time. */
    total_credit_amount: z.string(),
    /** The closing invoice, and what it owes the customer; if any. */
    closing: snakeSchema(ClosingView),
  })
  .meta({ id: "Cancellation" });

/** With the customer's wallets as they would be; sent back, the fingerprint holds the call to it. */
const PreviewDialect = z
  .object({ ...CancelDialect.shape, balances: BalancesDialect, fingerprint: z.string() })
  .meta({ id: "CancellationPreview" });

const cancelDialect = async (
  ctx: Context,
  { subscription: view, closing }: Cancelled,
  body: Body,
) => ({
  subscription_id: view.id,
  cancellation_type: body.cancellation_type,
  effective_date: view.endsAt,
  processed_at: (await onClock(ctx, CustomerId.parse(view.customerId))).at.toISOString(),
  status: view.status.toLowerCase(),
  reason: body.reason,
  message: "Subscription cancelled",
  proration_details: null,
  proration_invoice: null,
  total_credit_amount: closing.credited,
  closing: snake(closing),
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
  refusals: [
    ...(["validation_error", "not_found", "invalid_state"] as const),
    ...(["idempotency_conflict", "stale_preview"] as const),
  ],
  run: async (ctx, { params: { subscriptionId }, body }) => {
    const input = { ...inputOf(body), fingerprint: body.fingerprint };
    const { answer, isReplayed } = await cancelAsShown(ctx, subscriptionId, input);
    return answered(await cancelDialect(ctx, answer, body), isReplayed);
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
