"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { KeepRunInput, RunName } from "@/lib/subscription/schema/bulk";
import { dropBulkRun, keepBulkRun } from "@/lib/subscription/writes/keep-bulk-run";
import { action } from "@/lib/transport/action";

export const keepBulkRunAction = action({
  permission: "subscription:write",
  input: z.object({ run: KeepRunInput }),
  run: (ctx, { run }) => keepBulkRun(ctx, run),
});

export const dropBulkRunAction = action({
  permission: "subscription:write",
  input: z.object({ name: RunName }),
  async run(ctx, { name }) {
    await dropBulkRun(ctx, name);
    revalidatePath("/subscriptions/bulk");
  },
});
