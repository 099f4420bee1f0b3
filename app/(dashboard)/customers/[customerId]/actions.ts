"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { CustomerId, TransactionId, WalletId } from "@/lib/ids";
import { TopUpInput } from "@/lib/invoicing/schema";
import { previewTopUp } from "@/lib/invoicing/writes/preview-top-up";
import { topUpWallet } from "@/lib/invoicing/writes/top-up-wallet";
import { previewReverse } from "@/lib/ledger/reads/reverse-preview";
import {
  CreateWalletInput,
  DebitInput,
  DebitPreviewInput,
  ReverseInput,
} from "@/lib/ledger/schema";
import { createWallet } from "@/lib/ledger/writes/create-wallet";
import { debitWallet } from "@/lib/ledger/writes/debit-wallet";
import { reverseTransaction } from "@/lib/ledger/writes/reverse-transaction";
import { previewDebitOutlook } from "@/lib/report/reads/debit-outlook";
import { action } from "@/lib/transport/action";

/** Credits show on the customer's pages, the lists, the ledger and the overview. */
const refreshAll = () => revalidatePath("/", "layout");

export const previewDebitAction = action({
  permission: "wallet:debit",
  input: z.object({ walletId: WalletId, debit: DebitPreviewInput }),
  run: (ctx, { walletId, debit }) => previewDebitOutlook(ctx, walletId, debit),
});

export const debitWalletAction = action({
  permission: "wallet:debit",
  input: z.object({ walletId: WalletId, debit: DebitInput }),
  async run(ctx, { walletId, debit }) {
    const booked = await debitWallet(ctx, walletId, debit);
    refreshAll();
    return booked;
  },
});

export const previewTopUpAction = action({
  permission: "wallet:topup",
  input: z.object({ walletId: WalletId, topUp: TopUpInput }),
  run: (ctx, { walletId, topUp }) => previewTopUp(ctx, walletId, topUp),
});

export const topUpWalletAction = action({
  permission: "wallet:topup",
  input: z.object({ walletId: WalletId, topUp: TopUpInput }),
  async run(ctx, { walletId, topUp }) {
    const { transactionId, credits, price, currency, isPending, invoice } = await topUpWallet(
      ctx,
      walletId,
      topUp,
    );
    refreshAll();
    const named = invoice && { id: invoice.id, number: invoice.number, due: invoice.due };
    return { transactionId, credits, price, currency, isPending, invoice: named };
  },
});

export const createWalletAction = action({
  permission: "customer:write",
  input: z.object({ customerId: CustomerId, wallet: CreateWalletInput }),
  async run(ctx, { customerId, wallet }) {
    await createWallet(ctx, customerId, wallet);
    refreshAll();
    return { name: wallet.name };
  },
});

export const previewReverseAction = action({
  permission: "wallet:reverse",
  input: z.object({
    transactionId: TransactionId,
    reversal: ReverseInput.pick({ amount: true, restoreDays: true }),
  }),
  run: (ctx, { transactionId, reversal }) => previewReverse(ctx, transactionId, reversal),
});

export const reverseTransactionAction = action({
  permission: "wallet:reverse",
  input: z.object({ transactionId: TransactionId, reversal: ReverseInput }),
  async run(ctx, { transactionId, reversal }) {
    const booked = await reverseTransaction(ctx, transactionId, reversal);
    refreshAll();
    return booked;
  },
});
