/** Files of lists that are too long to be written while somebody waits. */
import * as z from "zod";

export const EXPORT_STATES = ["PENDING", "WRITING", "READY", "FAILED", "CANCELLED"] as const;
export type ExportState = (typeof EXPORT_STATES)[number];

/** One thing that a list was narrowed by, in words. */
export const FilterWord = z.object({ label: z.string(), value: z.string() });
export type FilterWord = z.infer<typeof FilterWord>;

export const ExportView = z.object({
  id: z.string(),
  /** What it is of: `Ledger`. */
  name: z.string(),
  /** The address of the list as it was seen. */
  source: z.string(),
  filters: z.array(FilterWord),
  state: z.enum(EXPORT_STATES),
  askedBy: z.string(),
  /** What was written down by then is in it. */
  askedAt: z.iso.datetime(),
  /** Written so far. */
  rows: z.int(),
  /** The sum of each column of amounts in each unit: to compare with a spreadsheet's. */
  totals: z.array(
    z.object({
      column: z.string(),
      /** The credit unit or currency; null: a plain number. */
      unit: z.string().nullable(),
      sum: z.string(),
    }),
  ),
  finishedAt: z.iso.datetime().nullable(),
  /** Exclusive: then it is removed. */
  expiresAt: z.iso.datetime(),
  /** Why it failed. */
  failure: z.string().nullable(),
});
export type ExportView = z.infer<typeof ExportView>;

export type ExportPage = {
  readonly items: readonly ExportView[];
  readonly nextCursor: string | null;
};
