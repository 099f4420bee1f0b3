import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { DomainError, notFound } from "@/lib/errors";
import { type ExportId, idText } from "@/lib/ids";
import type { ExportState } from "../schema";
import { lockOwn, updateCancelled } from "../store/exports";
import type { ExportRecord } from "../store/record";
import { audit } from "./audit-export";

/**
 * Gives up an export that is under way; what was written of it goes.
 *
 * @throws DomainError `not_found`; `invalid_state` if it is under way no more.
 */
export const cancelExport = (ctx: Context, id: ExportId): Promise<void> =>
  transact(ctx, async (tx) => {
    const found = await lockedIn(tx, ctx, { id, states: ["PENDING", "WRITING"] });
    await updateCancelled(tx, id);
    await audit(tx, ctx, found, { action: "export.cancelled" });
  });

/** @throws DomainError `not_found`; `invalid_state` if it is in no such state, or its time is over. */
export async function lockedIn(
  tx: Tx,
  { organizationId, at }: Context,
  { id, states }: { readonly id: ExportId; readonly states: readonly ExportState[] },
): Promise<ExportRecord> {
  const found = await lockOwn(tx, organizationId, id);
  if (!found || found.expiresAt <= at) throw notFound("export", idText("exp", id));
  if (states.includes(found.state)) return found;
  const state = found.state.toLowerCase();
  throw new DomainError("invalid_state", `The export is ${state}`, { entity: "export", state });
}
