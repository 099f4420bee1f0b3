"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import type { Context } from "@/lib/context";
import { findCustomer } from "@/lib/customer/reads";
import { notFound } from "@/lib/errors";
import { idText, SubscriptionId } from "@/lib/ids";
import { findSubscription } from "@/lib/subscription/reads";
import {
  CancelInput,
  type ShownStart,
  type StartInput,
  type TurnInput,
} from "@/lib/subscription/schema";
import type { CancelPreview } from "@/lib/subscription/schema/cancel";
import {
  cancelAsShown,
  foreseeCancel,
  foreseeStart,
  startAsShown,
} from "@/lib/subscription/writes/foresee-subscription";
import { foreseeTurn, turnAsShown } from "@/lib/subscription/writes/foresee-turn";
import { Reference } from "@/lib/text/schema";
import { startOfDay } from "@/lib/time/zone";
import { action } from "@/lib/transport/action";
import { StartFields } from "./_components/start-fields";
import { TurnFields } from "./_components/turn-fields";

export const previewStartAction = action({
  permission: "subscription:write",
  input: z.object({ start: StartFields }),
  run: async (ctx, { start }): Promise<ShownStart> => {
    const { wallets: _, ...shown } = await foreseeStart(ctx, await startOf(ctx, start));
    return shown;
  },
});

export const startSubscriptionAction = action({
  permission: "subscription:write",
  input: z.object({ start: StartFields, fingerprint: z.string().max(64) }),
  async run(ctx, { start, fingerprint }) {
    const { view } = await startAsShown(ctx, await startOf(ctx, start), fingerprint);
    revalidatePath("/", "layout");
    return { id: view.id, planName: view.planName };
  },
});

const CancelOf = z.object({ subscriptionId: SubscriptionId, cancel: CancelInput });

export const previewCancelAction = action({
  permission: "subscription:write",
  input: CancelOf,
  async run(ctx, { subscriptionId, cancel }): Promise<CancelPreview> {
    const { answer, fingerprint } = await foreseeCancel(ctx, subscriptionId, cancel);
    return { ...answer.closing, fingerprint };
  },
});

export const cancelSubscriptionAction = action({
  permission: "subscription:write",
  input: CancelOf.extend({ fingerprint: z.string().max(64).optional() }),
  async run(ctx, { subscriptionId, cancel, fingerprint }) {
    const { answer } = await cancelAsShown(ctx, subscriptionId, { ...cancel, fingerprint });
    const { subscription } = answer;
    revalidatePath("/", "layout");
    return { status: subscription.status, planName: subscription.planName };
  },
});

const TurnOf = z.object({
  subscriptionId: SubscriptionId,
  turn: z.enum(["pause", "resume", "reactivate", "retry-fees"]),
});

export const previewTurnAction = action({
  permission: "subscription:write",
  input: TurnOf.extend({ resumesOn: TurnFields.shape.resumesOn }),
  async run(ctx, asked) {
    const input = await turnOf(ctx, { ...asked, reason: "" });
    const { answer, wallets, fingerprint } = await foreseeTurn(ctx, asked.turn, input);
    return { subscription: answer, wallets, fingerprint };
  },
});

export const turnSubscriptionAction = action({
  permission: "subscription:write",
  input: TurnOf.extend({
    ...{ input: TurnFields, reference: Reference },
    fingerprint: z.string().max(64),
  }),
  async run(ctx, { input, reference, fingerprint, ...asked }) {
    const turn = await turnOf(ctx, { ...asked, ...input });
    const { answer } = await turnAsShown(ctx, asked.turn, { ...turn, reference, fingerprint });
    revalidatePath("/", "layout");
    return { status: answer.status, planName: answer.planName };
  },
});

/** A pause lasts to the day's first instant in the subscription's own zone; no day: until somebody says so. */
async function turnOf(
  ctx: Context,
  { subscriptionId: id, turn, reason, resumesOn: day }: z.output<typeof TurnOf> & TurnFields,
): Promise<TurnInput & { readonly id: SubscriptionId }> {
  if (turn !== "pause") return { id, reason };
  const subscription = day === null ? undefined : await findSubscription(ctx, id);
  if (day !== null && !subscription) throw notFound("subscription", idText("sub", id));
  return { id, reason, resumesAt: day && subscription ? startOfDay(day, subscription.zone) : null };
}

/** The first instants of the days in the customer's own zone; no day is now. */
async function startOf(ctx: Context, start: z.output<typeof StartFields>): Promise<StartInput> {
  const { startsAt, ownTerms, customerId } = start;
  const customer = await findCustomer(ctx, customerId);
  if (!customer) throw notFound("customer", idText("cus", customerId));
  const at = (day: string | null) => (day === null ? null : startOfDay(day, customer.timezone));
  return {
    ...start,
    startsAt: at(startsAt),
    ownTerms: ownTerms.map(({ own, sinceDay, untilDay }) => ({
      ...{ ...own, since: at(sinceDay), until: at(untilDay) },
    })),
  };
}
