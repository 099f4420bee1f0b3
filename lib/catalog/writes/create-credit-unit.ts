import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { DomainError } from "@/lib/errors";
import type { CreditUnitInput, CreditUnitView } from "../schema/credit-unit";
import { creditUnitColumns, loadCreditUnit, loadUnitTerms } from "../store/credit-units";
import { creditUnitView } from "../view/credit-unit";
import { changeCatalog } from "./change-catalog";

/** @throws DomainError `already_exists` if the organization has a unit of this code. */
export function createCreditUnit(ctx: Context, input: CreditUnitInput): Promise<CreditUnitView> {
  return changeCatalog(ctx, async (tx) => {
    const { organizationId } = ctx;
    const { code } = input;
    if (await loadCreditUnit(tx, organizationId, code)) {
      throw new DomainError("already_exists", "Another credit unit has this code", {
        entity: "credit_unit",
        field: "code",
        value: code,
      });
    }
    const made = await tx.prisma.creditUnit.create({
      data: { ...creditUnitColumns(input), organizationId, code },
    });
    const unit = creditUnitView(made, await loadUnitTerms(tx.prisma, organizationId));
    await recordAudit(tx, ctx, {
      action: "credit_unit.created",
      entity: "credit_unit",
      entityId: code,
      after: unit,
    });
    return unit;
  });
}
