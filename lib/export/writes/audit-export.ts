import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import type { ExportRecord } from "../store/record";
import { exportView } from "../view";

type Deed = { readonly action: `export.${string}`; readonly reason?: string };

/** What was done with an export, and how it stood. */
export function audit(tx: Tx, ctx: Context, of: ExportRecord, deed: Deed): Promise<void> {
  const { id, name, filters, rows, totals } = exportView(of);
  return recordAudit(tx, ctx, {
    ...deed,
    ...{ entity: "export", entityId: of.id },
    after: { id, name, filters, rows, totals },
  });
}
