/** What verification tells: what was looked at, and what is not as the entries say. */
import * as z from "zod";

/** A stored figure that is not what the entries say. */
export const DifferenceView = z.object({
  /** grant, wallet, posting, history, lot, hold, reserved, reversal, transaction, organization. */
  thing: z.string(),
  /** The row's UUID. */
  id: z.string(),
  figure: z.string(),
  stored: z.string(),
  rebuilt: z.string(),
});
export type DifferenceView = z.infer<typeof DifferenceView>;

/** How many of each thing a run looked at. */
export const CheckedView = z.object({
  wallets: z.number(),
  grants: z.number(),
  holds: z.number(),
  lots: z.number(),
  transactions: z.number(),
  postings: z.number(),
  entries: z.number(),
});
export type CheckedView = z.infer<typeof CheckedView>;

export const CHECK_STATES = ["queued", "running", "clean", "different", "failed"] as const;

/** One run over an organization's ledger. */
export const LedgerCheckView = z.object({
  id: z.string(),
  state: z.enum(CHECK_STATES),
  /** nightly; asked, by a person; audit, of a sample that found something. */
  trigger: z.string(),
  askedBy: z.string().nullable(),
  askedAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  durationMs: z.number().nullable(),
  counts: CheckedView.nullable(),
  differenceCount: z.number().nullable(),
  /** The first hundred. */
  differences: z.array(DifferenceView),
  failure: z.string().nullable(),
});
export type LedgerCheckView = z.infer<typeof LedgerCheckView>;

/** How it stands with the ledger: the last run that came to a result, and one under way. */
export const VerificationView = z.object({
  last: LedgerCheckView.nullable(),
  underWay: LedgerCheckView.nullable(),
});
export type VerificationView = z.infer<typeof VerificationView>;

export const VerifyInput = z.object({
  /** Names the asking: two clicks ask once. */
  reference: z.string().min(8).max(100),
});
export type VerifyInput = z.output<typeof VerifyInput>;

/** A refusal to tell, as the API words it. */
export const VerificationProblem = z.object({
  detail: z.string().catch("The result could not be read"),
});
