import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { Tx } from "@/lib/db/tx";
import type { CustomerId } from "@/lib/ids";
import { isFree, sparingFree } from "../rules/free-again";
import type { Start } from "../rules/start";
import { loadHadFree } from "../store/had-free";

/** The start without credits that cost nothing and were had already; of most plans as it is. */
export async function spareFree(
  tx: Tx,
  start: Start,
  of: {
    readonly catalog: Pick<Catalog, "planVersions">;
    readonly version: PlanVersion;
    readonly customerId: CustomerId;
  },
): Promise<Start> {
  const { catalog, version, customerId } = of;
  const { cadence, zone } = start.course;
  const { productId } = version;
  if (!productId || start.issues.length === 0 || !isFree(version, cadence.length)) return start;
  const had = await loadHadFree(tx, catalog, { customerId, productId, zone });
  return { ...start, issues: sparingFree(version, start.issues, had) };
}
