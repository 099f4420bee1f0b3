"use server";

import { revalidatePath } from "next/cache";
import { MigrateInput } from "@/lib/subscription/schema/migration";
import { migrateSubscribers } from "@/lib/subscription/writes/migrate-subscribers";
import { action } from "@/lib/transport/action";

export const migrateSubscribersAction = action({
  permission: "subscription:write",
  input: MigrateInput,
  async run(ctx, input) {
    const migration = await migrateSubscribers(ctx, input);
    revalidatePath("/plans", "layout");
    return migration;
  },
});
