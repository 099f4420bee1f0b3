"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { applyTemplate } from "@/lib/catalog/writes/apply-template";
import { withdrawTemplate } from "@/lib/catalog/writes/withdraw-template";
import { action } from "@/lib/transport/action";

const Template = z.object({ template: z.string().max(100) });

export const applyTemplateAction = action({
  permission: "catalog:write",
  input: Template,
  async run(ctx, { template }) {
    const made = await applyTemplate(ctx, template);
    revalidatePath("/", "layout");
    return made;
  },
});

export const withdrawTemplateAction = action({
  permission: "catalog:write",
  input: Template,
  async run(ctx, { template }) {
    const withdrawn = await withdrawTemplate(ctx, template);
    revalidatePath("/", "layout");
    return withdrawn;
  },
});
