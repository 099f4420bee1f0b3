/** Sums over the accounts of an organization's ledger. */
import * as z from "zod";

export const TRIAL_ACCOUNTS = [
  "issued_prepaid",
  "issued_promotional",
  "issued_committed",
  "pending",
  "available",
  "held",
  "consumed",
  "expired",
  "voided",
  "moved",
  "overage",
  "invoiced",
] as const;

export const TrialAccountView = z.object({
  account: z.enum(TRIAL_ACCOUNTS),
  /** What left it, over all entries. */
  debits: z.string(),
  /** What came to it. */
  credits: z.string(),
  /** Credits less debits; signed. What was issued, and what is owed, stands below zero. */
  balance: z.string(),
  /** What the wallets themselves hold in it; null where wallets keep no figure, or of a past instant. */
  stored: z.string().nullable(),
});
export type TrialAccountView = z.infer<typeof TrialAccountView>;

export const TrialBalanceView = z.object({
  asOf: z.string(),
  creditUnit: z.string(),
  accounts: z.array(TrialAccountView),
  totals: z.object({ debits: z.string(), credits: z.string(), balance: z.string() }),
  entries: z.number(),
  /** Debits are credits, and all balances sum to zero. */
  isZeroSum: z.boolean(),
  /** What left a grant for another one has arrived. */
  hasArrived: z.boolean(),
  /** The wallets hold what the entries say; null of a past instant. */
  isAsStored: z.boolean().nullable(),
});
export type TrialBalanceView = z.infer<typeof TrialBalanceView>;
