import type { Context } from "@/lib/context";
import { type ColdTx, transact } from "@/lib/db/transact";
import { bumpCatalogVersion } from "../store";

/**
 * Runs a write of the catalogue. Its version moves first, which locks the organization: one
 * write at a time, so what a write looks up (a free key, a draft) is still so when it acts.
 */
export const changeCatalog = <T>(ctx: Context, run: (tx: ColdTx) => Promise<T>): Promise<T> =>
  transact(ctx, async (tx) => {
    await bumpCatalogVersion(tx, ctx.organizationId);
    return run(tx);
  });
