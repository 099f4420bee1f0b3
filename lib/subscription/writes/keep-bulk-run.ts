import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import type { KeepRunInput } from "../schema/bulk";
import { insertOrUpdateBulkRun, removeBulkRun } from "../store/bulk-runs";

/**
 * Keeps what a run of many starts is about before its first start, so that it can be gone on with by
 * whoever finds it cut off. Nobody is started by it: each start tells itself.
 */
export const keepBulkRun = (ctx: Context, { name, ...run }: KeepRunInput): Promise<void> =>
  transact(ctx, (tx) =>
    insertOrUpdateBulkRun(tx, {
      ...{ organizationId: ctx.organizationId, name, ...run },
      ...{ startedBy: ctx.actor.name, startedAt: ctx.at },
    }),
  );

/** It is not gone on with: whom it started stays started. */
export const dropBulkRun = (ctx: Context, name: string): Promise<void> =>
  transact(ctx, (tx) => removeBulkRun(tx, { organizationId: ctx.organizationId, name }));
