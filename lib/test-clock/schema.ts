/** Test clocks as they are made, moved and shown. */
import * as z from "zod";
import { Instant, plainText } from "@/lib/text/schema";
import { HAPPENINGS } from "./rules/happening";

export const TestClockInput = z.object({
  name: plainText(200).min(1, "Enter a name"),
  /** What it says at first. */
  frozenAt: Instant,
});
export type TestClockInput = z.output<typeof TestClockInput>;
export type TestClockFields = z.input<typeof TestClockInput>;

export const AdvanceInput = z.object({
  /** Later than what it says; it never goes back. */
  to: Instant,
});
export type AdvanceInput = z.output<typeof AdvanceInput>;
export type AdvanceFields = z.input<typeof AdvanceInput>;

export const HappeningView = z.object({
  at: z.iso.datetime(),
  customerId: z.string(),
  customerName: z.string(),
  kind: z.enum(HAPPENINGS),
  /** Of the grant, the plan or the invoice. */
  name: z.string().nullable(),
  /** Credits in a credit unit, or an invoice's total in a currency. */
  amount: z.string().nullable(),
  unit: z.string().nullable(),
  walletId: z.string().nullable(),
  grantId: z.string().nullable(),
  holdId: z.string().nullable(),
  transactionId: z.string().nullable(),
  subscriptionId: z.string().nullable(),
  invoiceId: z.string().nullable(),
});
export type HappeningView = z.infer<typeof HappeningView>;

export const CLOCK_STATUSES = ["READY", "ADVANCING", "CUT_SHORT", "ARCHIVED"] as const;
export type ClockStatus = (typeof CLOCK_STATUSES)[number];

export const TestClockView = z.object({
  id: z.string(),
  name: z.string(),
  /** What it says now. */
  frozenAt: z.iso.datetime(),
  status: z.enum(CLOCK_STATUSES),
  /** Where it is on its way to, or was when it was cut short. */
  advancingTo: z.iso.datetime().nullable(),
  /** Those in use that live at its time. */
  customers: z.int(),
  /** When time alone changes something next. */
  nextChangeAt: z.iso.datetime().nullable(),
  /** When the next subscription's period ends. */
  nextRenewalAt: z.iso.datetime().nullable(),
  /** Real time. */
  createdAt: z.iso.datetime(),
});
export type TestClockView = z.infer<typeof TestClockView>;

export const ResidentView = z.object({
  id: z.string(),
  externalId: z.string(),
  name: z.string(),
  isArchived: z.boolean(),
  nextChangeAt: z.iso.datetime().nullable(),
});
export type ResidentView = z.infer<typeof ResidentView>;

/** A clock with who lives on it. */
export const TestClockDetail = TestClockView.extend({ residents: z.array(ResidentView) });
export type TestClockDetail = z.infer<typeof TestClockDetail>;

/** One way that a clock was moved, and what happened on it. */
export const AdvanceView = z.object({
  id: z.string(),
  testClockId: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  isFinished: z.boolean(),
  by: z.string(),
  /** Real time. */
  startedAt: z.iso.datetime(),
  happened: z.array(HappeningView),
});
export type AdvanceView = z.infer<typeof AdvanceView>;

export type TestClockPage = { readonly items: readonly TestClockView[]; readonly total: number };
