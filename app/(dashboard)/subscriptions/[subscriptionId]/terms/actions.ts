"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import type { Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { idText, OverrideId, SubscriptionId } from "@/lib/ids";
import { findSubscription } from "@/lib/subscription/reads";
import { AddOnInput, QuantityInput } from "@/lib/subscription/schema";
import { EndOverrideInput, OverrideInput } from "@/lib/subscription/schema/override";
import { foreseeAddOn, setAddOnAsShown } from "@/lib/subscription/writes/foresee-add-on";
import { agreeAsShown, foreseeAgreed } from "@/lib/subscription/writes/foresee-override";
import { foreseeQuantity, setQuantityAsShown } from "@/lib/subscription/writes/foresee-quantity";
import { startOfDay } from "@/lib/time/zone";
import { action } from "@/lib/transport/action";

const permission = "subscription:write";
const subscriptionId = SubscriptionId;
const fingerprint = z.string().max(64);

export const previewAddOnAction = action({
  permission,
  input: z.object({ subscriptionId, sold: AddOnInput }),
  run: (ctx, asked) => foreseeAddOn(ctx, asked.subscriptionId, asked.sold),
});

export const setAddOnAction = action({
  permission,
  input: z.object({ subscriptionId, sold: AddOnInput, fingerprint }),
  async run(ctx, asked) {
    const shown = { ...asked.sold, fingerprint: asked.fingerprint };
    const { now } = await setAddOnAsShown(ctx, asked.subscriptionId, shown);
    revalidatePath("/", "layout");
    return now;
  },
});

export const previewPiecesAction = action({
  permission,
  input: z.object({ subscriptionId, sold: QuantityInput }),
  run: (ctx, asked) => foreseeQuantity(ctx, asked.subscriptionId, asked.sold),
});

export const setPiecesAction = action({
  permission,
  input: z.object({ subscriptionId, sold: QuantityInput, fingerprint }),
  async run(ctx, asked) {
    const shown = { ...asked.sold, fingerprint: asked.fingerprint };
    const { now } = await setQuantityAsShown(ctx, asked.subscriptionId, shown);
    revalidatePath("/", "layout");
    return now;
  },
});

/** Days of the subscription's zone; none: now, or for good. */
const Days = z.object({
  sinceDay: z.iso.date("Enter a day").nullable().default(null),
  untilDay: z.iso.date("Enter a day").nullable().default(null),
});

export const previewOverrideAction = action({
  permission,
  input: z.object({ subscriptionId, own: OverrideInput, days: Days }),
  run: async (ctx, asked) =>
    foreseeAgreed(ctx, asked.subscriptionId, { set: await onDays(ctx, asked) }),
});

export const setOverrideAction = action({
  permission,
  input: z.object({ subscriptionId, own: OverrideInput, days: Days, fingerprint }),
  async run(ctx, asked) {
    const set = await onDays(ctx, asked);
    const shown = { set, fingerprint: asked.fingerprint };
    const { override } = await agreeAsShown(ctx, asked.subscriptionId, shown);
    revalidatePath("/", "layout");
    return override;
  },
});

/** A day of the subscription's zone; none: now. */
const Ending = z.object({
  subscriptionId,
  overrideId: OverrideId,
  reason: EndOverrideInput.shape.reason,
  untilDay: Days.shape.untilDay,
});

export const previewEndOverrideAction = action({
  permission,
  input: Ending,
  run: async (ctx, asked) =>
    foreseeAgreed(ctx, asked.subscriptionId, { end: await endOf(ctx, asked) }),
});

export const endOverrideAction = action({
  permission,
  input: Ending.extend({ fingerprint }),
  async run(ctx, asked) {
    const shown = { end: await endOf(ctx, asked), fingerprint: asked.fingerprint };
    const { override } = await agreeAsShown(ctx, asked.subscriptionId, shown);
    revalidatePath("/", "layout");
    return override;
  },
});

async function endOf(ctx: Context, { subscriptionId: id, ...asked }: z.output<typeof Ending>) {
  const { overrideId, reason, untilDay } = asked;
  return { overrideId, reason, at: (await daysIn(ctx, id))(untilDay) };
}

type Asked = {
  readonly subscriptionId: SubscriptionId;
  readonly own: OverrideInput;
  readonly days: z.output<typeof Days>;
};

/** From the first instant of a day, to the first of another. */
async function onDays(ctx: Context, { subscriptionId: id, own, days }: Asked) {
  const at = await daysIn(ctx, id);
  return { ...own, since: at(days.sinceDay), until: at(days.untilDay) };
}

/** Days begin in the subscription's own zone. */
async function daysIn(ctx: Context, id: SubscriptionId) {
  const subscription = await findSubscription(ctx, id);
  if (!subscription) throw notFound("subscription", idText("sub", id));
  const { zone } = subscription;
  return (day: string | null) => (day === null ? null : startOfDay(day, zone));
}
