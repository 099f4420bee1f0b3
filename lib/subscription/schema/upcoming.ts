/** What the subscriptions of an organization have before them, day by day. */
import * as z from "zod";

/** In the order that a day tells them in. A plan's change is one thing, not an end and a start. */
export const UPCOMING_KINDS = ["start", "renewal", "credits", "change", "resume", "end"] as const;
export type UpcomingKind = (typeof UPCOMING_KINDS)[number];

const UnitAmount = z.object({ creditUnit: z.string(), amount: z.string() });
const CurrencyTotal = z.object({ currency: z.string(), total: z.string() });

/** One thing that falls due of one subscription. */
export const UpcomingRowView = z.object({
  subscriptionId: z.string(),
  customerId: z.string(),
  customerName: z.string(),
  customerExternalId: z.string(),
  /** Of a change, and of what follows it: the plan that comes. */
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
  /** Of each kind, how many. */
  counts: z.record(z.enum(UPCOMING_KINDS), z.int()),
  credits: z.array(UnitAmount),
  invoiced: z.array(CurrencyTotal),
});
export type UpcomingDayView = z.infer<typeof UpcomingDayView>;

export const UpcomingView = z.object({
  /** The organization's zone, in which days are counted. */
  zone: z.string(),
  today: z.iso.date(),
  /** Of a look at one month: which. */
  month: z.string().nullable(),
  days: z.array(UpcomingDayView),
  rows: z.array(UpcomingRowView),
  /** More subscriptions have something due than were looked at; those due first are told. */
  isPartial: z.boolean(),
});
export type UpcomingView = z.infer<typeof UpcomingView>;

export type UpcomingQuery = {
  /** So many days from today on; or a month with the days that fill its weeks, null for today's. */
  readonly span: { readonly days: number } | { readonly month: string | null };
  /** Only these; null: all. */
  readonly kind: UpcomingKind | null;
};
