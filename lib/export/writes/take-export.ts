import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import type { ExportId } from "@/lib/ids";
import type { ExportRecord } from "../store/record";
import { audit } from "./audit-export";
import { lockedIn } from "./cancel-export";

/**
 * Notes that somebody takes the file; `readPieces` gives it.
 *
 * @throws DomainError `not_found`; `invalid_state` if it is not all written.
 */
export const takeExport = (ctx: Context, id: ExportId): Promise<ExportRecord> =>
  transact(ctx, async (tx) => {
    const found = await lockedIn(tx, ctx, { id, states: ["READY"] });
    await audit(tx, ctx, found, { action: "export.downloaded" });
    return found;
  });
