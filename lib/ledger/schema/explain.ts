/** What reads tell of a figure: what it is made of, and what made that. */
import * as z from "zod";
import { FiguresView } from "../schema";
import { EntryView, TransactionView } from "./transaction";
import { GrantView } from "./wallet";

export const FIGURES = ["available", "held", "balance", "pending", "overage"] as const;
export type Figure = (typeof FIGURES)[number];

export const FigurePart = z.object({
  /** Null: what is owed. */
  grantId: z.string().nullable(),
  lotId: z.string().nullable(),
  name: z.string(),
  /** Its share of the figure; negative for what is owed in a balance. */
  credits: z.string(),
  burnOrder: z.number().nullable(),
  expiresAt: z.string().nullable(),
});
export type FigurePart = z.infer<typeof FigurePart>;

export const FigureView = z.object({
  walletId: z.string(),
  creditUnit: z.string(),
  asOf: z.string(),
  knownAt: z.string().nullable(),
  figure: z.enum(FIGURES),
  credits: z.string(),
  parts: z.array(FigurePart),
  /** The wallet's own figure is the sum of the parts. */
  tiesOut: z.boolean(),
});
export type FigureView = z.infer<typeof FigureView>;

/** An entry with what caused it; without a transaction, time has done it and nobody has booked it yet. */
export const GrantEntryView = EntryView.omit({ transactionId: true }).extend({
  transactionId: z.string().nullable(),
  ...TransactionView.pick({
    kind: true,
    actor: true,
    reference: true,
    reasonCode: true,
    reason: true,
    featureName: true,
    member: true,
    groupId: true,
    cause: true,
    reversesId: true,
  }).shape,
});
export type GrantEntryView = z.infer<typeof GrantEntryView>;

export const GrantAccountsView = GrantView.pick({
  pending: true,
  available: true,
  held: true,
  consumed: true,
  expired: true,
  voided: true,
  moved: true,
});
export type GrantAccountsView = z.infer<typeof GrantAccountsView>;

export const GrantEntriesPage = z.object({
  /** Newest first. */
  items: z.array(GrantEntryView),
  nextCursor: z.string().nullable(),
  /** Rebuilt from all entries that count, not only from this page. */
  accounts: GrantAccountsView,
  /** What is stored of the grant is what its entries say. */
  tiesOut: z.boolean(),
});
export type GrantEntriesPage = z.infer<typeof GrantEntriesPage>;

/** A grant in the simulation of a use. */
export const SimulatedGrantView = z.object({
  grantId: z.string(),
  name: z.string(),
  expiresAt: z.string().nullable(),
  /** Its place in the burn order, from 1. */
  order: z.number(),
  available: z.string(),
  takes: z.string(),
  leftAfter: z.string(),
  /** False: not for this feature. */
  mayPay: z.boolean(),
  /** Which step of the burn order puts it before the next; null for one that may not pay. */
  decidedBy: z.string().nullable(),
});
export type SimulatedGrantView = z.infer<typeof SimulatedGrantView>;

export const SimulationView = z.object({
  walletId: z.string(),
  at: z.string(),
  amount: z.string(),
  featureId: z.string().nullable(),
  taken: z.string(),
  dropped: z.string(),
  /** Of it, what no grant covers and the wallet would owe. */
  overage: z.string(),
  before: FiguresView,
  after: FiguresView,
  grants: z.array(SimulatedGrantView),
  /** Why such a use would be refused; null if it would not. */
  refusal: z
    .object({ code: z.string(), message: z.string(), shortfall: z.string().nullable() })
    .nullable(),
});
export type SimulationView = z.infer<typeof SimulationView>;
