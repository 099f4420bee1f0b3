/** The use of a whole organization, by who used or by what was used. */
import * as z from "zod";
import { Instant } from "@/lib/text/schema";

export const USE_TOTAL_KEYS = ["feature", "customer"] as const;

export const UseTotalsQuery = z
  .object({
    from: Instant,
    to: Instant,
    by: z.enum(USE_TOTAL_KEYS).default("feature"),
  })
  .refine(({ from, to }) => from < to, { path: ["to"], message: "The end is not after the start" });
export type UseTotalsQuery = z.output<typeof UseTotalsQuery>;

export const UseTotal = z.object({
  /** A feature's or a customer's id. */
  key: z.string(),
  name: z.string(),
  credits: z.string(),
  events: z.int(),
  refused: z.int(),
});
export type UseTotal = z.infer<typeof UseTotal>;

export const UseTotalsView = z.object({
  /** Whole days, of each customer's own zone. */
  from: z.iso.date(),
  to: z.iso.date(),
  by: z.enum(USE_TOTAL_KEYS),
  items: z.array(UseTotal),
  total: z.string(),
});
export type UseTotalsView = z.infer<typeof UseTotalsView>;
