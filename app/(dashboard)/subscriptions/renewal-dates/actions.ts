"use server";

import { revalidatePath } from "next/cache";
import { targetOf } from "@/lib/subscription/schema/renewal-date";
import { RenewalMoveInput, RenewalMovePreviewInput } from "@/lib/subscription/schema/renewal-move";
import { dryRunRenewalMove } from "@/lib/subscription/writes/dry-run-renewal-move";
import { moveRenewalDates } from "@/lib/subscription/writes/move-renewal-dates";
import { action } from "@/lib/transport/action";

/** So many are tried before it is confirmed. */
const TRIED = 1000;

export const previewRenewalMoveAction = action({
  permission: "subscription:write",
  input: RenewalMovePreviewInput,
  async run(ctx, { selection, ...day }) {
    const target = targetOf(day);
    if (!target) throw new RangeError("just one day is to be named");
    const asked = { target, limit: TRIED };
    const { impacts, ...told } = await dryRunRenewalMove(ctx, selection, asked);
    return { ...told, tried: impacts.length };
  },
});

export const moveRenewalDatesAction = action({
  permission: "subscription:write",
  input: RenewalMoveInput,
  async run(ctx, input) {
    const move = await moveRenewalDates(ctx, input);
    revalidatePath("/subscriptions", "layout");
    return move;
  },
});
