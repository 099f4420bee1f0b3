/** What calls about the lives of grants look like: moved, reset, refilled. */
import type { Caller } from "./api";
import type { Examples, Ids } from "./api-example";
import { aReference } from "./factories";

const reason = "Ticket 4711";

/** A grant of forty that ends. */
export async function anEndingGrantBy(caller: Caller, walletId: string): Promise<string> {
  const asked = { wallet_id: walletId, amount: "40", expires_at: "2098-01-01T00:00:00Z" };
  const { status, body } = await caller.post("/credit-grants", asked);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id;
}

/** Two credits a month. */
export async function aRefillBy(caller: Caller, walletId: string): Promise<string> {
  const asked = { wallet_id: walletId, amount: "2", cadence: "RECURRING" };
  const { status, body } = await caller.post("/credit-grants", asked);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.refill_id;
}

export const lifeExamples = (ids: Ids): Examples => {
  const { walletId, otherWalletId, endingGrantId, refillId } = ids;
  return {
    "post /credit-grants/{grantId}/extend": {
      params: { grantId: endingGrantId },
      body: {
        ...{ expires_at: "2099-01-01T00:00:00Z", amount: "1", reason },
        idempotency_key: aReference(),
      },
      required: ["expires_at", "reason", "idempotency_key"],
      amounts: ["amount"],
    },
    "post /credit-grants/{grantId}/transfer": {
      params: { grantId: endingGrantId },
      body: { wallet_id: otherWalletId, amount: "1", reason, idempotency_key: aReference() },
      required: ["wallet_id", "reason", "idempotency_key"],
      amounts: ["amount"],
      ids: ["wallet_id"],
    },
    "post /wallets/{walletId}/void": {
      params: { walletId },
      body: { amount: "1", reason, idempotency_key: aReference() },
      required: ["amount", "reason", "idempotency_key"],
      amounts: ["amount"],
    },
    "post /wallets/{walletId}/reset": {
      params: { walletId },
      body: { overage: "carry", reason, idempotency_key: aReference() },
      required: ["overage", "reason", "idempotency_key"],
    },
    "post /refills/{refillId}/stop": {
      params: { refillId },
      body: { reason, idempotency_key: aReference() },
      required: ["reason", "idempotency_key"],
    },
  };
};
