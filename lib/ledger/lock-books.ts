/** The one lock of the ledger, for whoever must look and act on what was seen. */
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import type { CustomerId } from "@/lib/ids";
import { lockWallets } from "./store/books";

/** Locks the customer's wallets until the transaction ends: nothing of them moves meanwhile. */
export async function lockBooks(tx: Tx, ctx: Context, customerId: CustomerId): Promise<void> {
  const { organizationId, at } = ctx;
  const command = { kind: "expire", customerId, reference: "lock" } as const;
  await lockWallets(tx, [{ organizationId, at, command }]);
}
