"use server";

import * as z from "zod";
import { FeatureId, WalletId } from "@/lib/ids";
import { simulateBurn } from "@/lib/ledger/reads/simulate-burn";
import { PositiveCredits } from "@/lib/money/schema";
import { action } from "@/lib/transport/action";

/** Which grants a use would burn; nothing is taken. */
export const simulateBurnAction = action({
  permission: "wallet:read",
  input: z.object({
    walletId: WalletId,
    use: z.object({ amount: PositiveCredits, featureId: FeatureId.nullable() }),
  }),
  run: (ctx, { walletId, use }) => simulateBurn(ctx, walletId, use),
});
