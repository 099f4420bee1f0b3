/** What an organization decides for the time that events count at (SEMANTICS §11). */
import * as z from "zod";
import { isNearTime, Reason } from "@/lib/text/schema";

/** With none at all, nearly every event would be late: each comes a little after it happened. */
export const LEAST_LATE_DAYS = 1;
/** Events further back than this change periods that everybody takes for closed. */
export const MOST_LATE_DAYS = 90;

const DAYS = `Enter ${LEAST_LATE_DAYS} to ${MOST_LATE_DAYS} days`;

export const LateDaysInput = z.object({
  days: z.coerce.number(DAYS).int(DAYS).min(LEAST_LATE_DAYS, DAYS).max(MOST_LATE_DAYS, DAYS),
});
export type LateDaysInput = z.output<typeof LateDaysInput>;

const Day = z.iso
  .date({ abort: true, message: "Enter a day such as 2026-10-31" })
  .refine(isNearTime, "Enter a day between the years 1000 and 9000");

export const ClosePeriodInput = z.object({
  /** The last local day that is closed; null: everything is open again. */
  through: Day.nullable(),
  reason: Reason,
  /** What the person was shown; refused if it would come to something else. */
  fingerprint: z.string().max(64).optional(),
});
export type ClosePeriodInput = z.output<typeof ClosePeriodInput>;

export const UsageSettingsView = z.object({
  lateUsageDays: z.int(),
  /** The first instant that is open, and the last local day before it; null: nothing is closed. */
  closedUntil: z.iso.datetime().nullable(),
  closedThrough: z.iso.date().nullable(),
  /** Null: raw events are kept for ever. */
  eventRetentionDays: z.int().nullable(),
  /** The zone that the organization's days are counted in, and the day it is there. */
  zone: z.string(),
  today: z.iso.date(),
});
export type UsageSettingsView = z.infer<typeof UsageSettingsView>;

/** What the last comparison found: of roll-ups with their events, of the ledger's sums with its entries. */
export const UsageCheckView = z.object({
  checkedAt: z.iso.datetime(),
  /** Null: of none of the days all events were kept. */
  days: z.object({ from: z.iso.date(), to: z.iso.date() }).nullable(),
  differenceCount: z.int(),
  /** The first of them, in words. */
  differences: z.array(z.string()),
});
export type UsageCheckView = z.infer<typeof UsageCheckView>;

/** How many of the events that came lately would have counted as they arrived. */
export const LateDaysPreview = z.object({
  lateUsageDays: z.int(),
  days: z.int(),
  /** Over so many days back, at most so many looked at. */
  overDays: z.int(),
  arrived: z.int(),
  lateNow: z.int(),
  lateThen: z.int(),
});
export type LateDaysPreview = z.infer<typeof LateDaysPreview>;

/** What still belongs to the time that would be closed. */
export const ClosingPreview = z.object({
  through: z.iso.date().nullable(),
  closedThrough: z.iso.date().nullable(),
  /** Invoices of periods that end in it, not finalised yet. */
  draftInvoices: z.int(),
  /** Kept events that took nothing yet: replayed later, they would count as of then. */
  refusedEvents: z.int(),
  unmatchedEvents: z.int(),
  /** Events of that time that came in the last day: more may be on their way. */
  arrivedLately: z.int(),
  fingerprint: z.string(),
});
export type ClosingPreview = z.infer<typeof ClosingPreview>;
