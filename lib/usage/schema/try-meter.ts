import * as z from "zod";
import { AGGREGATIONS, MeterFilter } from "@/lib/catalog/schema/feature";
import { ONE_UNIT } from "@/lib/money/quantity";
import { QuantityText } from "@/lib/money/schema";
import { plainText } from "@/lib/text/schema";

/** A meter as far as somebody has typed it; a condition that is not whole yet is left out. */
export const TryMeterInput = z.object({
  eventName: plainText(100).default(""),
  aggregation: z.enum(AGGREGATIONS).default("COUNT"),
  property: plainText(100).default(""),
  multiplier: QuantityText.catch(ONE_UNIT),
  filters: z.array(MeterFilter).max(20).default([]),
});
export type TryMeterInput = z.output<typeof TryMeterInput>;

/** An event that came, and whether it would count. */
export const TriedEventView = z.object({
  id: z.string(),
  eventName: z.string(),
  occurredAt: z.iso.datetime(),
  customer: z.string(),
  counts: z.boolean(),
  /** What it would count, or why it would not. */
  words: z.string(),
});
export type TriedEventView = z.infer<typeof TriedEventView>;
