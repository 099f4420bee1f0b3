"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { action } from "@/lib/transport/action";
import { previewClosing, previewLateDays } from "@/lib/usage/reads/usage-settings";
import { ClosePeriodInput, LateDaysInput } from "@/lib/usage/schema/settings";
import { closePeriod } from "@/lib/usage/writes/close-period";
import { setLateDays } from "@/lib/usage/writes/set-late-days";

const refreshSettings = () => revalidatePath("/settings/usage", "page");

export const previewLateDaysAction = action({
  permission: "settings:write",
  input: LateDaysInput,
  run: (ctx, { days }) => previewLateDays(ctx, days),
});

export const setLateDaysAction = action({
  permission: "settings:write",
  input: LateDaysInput,
  async run(ctx, input) {
    await setLateDays(ctx, input);
    refreshSettings();
  },
});

export const previewClosingAction = action({
  permission: "period:close",
  input: z.object({ through: ClosePeriodInput.shape.through }),
  run: (ctx, { through }) => previewClosing(ctx, through),
});

export const closePeriodAction = action({
  permission: "period:close",
  input: z.object({ closing: ClosePeriodInput }),
  async run(ctx, { closing }) {
    await closePeriod(ctx, closing);
    refreshSettings();
  },
});
