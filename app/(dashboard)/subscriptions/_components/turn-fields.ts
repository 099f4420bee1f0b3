import * as z from "zod";
import { TurnInput } from "@/lib/subscription/schema";

/** What a person says when stopping a subscription or letting it go on. */
export const TurnFields = z.object({
  reason: TurnInput.shape.reason,
  /** Of a pause: the day on which it goes on by itself, in its own zone; empty: none. */
  resumesOn: z
    .union([z.literal("").transform(() => null), z.iso.date("A day, please")])
    .nullable()
    .default(null),
});
export type TurnFields = z.output<typeof TurnFields>;
