/** Credit units, as rows. */
import type { Prisma } from "@/lib/db/generated/client";
import type { ColdTx } from "@/lib/db/transact";
import type { OrganizationId } from "@/lib/ids";
import { moneyText } from "@/lib/money/money";
import type { CreditUnitChanges } from "../schema/credit-unit";

export type CreditUnitRecord = Prisma.CreditUnitGetPayload<object>;

export const loadCreditUnit = (
  tx: ColdTx,
  organizationId: OrganizationId,
  code: string,
): Promise<CreditUnitRecord | null> =>
  tx.prisma.creditUnit.findFirst({ where: { organizationId, code } });

export const creditUnitColumns = (unit: CreditUnitChanges) => ({
  singular: unit.singular,
  plural: unit.plural,
  precision: unit.precision,
  conversionRate: unit.conversionRate === null ? null : moneyText(unit.conversionRate),
});

/** What the view of a unit must know of its organization. */
export async function loadUnitTerms(
  client: Prisma.TransactionClient,
  organizationId: OrganizationId,
): Promise<{ readonly currency: string; readonly defaultCreditUnit: string }> {
  return client.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { currency: true, defaultCreditUnit: true },
  });
}
