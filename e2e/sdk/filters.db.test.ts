/** What the dialect's client can narrow its lists by: who is in the answer, and who is not. */
import { FlexPriceError } from "@flexprice/sdk/sdk/models";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunningServer } from "@/lib/testing/running-server";
import { aSubscriber } from "./growth-plan";
import { aMerchant, startApi } from "./merchant";

let server: RunningServer;
beforeAll(async () => {
  server = await startApi();
});
afterAll(() => server.stop());

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** Credits from the start, a gift that ends, a purchase that waits, and a debit. */
async function aWalletWithAPast() {
  const merchant = await aMerchant(server);
  const { sdk, post } = merchant;
  const customer = await sdk.customers.createCustomer({ externalId: "acme", name: "Acme" });
  const wallet = await sdk.wallets.createWallet({
    ...{ customerId: customer.id ?? "", currency: "USD", initialCreditsToLoad: "100" },
  });
  const id = wallet.id ?? "";
  await sdk.wallets.topUpWallet(id, {
    ...{ creditsToAdd: "50", transactionReason: "FREE_CREDIT_GRANT", idempotencyKey: "gift" },
    ...{ expiryDateUtc: inDays(10), priority: 3 },
  });
  const bought = await sdk.wallets.topUpWallet(id, {
    ...{ creditsToAdd: "1000", transactionReason: "PURCHASED_CREDIT_INVOICED" },
    idempotencyKey: "purchase",
  });
  const debit = { credits: "30", idempotency_key: "debit-1" };
  expect((await post(`/wallets/${id}/debit`, debit)).status).toBe(200);
  return { ...merchant, id, invoiceId: bought.invoiceId ?? "" };
}

describe("a wallet's transactions by the dialect's client", () => {
  it("are those that each filter means, and no others", async () => {
    const { sdk, id } = await aWalletWithAPast();
    type Asked = Omit<Parameters<typeof sdk.wallets.getWalletTransactions>[0], "idPathParameter">;
    const amounts = async (asked: Asked) => {
      const request = { idPathParameter: id, ...asked };
      const { items } = await sdk.wallets.getWalletTransactions(request);
      return items?.map(({ creditAmount }) => creditAmount);
    };

    expect(await amounts({})).toEqual(["30", "1000", "50", "100"]);
    expect(await amounts({ order: "asc" })).toEqual(["100", "50", "1000", "30"]);
    expect(await amounts({ order: "asc", limit: 2, offset: 1 })).toEqual(["50", "1000"]);
    expect(await amounts({ type: "debit" })).toEqual(["30"]);
    expect(await amounts({ type: "credit" })).toEqual(["1000", "50", "100"]);
    expect(await amounts({ transactionStatus: "pending" })).toEqual(["1000"]);
    expect(await amounts({ transactionStatus: "completed" })).toEqual(["30", "50", "100"]);
    expect(await amounts({ transactionStatus: "failed" })).toEqual([]);
    expect(await amounts({ transactionReason: "MANUAL_BALANCE_DEBIT" })).toEqual(["30"]);
    expect(await amounts({ transactionReason: "PURCHASED_CREDIT_INVOICED" })).toEqual(["1000"]);
    expect(await amounts({ transactionReason: "INVOICE_PAYMENT" })).toEqual([]);
    // The gift burned first: it ends sooner.
    expect(await amounts({ creditsAvailableGt: 19.5 })).toEqual(["50", "100"]);
    expect(await amounts({ creditsAvailableGt: 20 })).toEqual(["100"]);
    expect(await amounts({ priority: 3 })).toEqual(["50"]);
    expect(await amounts({ expiryDateBefore: inDays(11) })).toEqual(["50"]);
    expect(await amounts({ expiryDateAfter: inDays(11) })).toEqual([]);
    expect(await amounts({ createdBy: "SDK", status: "published" })).toHaveLength(4);
    expect(await amounts({ createdBy: "Nobody" })).toEqual([]);
    expect(await amounts({ idQueryParameter: id, type: "debit" })).toEqual(["30"]);
  });

  it("are found by the invoice that caused them, once it is paid", async () => {
    const { sdk, id, invoiceId } = await aWalletWithAPast();
    await sdk.invoices.updateInvoicePaymentStatus(invoiceId, { paymentStatus: "SUCCEEDED" });

    const { items } = await sdk.wallets.getWalletTransactions({
      ...{ idPathParameter: id, referenceType: "INVOICE", referenceId: invoiceId },
    });

    expect(items).toMatchObject([
      { creditAmount: "1000", transactionStatus: "completed", referenceId: invoiceId },
    ]);
  });
});

describe("a customer's use by the dialect's client", () => {
  it("is that of the features and subscriptions that are named", async () => {
    const merchant = await aMerchant(server);
    const { sdk } = merchant;
    const { feature, plan, subscription } = await aSubscriber(merchant);
    const support = await sdk.features.createFeature({
      ...{ name: "Support", lookupKey: "support", type: "boolean" },
    });
    const keys = async (asked: object) => {
      const request = { customerLookupKey: "acme", ...asked };
      const { features } = await sdk.customers.getCustomerUsageSummary(request);
      return features?.map((one) => one.feature?.lookupKey).sort();
    };
    const [own, other] = [["contact_export", "support"], ["support"]];

    expect(await keys({})).toEqual(own);
    expect(await keys({ featureIds: [feature.id, support.id] })).toEqual(own);
    expect(await keys({ featureIds: [support.id] })).toEqual(other);
    expect(await keys({ featureLookupKeys: ["support", "fax"] })).toEqual(other);
    expect(await keys({ featureIds: [feature.id], featureLookupKeys: ["support"] })).toEqual(own);
    expect(await keys({ subscriptionIds: [subscription.id] })).toEqual(["contact_export"]);
    await expect(keys({ featureIds: [plan.id] })).rejects.toMatchObject({ statusCode: 400 });
  });
});

describe("other reads by the dialect's client", () => {
  it("page credit units, and take an invoice however it is to be broken down", async () => {
    const { sdk, invoiceId } = await aWalletWithAPast();
    for (const code of ["minutes", "tokens"]) {
      await sdk.priceUnits.createPriceUnit({
        ...{ name: code, code, symbol: code, baseCurrency: "usd", conversionRate: "0.01" },
      });
    }
    const codes = async (request?: Parameters<typeof sdk.priceUnits.listPriceUnits>[0]) => {
      const { items } = await sdk.priceUnits.listPriceUnits(request);
      return items?.map(({ code }) => code);
    };

    expect(await codes()).toEqual(["credits", "minutes", "tokens"]);
    expect(await codes({ order: "desc", limit: 2 })).toEqual(["tokens", "minutes"]);
    expect(await codes({ offset: 2, status: "published", sort: "code" })).toEqual(["tokens"]);
    expect(await codes({ status: "archived" })).toEqual([]);
    await expect(codes({ sort: "weight" })).rejects.toMatchObject({ statusCode: 400 });
    expect((await sdk.invoices.getInvoice(invoiceId, false, ["source"])).id).toBe(invoiceId);
  });

  it("name the field of a second subscription to the same product", async () => {
    const merchant = await aMerchant(server);
    const { plan } = await aSubscriber(merchant);

    const again = await merchant.sdk.subscriptions
      .createSubscription({
        ...{ externalCustomerId: "acme", planId: plan.id ?? "", currency: "USD" },
        ...{ billingCadence: "RECURRING", billingPeriod: "MONTHLY" },
      })
      .catch((thrown: unknown) => thrown);

    if (!(again instanceof FlexPriceError)) throw new Error("it was not refused");
    expect(again.statusCode).toBe(409);
    expect(JSON.parse(again.body).errors).toMatchObject([
      { pointer: "/plan_id", code: "already_exists" },
    ]);
  });
});
