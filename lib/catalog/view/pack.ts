import { idFromRow, idText, type PackId, type PlanId } from "@/lib/ids";
import { decimalFromRow, decimalText, ONE, timesOverHalfUp } from "@/lib/money/decimal";
import type { PackView } from "../schema/pack";
import type { PackRecord } from "../store/packs";
import { decimalOf } from "./decimal";

export function packView(pack: PackRecord): PackView {
  const [credits, price] = [decimalOf(pack.credits), decimalOf(pack.price)];
  return {
    id: idText("pack", idFromRow<PackId>(pack.id)),
    name: pack.name,
    credits,
    creditUnit: pack.creditUnit,
    price,
    currency: pack.currency,
    unitPrice: decimalText(timesOverHalfUp(decimalFromRow(price), ONE, decimalFromRow(credits))),
    expiresAfterDays: pack.expiresAfterDays,
    priority: pack.priority,
    minQuantity: pack.minQuantity,
    maxQuantity: pack.maxQuantity,
    quantityStep: pack.quantityStep,
    maxPerCustomer: pack.maxPerCustomer,
    planIds: pack.planIds.map((id) => idText("plan", idFromRow<PlanId>(id))),
    visibility: pack.visibility === "HIDDEN" ? "HIDDEN" : "PUBLIC",
    status: pack.archivedAt === null ? "ACTIVE" : "ARCHIVED",
    createdAt: pack.createdAt.toISOString(),
    updatedAt: pack.updatedAt.toISOString(),
  };
}
