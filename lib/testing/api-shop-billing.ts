/** What calls about customers, their wallets, subscriptions and invoices look like. */
import type { Examples, Ids } from "./api-example";
import { aReference } from "./factories";

const reason = "Ticket 4711";

export const billingExamples = ({
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

export const walletExamples = ({ customerId, walletId, grantId, transactionId }: Ids): Examples => {
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
