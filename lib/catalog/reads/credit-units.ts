import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import type { CreditUnitView } from "../schema/credit-unit";
import { loadUnitTerms } from "../store/credit-units";
import { creditUnitView } from "../view/credit-unit";

/** All of them, by code: there are few. */
export async function listCreditUnits(ctx: Context): Promise<readonly CreditUnitView[]> {
  const { organizationId } = ctx;
  const [units, terms] = await Promise.all([
    prisma().creditUnit.findMany({ where: { organizationId }, orderBy: { code: "asc" } }),
    loadUnitTerms(prisma(), organizationId),
  ]);
  return units.map((unit) => creditUnitView(unit, terms));
}
