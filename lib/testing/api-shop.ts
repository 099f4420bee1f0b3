/**
 * An organization with one of everything the API names, and for each operation that writes a
 * call that would succeed: what bad input is made from.
 */
import type { Context } from "@/lib/context";
import { aCaller, type Caller } from "./api";
import type { Examples, Ids } from "./api-example";
import {
  anAddOnBy,
  anEntitlementBy,
  aPlanGrantBy,
  aProductBy,
  catalogExamples,
} from "./api-shop-catalog";
import { aChangingCustomer, changeExamples } from "./api-shop-changes";
import { anEventBy, correctionExamples } from "./api-shop-events";
import { aHoldBy, holdExamples } from "./api-shop-holds";
import { anEndingGrantBy, aRefillBy, lifeExamples } from "./api-shop-lives";
import { memberExamples } from "./api-shop-members";
import { searchExamples } from "./api-shop-search";
import { stateExamples } from "./api-shop-states";
import { turnExamples } from "./api-shop-turns";
import { aContext, aReference } from "./factories";

type Json = Record<string, unknown>;

export type Shop = {
  readonly ctx: Context;
  readonly caller: Caller;
  readonly ids: Ids;
};

export async function aShop(): Promise<Shop> {
  // A sandbox: in a live organization there are no test clocks.
  const ctx = await aContext({ mode: "TEST" });
  const caller = await aCaller(ctx);
  const made = async (path: string, body: Json) => {
    const answer = await caller.post(path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const customer = await made("/customers", { external_id: "flex-1", name: "Flex" });
  const newcomer = await made("/customers", { external_id: "new-1", name: "New" });
  const feature = await made("/features", {
    name: "Contact export",
    meter: { event_name: "contact.exported" },
    credits_per_unit: "5",
  });
  const plan = await made("/plans", { name: "Growth" });
  await made("/prices", { plan_id: plan.id, type: "FIXED", amount: "149" });
  const wallet = await made("/wallets", {
    customer_id: customer.id,
    currency: "USD",
    initial_credits_to_load: "100",
  });
  const grant = await made("/credit-grants", { wallet_id: wallet.id, amount: "50" });
  const debit = await made(`/wallets/${wallet.id}/debit`, {
    credits: "10",
    idempotency_key: aReference(),
  });
  const bought = await made(`/wallets/${wallet.id}/top-up`, {
    credits_to_add: "1000",
    transaction_reason: "PURCHASED_CREDIT_INVOICED",
    idempotency_key: aReference(),
  });
  const subscription = await made("/subscriptions", {
    customer_id: customer.id,
    plan_id: plan.id,
  });
  const frozen = await made("/wallets", { customer_id: customer.id, currency: "USD" });
  await made(`/wallets/${frozen.id}/freeze`, {});
  const other = await made("/wallets", { customer_id: newcomer.id, currency: "USD" });
  const clock = await made("/test-clocks", {
    name: "Leap year",
    frozen_at: "2024-01-31T00:00:00Z",
  });
  const key = await made("/api-keys", { name: "Server", scopes: ["ingest"] });
  const ids = {
    apiKeyId: key.api_key.id,
    testClockId: clock.id,
    customerId: customer.id,
    newcomerId: newcomer.id,
    featureId: feature.id,
    meterId: feature.meter_id,
    planId: plan.id,
    entitlementId: await anEntitlementBy(caller, plan.id),
    planGrantId: await aPlanGrantBy(caller, plan.id),
    productId: await aProductBy(caller),
    addonId: await anAddOnBy(caller),
    walletId: wallet.id,
    frozenWalletId: frozen.id,
    otherWalletId: other.id,
    grantId: grant.id,
    endingGrantId: await anEndingGrantBy(caller, wallet.id),
    refillId: await aRefillBy(caller, wallet.id),
    transactionId: debit.transaction_id,
    eventId: await anEventBy(caller),
    holdId: await aHoldBy(caller, wallet.id),
    invoiceId: bought.invoice_id,
    subscriptionId: subscription.id,
    ...(await aChangingCustomer(caller, plan.id)),
  };
  return { ctx, caller, ids };
}

/** By method and path as declared; a preview is asked as its twin. */
export const examplesOf = ({ ids }: Shop): Examples => ({
  ...billingExamples(ids),
  ...catalogExamples(ids),
  ...walletExamples(ids),
  ...usageExamples(),
  ...clockExamples(ids),
  ...keyExamples(ids),
  ...stateExamples(ids),
  ...holdExamples(ids),
  ...lifeExamples(ids),
  ...memberExamples(ids),
  ...searchExamples(ids),
  ...turnExamples(ids),
  ...correctionExamples(ids),
  ...changeExamples(ids),
});

const reason = "Ticket 4711";

const billingExamples = ({
  customerId,
  newcomerId,
  planId,
  subscriptionId,
  invoiceId,
}: Ids): Examples => ({
  "post /customers": {
    body: { external_id: "flex-2", name: "Other", email: "a@b.example", metadata: { a: "b" } },
    required: ["external_id"],
  },
  "put /customers/{customerId}": {
    params: { customerId: customerId },
    body: { name: "Renamed", address_city: "Berlin", timezone: "Europe/Berlin" },
    required: [],
  },
  "put /customers": {
    query: { external_customer_id: "flex-1" },
    body: { email: "billing@flex.example" },
    required: [],
  },
  "post /subscriptions": {
    body: { customer_id: newcomerId, plan_id: planId, billing_cycle: "anniversary" },
    required: ["customer_id", "plan_id"],
    ids: ["customer_id", "plan_id"],
  },
  "post /subscriptions/{subscriptionId}/cancel": {
    params: { subscriptionId: subscriptionId },
    body: { cancellation_type: "end_of_period", reason },
    required: [],
  },
  "post /invoices/{invoiceId}/void": {
    params: { invoiceId: invoiceId },
    body: { reason },
    required: [],
  },
});

const walletExamples = ({ customerId, walletId, grantId, transactionId }: Ids): Examples => {
  const grant = {
    body: { wallet_id: walletId, amount: "5", name: "Gift", expires_at: "2099-01-01T00:00:00Z" },
    required: ["amount"],
    amounts: ["amount"],
    ids: ["wallet_id"],
  };
  return {
    "post /wallets": {
      body: { customer_id: customerId, currency: "USD", name: "Second" },
      required: ["customer_id", "currency"],
      ids: ["customer_id"],
    },
    "post /wallets/{walletId}/top-up": {
      params: { walletId: walletId },
      body: {
        credits_to_add: "5",
        transaction_reason: "FREE_CREDIT_GRANT",
        idempotency_key: aReference(),
      },
      required: ["credits_to_add", "transaction_reason"],
      amounts: ["credits_to_add"],
    },
    "post /wallets/{walletId}/debit": {
      params: { walletId: walletId },
      body: { credits: "1", description: reason, idempotency_key: aReference() },
      required: ["credits", "idempotency_key"],
      amounts: ["credits"],
    },
    "post /wallets/debit": {
      body: { customer_id: customerId, credits: "1", reason, idempotency_key: aReference() },
      required: ["customer_id", "credits", "reason", "idempotency_key"],
      amounts: ["credits"],
      ids: ["customer_id"],
    },
    "post /transactions/{transactionId}/reverse": {
      params: { transactionId: transactionId },
      body: { credits: "1", reason, idempotency_key: aReference() },
      required: ["reason", "idempotency_key"],
      amounts: ["credits"],
    },
    "post /credit-grants": grant,
    "post /creditgrants": grant,
    "post /credit-grants/{grantId}/void": {
      params: { grantId: grantId },
      body: { amount: "1", reason, idempotency_key: aReference() },
      required: ["reason", "idempotency_key"],
      amounts: ["amount"],
    },
  };
};

const usageExamples = (): Examples => ({
  "post /events": {
    body: { event_name: "contact.exported", external_customer_id: "flex-1", event_id: "e-1" },
    required: ["event_name", "external_customer_id"],
  },
  "post /events/bulk": {
    body: { events: [{ event_name: "x", external_customer_id: "flex-1" }] },
    required: ["events"],
  },
  "post /events/query": {
    body: { external_customer_id: "flex-1", start_time: "2026-01-01T00:00:00Z" },
    required: [],
  },
  "post /check": {
    body: { external_customer_id: "flex-1", feature_key: "contact_export", quantity: "1" },
    required: ["external_customer_id", "feature_key"],
    amounts: ["quantity"],
  },
});

const clockExamples = ({ testClockId }: Ids): Examples => ({
  "post /test-clocks": {
    body: { name: "Other", frozen_at: "2031-01-01T00:00:00Z" },
    required: ["name", "frozen_at"],
  },
  "post /test-clocks/{testClockId}/advance": {
    params: { testClockId },
    body: { to: "2024-03-01T00:00:00Z" },
    required: ["to"],
  },
});

const keyExamples = ({ apiKeyId }: Ids): Examples => ({
  "post /api-keys": {
    body: { name: "Other server", scopes: ["ingest"], expires_at: "2099-01-01T00:00:00Z" },
    required: ["name", "scopes"],
  },
  "post /api-keys/{apiKeyId}/roll": {
    params: { apiKeyId },
    body: { old_until: "2098-01-01T00:00:00Z" },
    required: [],
  },
});
