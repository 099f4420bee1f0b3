"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { idText, TestClockId } from "@/lib/ids";
import { AdvanceInput, TestClockInput } from "@/lib/test-clock/schema";
import { advanceTestClock, previewAdvance } from "@/lib/test-clock/writes/advance-test-clock";
import { archiveTestClock } from "@/lib/test-clock/writes/archive-test-clock";
import { createTestClock } from "@/lib/test-clock/writes/create-test-clock";
import { action } from "@/lib/transport/action";

export const createTestClockAction = action({
  permission: "developer:write",
  input: z.object({ clock: TestClockInput }),
  async run(ctx, { clock }) {
    const id = await createTestClock(ctx, clock);
    revalidatePath("/developers/test-clocks", "layout");
    return { id: idText("clk", id), name: clock.name };
  },
});

export const previewAdvanceAction = action({
  permission: "developer:write",
  input: z.object({ clockId: TestClockId, advance: AdvanceInput }),
  run: (ctx, { clockId, advance }) => previewAdvance(ctx, clockId, advance),
});

/** Balances, invoices and subscriptions change with time, wherever they are shown. */
export const advanceTestClockAction = action({
  permission: "developer:write",
  input: z.object({ clockId: TestClockId, advance: AdvanceInput }),
  async run(ctx, { clockId, advance }) {
    const { view } = await advanceTestClock(ctx, clockId, advance);
    revalidatePath("/", "layout");
    return { to: view.to, happened: view.happened.length };
  },
});

export const archiveTestClockAction = action({
  permission: "developer:write",
  input: z.object({ clockId: TestClockId }),
  async run(ctx, { clockId }) {
    await archiveTestClock(ctx, clockId);
    revalidatePath("/developers/test-clocks", "layout");
  },
});
