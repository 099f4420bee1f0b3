/** A wallet's account of a period: what it opened with, what moved, what it closed with. */
import * as z from "zod";
import { FiguresView } from "../schema";

/** What one transaction did to the wallet at one instant. */
export const StatementLineView = z.object({
  transactionId: z.string(),
  /** When it counts. */
  at: z.string(),
  /** When it was written down. */
  recordedAt: z.string(),
  /** The wallet's own numbering. */
  seq: z.number(),
  kind: z.string(),
  featureName: z.string().nullable(),
  member: z.string().nullable(),
  reasonCode: z.string().nullable(),
  reason: z.string().nullable(),
  cause: z.object({ kind: z.string(), id: z.string() }).nullable(),
  reference: z.string(),
  actor: z.string(),
  /** What moved, of which grant. */
  entries: z.array(
    z.object({
      grantName: z.string().nullable(),
      from: z.string(),
      to: z.string(),
      amount: z.string(),
    }),
  ),
  /** What it added to the balance, or took; the other is 0, both where nothing left or came. */
  in: z.string(),
  out: z.string(),
  /** After it. */
  balance: z.string(),
  available: z.string(),
});
export type StatementLineView = z.infer<typeof StatementLineView>;

export const StatementView = z.object({
  walletId: z.string(),
  walletName: z.string(),
  customerId: z.string(),
  customerName: z.string(),
  creditUnit: z.string(),
  from: z.string(),
  /** Exclusive. */
  to: z.string(),
  opening: FiguresView,
  closing: FiguresView,
  totals: z.object({ in: z.string(), out: z.string(), lines: z.number() }),
  /** In the order in which they count. */
  lines: z.array(StatementLineView),
  nextCursor: z.string().nullable(),
  /** Opening + in − out = closing, and closing is what the wallet's own postings say. */
  tiesOut: z.boolean(),
  /** The closing figures by the wallet's last posting, less what counts after the period. */
  posted: FiguresView,
});
export type StatementView = z.infer<typeof StatementView>;
