/** What a command of the ledger did, or would do. */
import * as z from "zod";
import type { BookedView } from "@/lib/ledger/schema";
import { AmountText } from "../amounts";
import { BalancesDialect, balancesDialect } from "./wallet";

const ReceiptKeys = {
  credits: AmountText,
  dropped: AmountText,
  overage: AmountText,
  lapsed: AmountText,
  draws: z.array(
    z.object({
      grant_id: z.string(),
      wallet_id: z.string(),
      credits: AmountText,
      decided_by: z.string(),
    }),
  ),
  balances: BalancesDialect,
};

export const ReceiptDialect = z
  .object({
    transaction_id: z.string(),
    ...ReceiptKeys,
    /** The grant that was issued, if one was. */
    grant_id: z.string().nullable(),
    replayed: z.boolean(),
  })
  .meta({ id: "Receipt" });

/** Sent back with the real call, the fingerprint makes it refuse another outcome. */
export const PreviewDialect = z
  .object({ ...ReceiptKeys, fingerprint: z.string() })
  .meta({ id: "Preview" });

const common = (booked: BookedView) => ({
  credits: booked.amount,
  dropped: booked.dropped,
  overage: booked.overage,
  lapsed: booked.lapsed,
  draws: booked.draws.map(({ grantId, walletId, amount, decidedBy }) => ({
    grant_id: grantId,
    wallet_id: walletId,
    credits: amount,
    decided_by: decidedBy,
  })),
  balances: balancesDialect(booked.wallets),
});

export const receiptDialect = (booked: BookedView) => ({
  transaction_id: booked.transactionId,
  ...common(booked),
  grant_id: booked.grantId,
  replayed: booked.isReplayed,
});

export const previewDialect = (booked: BookedView) => ({
  ...common(booked),
  fingerprint: booked.fingerprint,
});
