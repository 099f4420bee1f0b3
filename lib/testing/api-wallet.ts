/** A customer with a key's caller, and a wallet opened by REST: where the API's tests begin. */

import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { aCaller, type Caller } from "./api";
import { aContext } from "./factories";

export async function aShopper() {
  const ctx = await aContext();
  const caller = await aCaller(ctx);
  const customer = (await caller.post("/customers", { external_id: "flex-1", name: "Flex" })).body;
  return { ctx, caller, customer };
}

/** Of the customer above, a credit worth a cent. */
export async function aWalletBy(caller: Caller, over: object = {}) {
  const { status, body } = await caller.post("/wallets", {
    external_customer_id: "flex-1",
    currency: "USD",
    conversion_rate: "0.01",
    ...over,
  });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}

export const countTransactions = ({ organizationId }: Context) =>
  prisma().ledgerTransaction.count({ where: { organizationId } });

/** The keys that a dialect's schema documents. */
export const keysOf = (schema: { readonly shape: object }) => Object.keys(schema.shape).sort();
