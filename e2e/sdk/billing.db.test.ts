import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunningServer } from "@/lib/testing/running-server";
import { aSubscriber } from "./growth-plan";
import { aMerchant, startApi } from "./merchant";

let server: RunningServer;
beforeAll(async () => {
  server = await startApi();
});
afterAll(() => server.stop());

describe("subscriptions by the dialect's client", () => {
  it("start with the plan's credits and its first invoice", async () => {
    const merchant = await aMerchant(server);
    const { sdk } = merchant;
    const { subscription, customer, plan } = await aSubscriber(merchant);

    expect(subscription).toMatchObject({
      ...{ customerId: customer.id, planId: plan.id, subscriptionStatus: "active" },
      ...{ currency: "USD", billingPeriod: "MONTHLY", billingPeriodCount: 1 },
      cancelAtPeriodEnd: false,
    });
    expect(await sdk.subscriptions.getSubscription(subscription.id ?? "")).toEqual(subscription);
    const wallets = await sdk.wallets.getCustomerWallets({ lookupKey: "acme" });
    expect(wallets).toMatchObject([{ creditBalance: "2000" }]);
    const invoices = await sdk.invoices.queryInvoice({ subscriptionId: subscription.id ?? "" });
    expect(invoices.items).toMatchObject([
      { total: "149", amountRemaining: "149", invoiceStatus: "FINALIZED", currency: "USD" },
    ]);
    const upcoming = await sdk.subscriptions.getSubscriptionUpcomingGrants(subscription.id ?? "");
    expect(upcoming.items?.[0]).toMatchObject({
      credits: 2000,
      scheduledFor: subscription.currentPeriodEnd,
    });
  });

  it("are searched by customer and status, and cancelled", async () => {
    const merchant = await aMerchant(server);
    const { sdk } = merchant;
    const { subscription } = await aSubscriber(merchant);
    const id = subscription.id ?? "";
    const active = { subscriptionStatus: ["active" as const], externalCustomerId: "acme" };
    const found = async () =>
      (await sdk.subscriptions.querySubscription(active)).items?.map((one) => one.id);

    expect(await found()).toEqual([id]);
    const later = await sdk.subscriptions.cancelSubscription(id, {
      ...{ cancellationType: "end_of_period", reason: "Moves on" },
    });
    expect(later).toMatchObject({
      ...{ subscriptionId: id, cancellationType: "end_of_period", reason: "Moves on" },
      effectiveDate: subscription.currentPeriodEnd,
    });
    expect(await found()).toEqual([]);
    const now = await sdk.subscriptions.cancelSubscription(id, { cancellationType: "immediate" });
    expect(now).toMatchObject({ subscriptionId: id, status: "ended" });
    expect(await sdk.wallets.getCustomerWallets({ lookupKey: "acme" })).toMatchObject([
      { creditBalance: "0" },
    ]);
  });

  it("do not start twice on one product", async () => {
    const merchant = await aMerchant(server);
    const { plan } = await aSubscriber(merchant);

    await expect(
      merchant.sdk.subscriptions.createSubscription({
        ...{ externalCustomerId: "acme", planId: plan.id ?? "", currency: "USD" },
        ...{ billingCadence: "RECURRING", billingPeriod: "MONTHLY" },
      }),
    ).rejects.toMatchObject({ statusCode: 409 });
  });
});

describe("invoices by the dialect's client", () => {
  async function aPurchase(credits = "1000") {
    const merchant = await aMerchant(server);
    const { sdk } = merchant;
    const customer = await sdk.customers.createCustomer({ externalId: "acme", name: "Acme" });
    const wallet = await sdk.wallets.createWallet({
      ...{ customerId: customer.id ?? "", currency: "USD", conversionRate: "0.1" },
    });
    const { invoiceId } = await sdk.wallets.topUpWallet(wallet.id ?? "", {
      ...{ creditsToAdd: credits, transactionReason: "PURCHASED_CREDIT_INVOICED" },
      idempotencyKey: "purchase-1",
    });
    const balance = async () => (await sdk.wallets.getWalletBalance(wallet.id ?? "")).creditBalance;
    return { sdk, customer, balance, id: invoiceId ?? "" };
  }

  it("tell their lines, are final, and once paid give what they sold", async () => {
    const { sdk, id, customer, balance } = await aPurchase();
    const invoice = await sdk.invoices.getInvoice(id);

    expect(invoice).toMatchObject({
      ...{ customerId: customer.id, invoiceType: "CREDIT", invoiceStatus: "FINALIZED" },
      ...{ total: "100", amountDue: "100", amountPaid: "0", amountRemaining: "100" },
      ...{ paymentStatus: "PENDING", lineItems: [{ amount: "100", invoiceId: id }] },
    });
    expect(await sdk.invoices.finalizeInvoice(id)).toEqual({ message: "Invoice is final" });
    const half = await sdk.invoices.updateInvoicePaymentStatus(id, {
      ...{ paymentStatus: "SUCCEEDED", amount: "40" },
    });
    expect(half).toMatchObject({ amountPaid: "40", amountRemaining: "60" });
    expect(await balance()).toBe("0");
    const paid = await sdk.invoices.updateInvoicePaymentStatus(id, { paymentStatus: "SUCCEEDED" });
    expect(paid).toMatchObject({ amountRemaining: "0", paymentStatus: "SUCCEEDED" });
    expect(await balance()).toBe("1000");
    await expect(sdk.invoices.voidInvoice(id)).rejects.toMatchObject({ statusCode: 409 });
  });

  it("are voided while unpaid, and searched by what became of them", async () => {
    const { sdk, id, balance } = await aPurchase();
    const found = async (invoiceStatus: "FINALIZED" | "VOIDED") =>
      (await sdk.invoices.queryInvoice({ invoiceStatus: [invoiceStatus] })).items?.map(
        (one) => one.id,
      );

    expect(await found("FINALIZED")).toEqual([id]);
    expect(await sdk.invoices.voidInvoice(id)).toEqual({ message: "Invoice voided" });
    expect(await found("FINALIZED")).toEqual([]);
    expect(await found("VOIDED")).toEqual([id]);
    expect(await balance()).toBe("0");
    await expect(
      sdk.invoices.updateInvoicePaymentStatus(id, { paymentStatus: "SUCCEEDED" }),
    ).rejects.toMatchObject({ statusCode: 409 });
  });
});
