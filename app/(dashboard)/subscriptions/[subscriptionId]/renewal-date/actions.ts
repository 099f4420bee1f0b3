"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { SubscriptionId } from "@/lib/ids";
import { RenewalDateInput } from "@/lib/subscription/schema/renewal-date";
import { foreseeRenewalDate, moveAsShown } from "@/lib/subscription/writes/foresee-renewal-date";
import { action } from "@/lib/transport/action";

const Asked = z.object({ subscriptionId: SubscriptionId, move: RenewalDateInput });

export const previewRenewalDateAction = action({
  permission: "subscription:write",
  input: Asked,
  run: (ctx, { subscriptionId, move }) => foreseeRenewalDate(ctx, subscriptionId, move),
});

export const moveRenewalDateAction = action({
  permission: "subscription:write",
  input: Asked.extend({ fingerprint: z.string().max(64) }),
  async run(ctx, { subscriptionId, move: input, fingerprint }) {
    const { view } = await moveAsShown(ctx, subscriptionId, { input, fingerprint });
    revalidatePath("/", "layout");
    return view;
  },
});
