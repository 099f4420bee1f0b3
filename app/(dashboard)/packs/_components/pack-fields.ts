import type { PackFields, PackView } from "@/lib/catalog/schema/pack";

export type PackDefaults = { readonly currency: string; readonly creditUnit: string };

/** A plan that a pack can be kept to the subscribers of. */
export type PlanChoice = { readonly id: string; readonly name: string };

/** Priorities by what they mean; lower burns first. */
const PRIORITIES = [
  ["1", "Spend first"],
  ["10", "Normal"],
  ["100", "Spend last"],
] as const;

/** With the pack's own where it is none of these. */
export const priorityChoices = (own: number) => [
  ...PRIORITIES,
  ...(PRIORITIES.some(([value]) => value === String(own))
    ? []
    : [[String(own), `Priority ${own}`] as const]),
];

export const priorityWords = (priority: number): string =>
  PRIORITIES.find(([value]) => value === String(priority))?.[1] ?? `Priority ${priority}`;

const NEW = {
  ...{ name: "", credits: "", creditUnit: null, price: "", expiresAfterDays: null, priority: 10 },
  ...{ minQuantity: 1, maxQuantity: null, quantityStep: 1, maxPerCustomer: null },
};

export function fieldsOf(pack: PackView | null, { currency }: PackDefaults): PackFields {
  if (!pack) return { ...NEW, planIds: [], visibility: "PUBLIC", currency };
  const { id: _, status: __, unitPrice: ___, createdAt: ____, updatedAt: _____, ...fields } = pack;
  return fields;
}

/** A whole number, null where nothing was typed; what is none stays as typed for the schema to refuse. */
export const asCount = (typed: unknown): unknown => {
  const text = String(typed ?? "").trim();
  if (text === "") return null;
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
};

/** How many pieces a sale takes, in words: "2 to 10 at a time, in steps of 2". */
export function quantityWords({
  minQuantity: min,
  maxQuantity: max,
  quantityStep: step,
}: Pick<PackView, "minQuantity" | "maxQuantity" | "quantityStep">): string {
  if (max === min) return `${min} at a time`;
  if (min === 1 && max === null && step === 1) return "any number";
  const range = max === null ? `${min} or more at a time` : `${min} to ${max} at a time`;
  return step === 1 ? range : `${range}, in steps of ${step}`;
}

/** Who may buy it: "subscribers of Pro and Basic". */
export function plansWords(planIds: readonly string[], plans: readonly PlanChoice[]): string {
  if (planIds.length === 0) return "all customers";
  const names = planIds.map((id) => plans.find((plan) => plan.id === id)?.name ?? id);
  return `subscribers of ${new Intl.ListFormat("en", { type: "disjunction" }).format(names)}`;
}
