/** What reads tell of how a wallet burned down between two instants. */
import * as z from "zod";
import { SEGMENT_ENDS } from "../rules/segments";

const HeldByGrant = z.object({
  grantId: z.string(),
  /** What the grant has in the balance: available and held. */
  credits: z.string(),
});

export const SegmentChange = z.object({
  /** Null: what was owed changed. */
  grantId: z.string().nullable(),
  /** Signed. */
  credits: z.string(),
  cause: z.enum(SEGMENT_ENDS),
});
export type SegmentChange = z.infer<typeof SegmentChange>;

export const SegmentView = z.object({
  from: z.string(),
  /** Exclusive. */
  to: z.string(),
  /** In burn order; grants with nothing in the balance are left out. */
  grantsAtStart: z.array(HeldByGrant),
  overageAtStart: z.string(),
  /** What was used, less what was given back. */
  usage: z.string(),
  grantsAtEnd: z.array(HeldByGrant),
  overageAtEnd: z.string(),
  endedBy: z.enum(SEGMENT_ENDS),
  /** What changed at its end other than by use; the next one starts with it. */
  changesAtEnd: z.array(SegmentChange),
});
export type SegmentView = z.infer<typeof SegmentView>;

export const BurnDownView = z.object({
  walletId: z.string(),
  creditUnit: z.string(),
  from: z.string(),
  to: z.string(),
  /** They tile the time asked for; in each, start − usage = end. */
  segments: z.array(SegmentView),
  /** The balance at the beginning, at each change, at evenly spaced instants if asked for, and at the end. */
  points: z.array(z.object({ at: z.string(), balance: z.string() })),
  /** The grants that the segments name. */
  grants: z.array(z.object({ id: z.string(), name: z.string(), expiresAt: z.string().nullable() })),
});
export type BurnDownView = z.infer<typeof BurnDownView>;
