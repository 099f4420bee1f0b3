/**
 * An organization with one of everything the API names, and for each operation that writes a
 * call that would succeed: what bad input is made from.
 */
import type { Context } from "@/lib/context";
import { aCaller, type Caller } from "./api";
import type { Examples, Ids } from "./api-example";
import { billingExamples, walletExamples } from "./api-shop-billing";
import {
  anAddOnBy,
  anEntitlementBy,
  aPackBy,
  aPlanGrantBy,
  aProductBy,
  catalogExamples,
} from "./api-shop-catalog";
import { aChangingCustomer, changeExamples } from "./api-shop-changes";
import { aKeptEventBy, anEventBy, eventExamples } from "./api-shop-events";
import { aHoldBy, holdExamples } from "./api-shop-holds";
import { anEndingGrantBy, aRefillBy, lifeExamples } from "./api-shop-lives";
import { memberExamples } from "./api-shop-members";
import { searchExamples } from "./api-shop-search";
import { stateExamples } from "./api-shop-states";
import { ownTermsBy, turnExamples, turnedBy } from "./api-shop-turns";
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
    packId: await aPackBy(caller),
    walletId: wallet.id,
    frozenWalletId: frozen.id,
    otherWalletId: other.id,
    grantId: grant.id,
    endingGrantId: await anEndingGrantBy(caller, wallet.id),
    refillId: await aRefillBy(caller, wallet.id),
    transactionId: debit.transaction_id,
    eventId: await anEventBy(caller),
    keptEventId: await aKeptEventBy(caller),
    holdId: await aHoldBy(caller, wallet.id),
    invoiceId: bought.invoice_id,
    subscriptionId: subscription.id,
    ...(await aChangingCustomer(caller, plan.id)),
    ...(await turnedBy(caller, plan.id)),
    ...(await ownTermsBy(caller, {
      ...{ subscriptionId: subscription.id, featureId: feature.id, planId: plan.id },
    })),
  };
  return { ctx, caller, ids };
}

/** By method and path as declared; a preview is asked as its twin. */
export const examplesOf = ({ ids }: Shop): Examples => ({
  ...billingExamples(ids),
  ...catalogExamples(ids),
  ...walletExamples(ids),
  ...clockExamples(ids),
  ...keyExamples(ids),
  ...stateExamples(ids),
  ...holdExamples(ids),
  ...lifeExamples(ids),
  ...memberExamples(ids),
  ...searchExamples(ids),
  ...turnExamples(ids),
  ...eventExamples(ids),
  ...changeExamples(ids),
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
