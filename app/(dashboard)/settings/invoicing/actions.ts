"use server";

import { revalidatePath } from "next/cache";
import { BillingDefaultsInput } from "@/lib/invoicing/schema/billing";
import { setBillingDefaults } from "@/lib/invoicing/writes/set-billing-defaults";
import { action } from "@/lib/transport/action";

export const setBillingDefaultsAction = action({
  permission: "settings:write",
  input: BillingDefaultsInput,
  async run(ctx, input) {
    await setBillingDefaults(ctx, input);
    revalidatePath("/settings/invoicing", "page");
  },
});
