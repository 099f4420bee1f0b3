"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { applyTemplate } from "@/lib/catalog/writes/apply-template";
import { action } from "@/lib/transport/action";

export const applyTemplateAction = action({
  permission: "catalog:write",
  input: z.object({ template: z.string().max(100) }),
  async run(ctx, { template }) {
    const made = await applyTemplate(ctx, template);
    revalidatePath("/", "layout");
    return made;
  },
});
