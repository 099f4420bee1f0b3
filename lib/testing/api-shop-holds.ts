/** What calls about holds look like. */
import type { Caller } from "./api";
import type { Examples, Ids } from "./api-example";
import { aReference } from "./factories";

/** A hold of five credits. */
export async function aHoldBy(caller: Caller, walletId: string): Promise<string> {
  const asked = { wallet_id: walletId, credits: "5", idempotency_key: aReference() };
  const { status, body } = await caller.post("/holds", asked);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id;
}

export const holdExamples = ({ customerId, walletId, holdId }: Ids): Examples => ({
  "post /holds": {
    body: {
      wallet_id: walletId,
      customer_id: customerId,
      credits: "1",
      expires_in: 60,
      member: "key-1",
      purpose: "A long run",
      idempotency_key: aReference(),
    },
    required: ["credits", "idempotency_key"],
    amounts: ["credits"],
    ids: ["wallet_id", "customer_id"],
  },
  "post /holds/{holdId}/capture": {
    params: { holdId },
    body: { credits: "1", reason: "The run is over", idempotency_key: aReference() },
    required: ["idempotency_key"],
    amounts: ["credits"],
  },
  "post /holds/{holdId}/release": {
    params: { holdId },
    body: { reason: "The run was called off", idempotency_key: aReference() },
    required: ["idempotency_key"],
  },
});
