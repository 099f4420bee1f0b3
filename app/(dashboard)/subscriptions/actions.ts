"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import type { Context } from "@/lib/context";
import { findCustomer } from "@/lib/customer/reads";
import { notFound } from "@/lib/errors";
import { idText, SubscriptionId } from "@/lib/ids";
import { previewCancel } from "@/lib/subscription/reads/cancel-preview";
import { CancelInput, type StartInput, TurnInput } from "@/lib/subscription/schema";
import { cancelSubscription } from "@/lib/subscription/writes/cancel-subscription";
import { foreseeTurn, turnAsShown } from "@/lib/subscription/writes/foresee-turn";
import { previewStart } from "@/lib/subscription/writes/preview-start";
import { startSubscription } from "@/lib/subscription/writes/start-subscription";
import { startOfDay } from "@/lib/time/zone";
import { action } from "@/lib/transport/action";
import { StartFields } from "./_components/start-fields";

export const previewStartAction = action({
  permission: "subscription:write",
  input: z.object({ start: StartFields }),
  run: async (ctx, { start }) => previewStart(ctx, await startOf(ctx, start)),
});

export const startSubscriptionAction = action({
  permission: "subscription:write",
  input: z.object({ start: StartFields }),
  async run(ctx, { start }) {
    const { id, planName } = await startSubscription(ctx, await startOf(ctx, start));
    revalidatePath("/", "layout");
    return { id, planName };
  },
});

export const previewCancelAction = action({
  permission: "subscription:write",
  input: z.object({ subscriptionId: SubscriptionId }),
  async run(ctx, { subscriptionId }) {
    const preview = await previewCancel(ctx, subscriptionId);
    if (!preview) throw notFound("subscription", idText("sub", subscriptionId));
    return preview;
  },
});

export const cancelSubscriptionAction = action({
  permission: "subscription:write",
  input: z.object({ subscriptionId: SubscriptionId, cancel: CancelInput }),
  async run(ctx, { subscriptionId, cancel }) {
    const { status, planName } = await cancelSubscription(ctx, subscriptionId, cancel);
    revalidatePath("/", "layout");
    return { status, planName };
  },
});

const TurnOf = z.object({
  subscriptionId: SubscriptionId,
  turn: z.enum(["pause", "resume", "reactivate"]),
});

export const previewTurnAction = action({
  permission: "subscription:write",
  input: TurnOf,
  async run(ctx, { subscriptionId, turn }) {
    const input = { id: subscriptionId, reason: "" };
    const { answer, wallets, fingerprint } = await foreseeTurn(ctx, turn, input);
    return { subscription: answer, wallets, fingerprint };
  },
});

export const turnSubscriptionAction = action({
  permission: "subscription:write",
  input: TurnOf.extend({ input: TurnInput, fingerprint: z.string().max(64) }),
  async run(ctx, { subscriptionId, turn, input, fingerprint }) {
    const asked = { ...input, id: subscriptionId, fingerprint };
    const { status, planName } = await turnAsShown(ctx, turn, asked);
    revalidatePath("/", "layout");
    return { status, planName };
  },
});

/** The first instant of the day in the customer's own zone; no day is now. */
async function startOf(ctx: Context, start: z.output<typeof StartFields>): Promise<StartInput> {
  const { startsAt: day, customerId } = start;
  if (day === null) return { ...start, startsAt: null };
  const customer = await findCustomer(ctx, customerId);
  if (!customer) throw notFound("customer", idText("cus", customerId));
  return { ...start, startsAt: startOfDay(day, customer.timezone) };
}
