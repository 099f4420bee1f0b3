/** How a subscription stands with what it agreed to spend. */
import * as z from "zod";
import { COMMITMENT_SHORTFALLS } from "@/lib/catalog/schema/plan";

/** A period that was settled; amounts in the commitment's unit, but for `trueUp`. */
export const SettledCommitmentView = z.object({
  periodStart: z.iso.datetime(),
  periodEnd: z.iso.datetime(),
  /** By the share of the period that was lived. */
  agreed: z.string(),
  /** What was missing to the period before, and was added to this one. */
  brought: z.string(),
  used: z.string(),
  missing: z.string(),
  /** What is missing was added to the next period's. */
  isRolled: z.boolean(),
  /** Money that was asked for what is missing. */
  trueUp: z.string(),
  invoiceId: z.string().nullable(),
});
export type SettledCommitmentView = z.infer<typeof SettledCommitmentView>;

/** The period that runs; amounts in the commitment's unit, but for `trueUp`. */
export const RunningCommitmentView = z.object({
  periodStart: z.iso.datetime(),
  /** Exclusive. */
  periodEnd: z.iso.datetime(),
  agreed: z.string(),
  brought: z.string(),
  /** Both together: what is to be spent by the end. */
  target: z.string(),
  /** What credits paid for, at what they were worth. */
  paidByCredits: z.string(),
  /** What invoices asked for use. */
  invoiced: z.string(),
  /** Use in money, and overage with a price, that the next invoice asks for. */
  toBeInvoiced: z.string(),
  used: z.string(),
  left: z.string(),
  /** Money that is asked at the period's end if nothing more is used; null: none, it rolls, or has no price. */
  trueUp: z.string().nullable(),
});
export type RunningCommitmentView = z.infer<typeof RunningCommitmentView>;

export const CommitmentStandingView = z.object({
  subscriptionId: z.string(),
  /** Null: amounts are money. */
  creditUnit: z.string().nullable(),
  currency: z.string(),
  zone: z.string(),
  shortfall: z.enum(COMMITMENT_SHORTFALLS),
  /** Null: before the start, in a trial, while it is paused, and once it is over. */
  running: RunningCommitmentView.nullable(),
  /** The latest first. */
  settled: z.array(SettledCommitmentView),
});
export type CommitmentStandingView = z.infer<typeof CommitmentStandingView>;
