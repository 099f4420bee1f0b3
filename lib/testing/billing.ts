/** A catalogue and wallets to bill with, as the database tests of subscriptions and invoices need them. */
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { transact } from "@/lib/db/transact";
import { type CustomerId, newId, type PackId, type WalletId } from "@/lib/ids";
import { insertWallet } from "@/lib/ledger/store/wallets";
import { money } from "./amounts";
import { aCustomer } from "./factories";

export type BilledAccount = { readonly customerId: CustomerId; readonly wallet: WalletId };

/** A customer with a wallet and nothing in it. */
export async function anEmptyWallet(
  ctx: Context,
  over: { topupRate?: string; shortagePolicy?: "REFUSE" | "OVERAGE" } = {},
): Promise<BilledAccount> {
  const customerId = await aCustomer(ctx);
  const wallet = await transact(ctx, (tx) =>
    insertWallet(tx, ctx, {
      ...{ customerId, name: "Main wallet", creditUnit: "credits", currency: "USD" },
      conversionRate: money("1"),
      topupRate: money(over.topupRate ?? "1"),
      ...{ priority: 50, featureIds: [], shortagePolicy: over.shortagePolicy ?? "REFUSE" },
      ...{ overageLimit: null, lowBalanceAt: null, metadata: {} },
    }),
  );
  return { customerId, wallet };
}

export async function aPack(
  ctx: Context,
  { credits, price }: { credits: string; price: string },
): Promise<PackId> {
  const id = newId<PackId>();
  await prisma().creditPack.create({
    data: {
      ...{ id, organizationId: ctx.organizationId, name: "Starter", credits, price },
      ...{ creditUnit: "credits", currency: "USD", createdAt: ctx.at, updatedAt: ctx.at },
    },
  });
  return id;
}
