/** Examples of the operations on a wallet as a whole, and of many debits at once. */
import type { Examples } from "./api-example";
import { aReference } from "./factories";

const reason = "Ticket 4711";

type Ids = Readonly<Record<"walletId" | "frozenWalletId" | "customerId" | "invoiceId", string>>;

export const stateExamples = (ids: Ids) => {
  const params = { walletId: ids.walletId };
  const state = (own = params) => ({
    params: own,
    body: { reason, idempotency_key: aReference() },
    required: [],
  });
  const payment = {
    params: { invoiceId: ids.invoiceId },
    body: { payment_status: "SUCCEEDED", amount: "1" },
    required: ["payment_status"],
    amounts: ["amount"],
  };
  return {
    "put /invoices/{invoiceId}/payment": payment,
    // Its preview is posted.
    "post /invoices/{invoiceId}/payment": payment,
    "put /wallets/{walletId}": { params, body: { name: "Renamed", priority: 5 }, required: [] },
    "post /wallets/{walletId}/freeze": state(),
    "post /wallets/{walletId}/unfreeze": state({ walletId: ids.frozenWalletId }),
    "post /wallets/{walletId}/close": state(),
    "post /wallets/{walletId}/terminate": state(),
    "post /wallets/{walletId}/adjust": {
      params,
      body: { credits: "-1", reason_code: "correction", reason, idempotency_key: aReference() },
      required: ["credits", "reason_code", "reason", "idempotency_key"],
    },
    "post /debits/batch": {
      body: {
        items: [{ customer_id: ids.customerId, credits: "1", reason }],
        idempotency_key: aReference(),
      },
      required: ["items", "idempotency_key"],
    },
    "post /consume": {
      body: {
        ...{ external_customer_id: "flex-1", feature_key: "contact_export", quantity: "1" },
        idempotency_key: aReference(),
      },
      required: ["external_customer_id", "feature_key", "idempotency_key"],
      amounts: ["quantity"],
    },
  } satisfies Examples;
};
