/** A customer's days with a change and without it, as screens and callers read them. */
import { creditsText, ZERO } from "@/lib/money/credits";
import type { DayOfBalance } from "../rules/balance-ahead";
import type { DailyBalancesView } from "../schema/change";

/** Both of the same days. A unit that the customer has nothing of, and comes to nothing of, is not told. */
export function dailyBalancesView(
  zone: string,
  {
    unchanged,
    changed,
  }: { readonly unchanged: readonly DayOfBalance[]; readonly changed: readonly DayOfBalance[] },
): DailyBalancesView {
  const all = [...unchanged, ...changed];
  const units = new Set(all.flatMap(({ balances }) => [...balances.keys()]));
  const isSome = (unit: string) => all.some(({ balances }) => balances.get(unit) ?? ZERO);
  return {
    zone,
    units: [...units].filter(isSome).map((creditUnit) => ({
      creditUnit,
      days: changed.map(({ on, balances }, index) => ({
        on,
        changed: creditsText(balances.get(creditUnit) ?? ZERO),
        unchanged: creditsText(unchanged[index]?.balances.get(creditUnit) ?? ZERO),
      })),
    })),
  };
}
