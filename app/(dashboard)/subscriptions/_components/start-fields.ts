import * as z from "zod";
import { StartInput } from "@/lib/subscription/schema";

/** A start as its form asks it: the day is the customer's, and the server knows their zone. */
export const StartFields = StartInput.extend({
  startsAt: z.iso.date("Enter a day").nullable().default(null),
});
export type StartFields = z.input<typeof StartFields>;
