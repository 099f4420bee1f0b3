import * as z from "zod";
import { QuantityText } from "@/lib/money/schema";
import { plainText } from "@/lib/text/schema";

/** How quantities are shown to people: bytes are counted, gigabytes are read. Nothing is counted by it. */
export const ReportingUnit = z.object({
  unitSingular: plainText(40).min(1, "Say what one is called"),
  unitPlural: plainText(40).min(1, "Say what several are called"),
  /** What is shown is what was counted, times this. */
  conversionRate: QuantityText.refine((rate) => rate > 0n, "Enter a rate above zero"),
});
export type ReportingUnit = z.output<typeof ReportingUnit>;

export const ReportingUnitView = z.object({
  unitSingular: z.string(),
  unitPlural: z.string(),
  conversionRate: z.string(),
});
export type ReportingUnitView = z.infer<typeof ReportingUnitView>;
