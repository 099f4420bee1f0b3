"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { BulkInput, BulkResult } from "@/lib/subscription/schema/bulk";
import { previewSubscribeMany, subscribeMany } from "@/lib/subscription/writes/subscribe-many";
import { csvText } from "@/lib/text/csv";
import { action } from "@/lib/transport/action";
import { RESULT_COLUMNS } from "./result-columns";

export const previewSubscribeManyAction = action({
  permission: "subscription:write",
  input: z.object({ bulk: BulkInput }),
  run: (ctx, { bulk }) => previewSubscribeMany(ctx, bulk),
});

export const subscribeManyAction = action({
  permission: "subscription:write",
  input: z.object({ bulk: BulkInput }),
  async run(ctx, { bulk }) {
    const results = await subscribeMany(ctx, bulk);
    revalidatePath("/", "layout");
    return results;
  },
});

/** What a run came to, as a file's text. */
export const bulkResultsCsvAction = action({
  permission: "subscription:read",
  input: z.object({ results: z.array(BulkResult).max(5000) }),
  run: (_, { results }) => Promise.resolve(csvText(RESULT_COLUMNS, results)),
});
