"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { SubscriptionChangeId, SubscriptionId } from "@/lib/ids";
import { ChangeInput } from "@/lib/subscription/schema/change";
import { cancelScheduledChange } from "@/lib/subscription/writes/call-off-change";
import { changeAsShown, foreseeChange } from "@/lib/subscription/writes/foresee-change";
import { action } from "@/lib/transport/action";

const Asked = z.object({ subscriptionId: SubscriptionId, change: ChangeInput });

export const previewChangeAction = action({
  permission: "subscription:write",
  input: Asked,
  run: (ctx, { subscriptionId, change }) => foreseeChange(ctx, subscriptionId, change),
});

export const changeSubscriptionAction = action({
  permission: "subscription:write",
  input: Asked.extend({ fingerprint: z.string().max(64) }),
  async run(ctx, { subscriptionId, change: input, fingerprint }) {
    const { view } = await changeAsShown(ctx, subscriptionId, { input, fingerprint });
    revalidatePath("/", "layout");
    return view;
  },
});

export const cancelScheduledChangeAction = action({
  permission: "subscription:write",
  input: z.object({ changeId: SubscriptionChangeId }),
  async run(ctx, { changeId }) {
    const view = await cancelScheduledChange(ctx, changeId);
    revalidatePath("/", "layout");
    return view;
  },
});
