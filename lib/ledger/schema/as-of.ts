/** What reads tell of a wallet at another instant. */
import * as z from "zod";
import { FiguresView } from "../schema";
import { GrantView } from "./wallet";

export const OwedView = z.object({
  lotId: z.string(),
  featureId: z.string().nullable(),
  /** Credits still owed then. */
  amount: z.string(),
  since: z.string(),
});
export type OwedView = z.infer<typeof OwedView>;

export const WalletAsOfView = z.object({
  walletId: z.string(),
  creditUnit: z.string(),
  asOf: z.string(),
  /** Null: as known now. */
  knownAt: z.string().nullable(),
  /** Figures and grants are those that this feature could spend; null: all. */
  featureId: z.string().nullable(),
  figures: FiguresView,
  /** Those that could pay in burn order, then those that waited, then the latest that were over. */
  grants: z.array(GrantView),
  /** What was owed, oldest first. */
  owed: z.array(OwedView),
  /** The figures are the sums over grants and what was owed. */
  tiesOut: z.boolean(),
});
export type WalletAsOfView = z.infer<typeof WalletAsOfView>;
