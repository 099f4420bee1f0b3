import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunningServer } from "@/lib/testing/running-server";
import { aMerchant, startApi } from "./merchant";

let server: RunningServer;
beforeAll(async () => {
  server = await startApi();
});
afterAll(() => server.stop());

async function aFundedWallet() {
  const merchant = await aMerchant(server);
  const { sdk } = merchant;
  const customer = await sdk.customers.createCustomer({ externalId: "acme", name: "Acme" });
  const wallet = await sdk.wallets.createWallet({
    ...{ customerId: customer.id ?? "", currency: "USD", conversionRate: "0.01" },
    initialCreditsToLoad: "100",
  });
  return { ...merchant, customer, wallet, id: wallet.id ?? "" };
}

describe("wallets by the dialect's client", () => {
  it("are opened with credits and show what they are worth", async () => {
    const { sdk, wallet, customer, id } = await aFundedWallet();

    expect(wallet).toMatchObject({
      ...{ customerId: customer.id, walletStatus: "active", walletType: "PRE_PAID" },
      ...{ creditBalance: "100", balance: "1", conversionRate: "0.01", currency: "USD" },
    });
    expect(await sdk.wallets.getWallet(id)).toEqual(wallet);
    expect((await sdk.wallets.updateWallet(id, { name: "Main" })).name).toBe("Main");
  });

  it("are topped up for free at once, once a key, and by invoice when it is paid", async () => {
    const { sdk, id } = await aFundedWallet();
    const gift = {
      ...{ creditsToAdd: "50.5", transactionReason: "FREE_CREDIT_GRANT" as const },
      idempotencyKey: "gift-1",
    };
    const given = await sdk.wallets.topUpWallet(id, gift);
    expect(given.walletTransaction).toMatchObject({
      ...{ type: "credit", transactionStatus: "completed", creditAmount: "50.5", amount: "0.505" },
      ...{ creditBalanceBefore: "100", creditBalanceAfter: "150.5", walletId: id },
      transactionReason: "FREE_CREDIT_GRANT",
    });
    await sdk.wallets.topUpWallet(id, gift);

    const bought = await sdk.wallets.topUpWallet(id, {
      ...{ creditsToAdd: "1000", transactionReason: "PURCHASED_CREDIT_INVOICED" },
      idempotencyKey: "purchase-1",
    });
    expect(bought.walletTransaction).toMatchObject({ transactionStatus: "pending" });
    expect(bought.wallet?.creditBalance).toBe("150.5");
    const invoiceId = bought.invoiceId ?? "";
    await sdk.invoices.updateInvoicePaymentStatus(invoiceId, { paymentStatus: "SUCCEEDED" });

    expect(await sdk.wallets.getWalletBalance(id)).toMatchObject({
      ...{ creditBalance: "1150.5", balance: "11.505", realTimeCreditBalance: "1150.5" },
      creditsAvailableBreakdown: { free: "150.5", purchased: "1000" },
    });
  });

  it("list their transactions, newest first, and page", async () => {
    const { sdk, id, post } = await aFundedWallet();
    const debit = { credits: "30", idempotency_key: "debit-1", description: "Manual" };
    expect((await post(`/wallets/${id}/debit`, debit)).status).toBe(200);

    const { items, pagination } = await sdk.wallets.getWalletTransactions({ idPathParameter: id });
    expect(
      items?.map(({ type, creditAmount, creditBalanceAfter }) => [
        ...[type, creditAmount, creditBalanceAfter],
      ]),
    ).toEqual([
      ["debit", "30", "70"],
      ["credit", "100", "100"],
    ]);
    expect(pagination).toMatchObject({ limit: 50, offset: 0 });
    const second = await sdk.wallets.getWalletTransactions({
      ...{ idPathParameter: id, limit: 1, offset: 1 },
    });
    expect(second.items?.map(({ creditAmount }) => creditAmount)).toEqual(["100"]);
  });

  it("are asked for by the customer's either id before each act", async () => {
    const { sdk, id, customer } = await aFundedWallet();

    for (const wallets of [
      await sdk.wallets.getCustomerWallets({ lookupKey: "acme" }),
      await sdk.wallets.getCustomerWallets({ id: customer.id ?? "" }),
      await sdk.wallets.getWalletsByCustomerId(customer.id ?? ""),
    ]) {
      expect(wallets).toMatchObject([{ id, creditBalance: "100", balance: "1" }]);
    }
    await expect(sdk.wallets.getCustomerWallets({ lookupKey: "nobody" })).rejects.toMatchObject({
      statusCode: 404,
    });
  });

  it("are terminated: closed, and their credits gone", async () => {
    const { sdk, id } = await aFundedWallet();

    expect(await sdk.wallets.terminateWallet(id)).toMatchObject({
      ...{ id, walletStatus: "closed", creditBalance: "0" },
    });
    await expect(
      sdk.wallets.topUpWallet(id, {
        ...{ creditsToAdd: "1", transactionReason: "FREE_CREDIT_GRANT", idempotencyKey: "late" },
      }),
    ).rejects.toMatchObject({ statusCode: 409 });
  });
});
