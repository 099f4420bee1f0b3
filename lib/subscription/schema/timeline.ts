/** What a subscription will come to in the year ahead. */
import * as z from "zod";
import { RESET_PERIODS } from "@/lib/catalog/rules/catalog";
import { FEATURE_TYPES } from "@/lib/catalog/rules/feature";

/** Credits that will be given, or that stand already and end. */
export const ForeseenGrantView = z.object({
  name: z.string(),
  credits: z.string(),
  creditUnit: z.string(),
  /** When they are given; of those that stand already, when they were. */
  givenAt: z.iso.datetime(),
  /** Exclusive. Null: never. */
  expiresAt: z.iso.datetime().nullable(),
  /** Until when what is left at their end is kept; null: it lapses. */
  keptUntil: z.iso.datetime().nullable(),
  /** They were given before: `credits` is what is left of them. */
  isStanding: z.boolean(),
  /** They come with the payment of an invoice, or wait for it. */
  awaitsPayment: z.boolean(),
});
export type ForeseenGrantView = z.infer<typeof ForeseenGrantView>;

export const ForeseenLineView = z.object({
  description: z.string(),
  quantity: z.string(),
  unitAmount: z.string(),
  /** Where less than a whole period is asked: `unitAmount` × `days` of `ofDays`. */
  share: z.object({ days: z.string(), ofDays: z.string() }).nullable(),
  /** What the line asks, rounded to the minor unit. */
  amount: z.string(),
});
export type ForeseenLineView = z.infer<typeof ForeseenLineView>;

/** An invoice to come, without what use will add to it. */
export const ForeseenInvoiceView = z.object({
  at: z.iso.datetime(),
  reason: z.enum(["start", "renewal", "end"]),
  periodStart: z.iso.datetime(),
  periodEnd: z.iso.datetime(),
  lines: z.array(ForeseenLineView),
  total: z.string(),
  currency: z.string(),
  dueAt: z.iso.datetime(),
});
export type ForeseenInvoiceView = z.infer<typeof ForeseenInvoiceView>;

export const ForeseenMonthView = z.object({
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  credits: z.array(
    z.object({
      creditUnit: z.string(),
      issued: z.string(),
      /** Of those: what comes with the payment of an invoice. */
      awaiting: z.string(),
      /** Fees in credits, taken from whatever stands then. */
      fees: z.string(),
      /** Ends within the month if none of it was used. */
      ended: z.string(),
      /** Stands at the month's end if none was used, by fees neither. */
      standing: z.string(),
    }),
  ),
  /** Of the invoices of the month. */
  invoiced: z.string(),
});
export type ForeseenMonthView = z.infer<typeof ForeseenMonthView>;

export const TimelineView = z.object({
  /** What the months and days are read in. */
  zone: z.string(),
  currency: z.string(),
  /** The month that it begins in and the twelve after it. */
  months: z.array(ForeseenMonthView),
  /** Soonest first. */
  grants: z.array(ForeseenGrantView),
  /** Soonest first; at least the next three, even where they lie beyond the months. */
  invoices: z.array(ForeseenInvoiceView),
  /** When it ends; null: it goes on. */
  endsAt: z.iso.datetime().nullable(),
});
export type TimelineView = z.infer<typeof TimelineView>;

/** What a plan allows of a feature, as a start shows it. */
export const AllowedFeatureView = z.object({
  featureId: z.string(),
  name: z.string(),
  type: z.enum(FEATURE_TYPES),
  isEnabled: z.boolean(),
  includedUnits: z.string().nullable(),
  usageLimit: z.string().nullable(),
  isSoftLimit: z.boolean(),
  reset: z.enum(RESET_PERIODS),
  staticValue: z.string().nullable(),
  unitPlural: z.string(),
});
export type AllowedFeatureView = z.infer<typeof AllowedFeatureView>;

/** What a start would book at once: more than its own, if it lies in the past. */
export const BookedAtOnceView = z.object({
  /** Nothing is: it starts later. */
  isScheduled: z.boolean(),
  invoices: z.int(),
  /** Of those invoices. */
  total: z.string(),
  /** Credits that come with their payment. */
  pending: z.array(z.object({ creditUnit: z.string(), amount: z.string() })),
  /** Credits that are usable at once. */
  credits: z.array(z.object({ creditUnit: z.string(), amount: z.string() })),
});
export type BookedAtOnceView = z.infer<typeof BookedAtOnceView>;
