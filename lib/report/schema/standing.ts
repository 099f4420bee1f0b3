import type { CustomerFiguresRow } from "./customers";

/** What to say of a customer at a glance: the gravest thing first. */
export function standingOf({ customer, figures }: CustomerFiguresRow) {
  if (customer.status === "ARCHIVED") return "archived";
  if (isSome(figures.overage)) return "overage";
  if (!isSome(figures.available) && figures.lastEventAt !== null) return "empty";
  return figures.isLow ? "low" : "active";
}

export const isSome = (amount: string) => /[1-9]/.test(amount);
