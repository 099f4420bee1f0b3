"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { SubscriptionId } from "@/lib/ids";
import { BillingInput, NetDays } from "@/lib/invoicing/schema/billing";
import { foreseeBilling } from "@/lib/subscription/reads/billing-ahead";
import { setBilling } from "@/lib/subscription/writes/set-billing";
import { action } from "@/lib/transport/action";

const permission = "subscription:write";

export const previewBillingAction = action({
  permission,
  input: z.object({ subscriptionId: SubscriptionId, netDays: NetDays }),
  run: (ctx, { subscriptionId, netDays }) => foreseeBilling(ctx, subscriptionId, netDays),
});

export const setBillingAction = action({
  permission,
  input: z.object({ subscriptionId: SubscriptionId, billing: BillingInput }),
  async run(ctx, { subscriptionId, billing }) {
    await setBilling(ctx, subscriptionId, billing);
    revalidatePath("/", "layout");
  },
});
