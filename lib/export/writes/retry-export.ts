import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import type { ExportId } from "@/lib/ids";
import { updateRetried } from "../store/exports";
import { queueWriting } from "./ask-export";
import { audit } from "./audit-export";
import { lockedIn } from "./cancel-export";

/**
 * Has an export that failed written on from where it stood.
 *
 * @throws DomainError `not_found`; `invalid_state` if it has not failed.
 */
export const retryExport = (ctx: Context, id: ExportId): Promise<void> =>
  transact(ctx, async (tx) => {
    const found = await lockedIn(tx, ctx, { id, states: ["FAILED"] });
    await updateRetried(tx, id);
    await audit(tx, ctx, found, { action: "export.retried" });
    await queueWriting(tx, id);
  });
