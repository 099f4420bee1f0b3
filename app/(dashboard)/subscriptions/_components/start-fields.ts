import * as z from "zod";
import { StartInput } from "@/lib/subscription/schema";
import { AgreedOverrideInput } from "@/lib/subscription/schema/override";

const Day = z.iso.date("Enter a day").nullable().default(null);

/** A term of its own from one day to another; none: from the start on, and for good. */
const DatedTerm = z.object({ own: AgreedOverrideInput, sinceDay: Day, untilDay: Day });
export type DatedTerm = z.input<typeof DatedTerm>;

/** A start as its form asks it: the days are the customer's, and the server knows their zone. */
export const StartFields = StartInput.extend({
  startsAt: Day,
  ownTerms: z.array(DatedTerm).max(100, "At most 100 terms").default([]),
});
export type StartFields = z.input<typeof StartFields>;
