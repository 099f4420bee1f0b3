import * as z from "zod";

/** One card: the figure of the range, that of the range before, and a point a day. */
export const FigureCard = z.object({
  value: z.string(),
  before: z.string(),
  /** Decimal text, a value a day of the range, the last one today's so far. */
  trend: z.array(z.string()),
});
export type FigureCard = z.infer<typeof FigureCard>;

export const OverviewView = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  zone: z.string(),
  creditUnit: z.string(),
  days: z.array(z.iso.date()),
  /** `split` by category: PREPAID, COMMITTED, PROMOTIONAL. */
  granted: FigureCard.extend({ split: z.record(z.string(), z.string()) }),
  consumed: FigureCard,
  expired: FigureCard,
  /** `liability` is what was paid for credits that are still unspent, by currency. */
  outstanding: FigureCard.extend({
    liability: z.array(z.object({ currency: z.string(), amount: z.string() })),
  }),
});
export type OverviewView = z.infer<typeof OverviewView>;

const CustomerName = z.object({ id: z.string(), externalId: z.string(), name: z.string() });

export const LowBalance = z.object({
  customer: CustomerName,
  available: z.string(),
  overage: z.string(),
  burnPerDay: z.string(),
  daysLeft: z.int().nullable(),
});
export type LowBalance = z.infer<typeof LowBalance>;

export const ExpiringGrant = z.object({
  grantId: z.string(),
  customer: CustomerName,
  name: z.string(),
  amount: z.string(),
  expiresAt: z.iso.datetime(),
});
export type ExpiringGrant = z.infer<typeof ExpiringGrant>;

/** Something that somebody did, in words: "Maya Chen debited 5 credits of Acme". */
export const ActivityItem = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor: z.string(),
  /** What comes after the actor's name. */
  text: z.string(),
  action: z.string(),
  customerId: z.string().nullable(),
  reason: z.string().nullable(),
});
export type ActivityItem = z.infer<typeof ActivityItem>;

/** What waits for somebody; only what is not zero is shown. */
export const AttentionView = z.object({
  /** Stored figures that the last check of the ledger found not to be what the entries say. */
  ledgerDifferences: z.int(),
  lowBalances: z.int(),
  inOverage: z.int(),
  unpaidInvoices: z.int(),
  /** Subscriptions that could not be renewed. */
  setApart: z.int(),
  unmatchedEvents: z.int(),
  refusedEvents: z.int(),
});
export type AttentionView = z.infer<typeof AttentionView>;
