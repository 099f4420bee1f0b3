import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import type { CreditUnitChanges, CreditUnitView } from "../schema/credit-unit";
import { creditUnitColumns, loadCreditUnit, loadUnitTerms } from "../store/credit-units";
import { creditUnitView } from "../view/credit-unit";
import { changeCatalog } from "./change-catalog";

/**
 * Changes how a unit is called and shown, and the rate that new wallets begin with; wallets that
 * there are keep theirs.
 *
 * @throws DomainError `not_found`.
 */
export function updateCreditUnit(
  ctx: Context,
  code: string,
  changes: CreditUnitChanges,
): Promise<CreditUnitView> {
  return changeCatalog(ctx, async (tx) => {
    const { organizationId } = ctx;
    const before = await loadCreditUnit(tx, organizationId, code);
    if (!before) throw notFound("credit_unit", code);
    const changed = await tx.prisma.creditUnit.update({
      where: { organizationId_code: { organizationId, code } },
      data: creditUnitColumns(changes),
    });
    const terms = await loadUnitTerms(tx.prisma, organizationId);
    const after = creditUnitView(changed, terms);
    await recordAudit(tx, ctx, {
      action: "credit_unit.updated",
      entity: "credit_unit",
      entityId: code,
      before: creditUnitView(before, terms),
      after,
    });
    return after;
  });
}
