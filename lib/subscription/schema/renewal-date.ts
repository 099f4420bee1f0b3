/** Another day to renew on: what is asked, and what it comes to. */
import * as z from "zod";
import { plainLines, Reference } from "@/lib/text/schema";
import type { RenewalTarget } from "../rules/new-anchor";
import { BILLING_CYCLES } from "../rules/subscription";
import type { ChangeView } from "./change";
import type { TimelineView } from "./timeline";

/** Which day: the 1st of the months, a day of the month, or a date. */
export const RenewalTargetFields = z.object({
  /** CALENDAR: the 1st, at local midnight; then there is no day to choose. */
  billingCycle: z.enum(BILLING_CYCLES).default("ANNIVERSARY"),
  /** In a month that has no such day, its last one. */
  dayOfMonth: z.int().min(1, "From 1 to 31").max(31, "From 1 to 31").nullable().default(null),
  /** In the subscription's own zone, from the end of the running period on. */
  renewsOn: z.iso.date("Choose a day").nullable().default(null),
});
export type RenewalTargetFields = z.output<typeof RenewalTargetFields>;

/** @returns undefined unless just one day is named. */
export function targetOf(asked: RenewalTargetFields): RenewalTarget | undefined {
  const { billingCycle, dayOfMonth: day, renewsOn: on } = asked;
  if (billingCycle === "CALENDAR")
    return day === null && on === null ? { kind: "calendar" } : undefined;
  if (day !== null) return on === null ? { kind: "day", day } : undefined;
  return on === null ? undefined : { kind: "date", on };
}

/** For a schema with these fields. */
export const oneDay = (asked: RenewalTargetFields, issue: z.RefinementCtx) => {
  if (targetOf(asked)) return;
  const isCalendar = asked.billingCycle === "CALENDAR";
  const message = isCalendar
    ? "The 1st of the month leaves no day to choose"
    : "Name a day of the month or a date, and not both";
  const field = isCalendar && asked.renewsOn !== null ? "renewsOn" : "dayOfMonth";
  issue.addIssue({ code: "custom", path: [field], message });
};

export const RenewalDateInput = RenewalTargetFields.extend({
  reason: plainLines(500).default(""),
  /** The caller's own name for it; asking twice under one name moves once. */
  reference: Reference.nullable().default(null),
}).superRefine(oneDay);
export type RenewalDateInput = z.output<typeof RenewalDateInput>;
export type RenewalDateFields = z.input<typeof RenewalDateInput>;

/** The period between the running one and the first on the new day. */
export const BridgeView = z.object({
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  /** So many days of those of the whole period that it is a part of. */
  days: z.string(),
  ofDays: z.string(),
});
export type BridgeView = z.infer<typeof BridgeView>;

/** What moving the date would come to; nothing was changed. */
export type RenewalDatePreview = {
  readonly change: ChangeView;
  /** When the first whole period on the new day begins. */
  readonly renewsAt: string;
  /** Null: the first whole period follows the running one at once. */
  readonly bridge: BridgeView | null;
  /** The year ahead with it. */
  readonly timeline: TimelineView | null;
  readonly fingerprint: string;
};
