import { formatCredits, formatMoney } from "@/lib/money/format";
import type { Sold } from "@/lib/subscription/schema/sold-parts";

const isSome = (amount: string) => /[1-9]/.test(amount);

/** What the button does at once, in money and credits: `Invoice $50.00 and grant 2,000 credits`. */
export function soldDeed(
  quantity: number,
  foreseen:
    | (Pick<Sold, "now"> & { readonly subscription: { readonly currency: string } })
    | undefined,
): string {
  const plainly = quantity === 0 ? "Remove" : "Change";
  if (!foreseen) return plainly;
  const { now, subscription } = foreseen;
  const deeds = [
    isSome(now.charged) && `invoice ${formatMoney(now.charged, subscription.currency)}`,
    isSome(now.given) && `grant ${formatCredits(now.given)} credits`,
    isSome(now.drawn) && `draw ${formatCredits(now.drawn)} credits`,
  ].filter((deed) => deed !== false);
  if (deeds.length === 0) return plainly;
  const [first = "", ...others] = deeds;
  return [`${first.charAt(0).toUpperCase()}${first.slice(1)}`, ...others].join(" and ");
}
