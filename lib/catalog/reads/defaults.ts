import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";

/** What the catalogue's forms offer before anybody chose: the organization's own terms. */
export type CatalogDefaultsView = {
  readonly currency: string;
  readonly creditUnit: string;
  /** IANA zone in which the organization reads its dates. */
  readonly zone: string;
};

export async function findCatalogDefaults(ctx: Context): Promise<CatalogDefaultsView> {
  const organization = await prisma().organization.findUniqueOrThrow({
    where: { id: ctx.organizationId },
    select: { currency: true, defaultCreditUnit: true, timezone: true },
  });
  const { currency, defaultCreditUnit: creditUnit, timezone: zone } = organization;
  return { currency, creditUnit, zone };
}
