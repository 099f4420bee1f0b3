import type { OfferView } from "@/lib/subscription/schema/offer";

type Asked = Pick<OfferView, "fees" | "tiers">;

/** The period that is billed: the chosen one, or a plan's only one. */
export const billedPeriod = (
  plan: Pick<OfferView, "periods"> | undefined,
  chosen: OfferView["periods"][number] | null | undefined,
): OfferView["periods"][number] | undefined =>
  chosen ?? (plan?.periods.length === 1 ? plan.periods[0] : undefined);

/** Whether an add-on asks all its money by periods of this length; where none is chosen yet, it may. */
export const fitsPeriod = (
  { fees, tiers }: Asked,
  length: OfferView["periods"][number] | undefined,
): boolean =>
  length === undefined ||
  [...fees.filter(({ isMoney }) => isMoney), ...tiers].every(({ period }) => period === length);
