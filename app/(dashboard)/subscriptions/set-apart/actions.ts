"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { SubscriptionId } from "@/lib/ids";
import { tryAgain } from "@/lib/subscription/writes/try-again";
import { action } from "@/lib/transport/action";

export const tryAgainAction = action({
  permission: "subscription:write",
  input: z.object({ subscriptionId: SubscriptionId }),
  async run(ctx, { subscriptionId }) {
    const steps = await tryAgain(ctx, subscriptionId);
    revalidatePath("/", "layout");
    return { steps };
  },
});
