/** A wallet's figures at an instant, and a simulated use of it. */
import * as z from "zod";
import type { WalletAsOfView } from "@/lib/ledger/schema/as-of";
import { FiguresDialect } from "./wallet";

export const BalanceDialect = z
  .object({
    wallet_id: z.string(),
    credit_unit: z.string(),
    as_of: z.string(),
    known_at: z.string().nullable(),
    feature_key: z.string().nullable(),
    ...FiguresDialect.shape,
    figures: FiguresDialect,
    /** The figures are the sums over the grants and what was owed. */
    ties_out: z.boolean(),
  })
  .meta({ id: "BalanceAsOf" });
export type BalanceDialect = z.infer<typeof BalanceDialect>;

export const balanceDialect = (
  { walletId, creditUnit, asOf, knownAt, figures, tiesOut }: WalletAsOfView,
  featureKey: string | null,
): BalanceDialect => ({
  wallet_id: walletId,
  credit_unit: creditUnit,
  as_of: asOf,
  known_at: knownAt,
  feature_key: featureKey,
  ...figures,
  figures,
  ties_out: tiesOut,
});
