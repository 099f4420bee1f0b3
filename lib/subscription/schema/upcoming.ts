/** What the subscriptions of an organization have before them, day by day. */
import * as z from "zod";

export const UPCOMING_KINDS = ["renewal", "credits", "end"] as const;

const UnitAmount = z.object({ creditUnit: z.string(), amount: z.string() });
const CurrencyTotal = z.object({ currency: z.string(), total: z.string() });

/** One thing that falls due of one subscription. */
export const UpcomingRowView = z.object({
  subscriptionId: z.string(),
  customerId: z.string(),
  customerName: z.string(),
  customerExternalId: z.string(),
  planName: z.string(),
  kind: z.enum(UPCOMING_KINDS),
  at: z.iso.datetime(),
  /** The local day in the organization's zone. */
  day: z.iso.date(),
  credits: z.array(UnitAmount),
  /** Of the invoice, without what use adds; null: none is issued. */
  invoiced: CurrencyTotal.nullable(),
});
export type UpcomingRowView = z.infer<typeof UpcomingRowView>;

export const UpcomingDayView = z.object({
  day: z.iso.date(),
  renewals: z.int(),
  ends: z.int(),
  credits: z.array(UnitAmount),
  invoiced: z.array(CurrencyTotal),
});
export type UpcomingDayView = z.infer<typeof UpcomingDayView>;

export const UpcomingView = z.object({
  /** The organization's zone, in which days are counted. */
  zone: z.string(),
  days: z.array(UpcomingDayView),
  rows: z.array(UpcomingRowView),
  /** More subscriptions have something due than were looked at; those due first are told. */
  isPartial: z.boolean(),
});
export type UpcomingView = z.infer<typeof UpcomingView>;

export type UpcomingQuery = {
  /** How many days from today on. */
  readonly days: number;
  /** Only these; null: all. */
  readonly kind: (typeof UPCOMING_KINDS)[number] | null;
};
