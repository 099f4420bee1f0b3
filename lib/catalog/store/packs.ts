/** Credit packs, as rows. */
import type { Prisma } from "@/lib/db/generated/client";
import type { OrganizationId, PackId } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import type { PackInput } from "../schema/pack";

export type PackRecord = Prisma.CreditPackGetPayload<object>;

export const loadPack = (
  client: Prisma.TransactionClient,
  organizationId: OrganizationId,
  id: PackId,
): Promise<PackRecord | null> => client.creditPack.findFirst({ where: { id, organizationId } });

export const packColumns = (
  pack: PackInput,
  defaults: { readonly creditUnit: string; readonly currency: string },
) => ({
  name: pack.name,
  credits: creditsText(pack.credits),
  creditUnit: pack.creditUnit ?? defaults.creditUnit,
  price: moneyText(pack.price),
  currency: pack.currency ?? defaults.currency,
  expiresAfterDays: pack.expiresAfterDays,
  priority: pack.priority,
  minQuantity: pack.minQuantity,
  maxQuantity: pack.maxQuantity,
  quantityStep: pack.quantityStep,
  maxPerCustomer: pack.maxPerCustomer,
  planIds: pack.planIds,
  visibility: pack.visibility,
});
