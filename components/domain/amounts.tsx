import { classNames } from "@/components/ui/class-names";
import { formatCompact, formatCredits, formatMoney } from "@/lib/money/format";

/**
 * An amount of credits, all its places: `<Credits amount="1250.5" />`. In a column whose header
 * names the unit, `unit={null}`; `signed` writes the plus too; `compact` is for cards.
 */
export function Credits({
  amount,
  unit = isOne(amount) ? "credit" : "credits",
  signed = false,
  compact = false,
  className,
}: {
  amount: string;
  unit?: string | null;
  signed?: boolean;
  compact?: boolean;
  className?: string;
}) {
  const exact = formatCredits(amount);
  const plus = signed && isAbove(amount) ? "+" : "";
  return (
    <span
      className={classNames("numerals whitespace-nowrap", className)}
      {...(compact && { title: `${exact} ${unit ?? ""}` })}
    >
      {plus}
      {compact ? formatCompact(amount) : exact}
      {unit && <span className="font-normal text-muted"> {unit}</span>}
    </span>
  );
}

/** An amount of money in its currency: `<Money amount="149.00" currency="USD" />`. */
export function Money({
  amount,
  currency,
  withCode = false,
  className,
}: {
  amount: string;
  currency: string;
  /** Where more than one currency is in sight. */
  withCode?: boolean;
  className?: string;
}) {
  return (
    <span className={classNames("numerals whitespace-nowrap", className)}>
      {formatMoney(amount, currency)}
      {withCode && <span className="text-muted"> {currency}</span>}
    </span>
  );
}

const isOne = (amount: string) => amount === "1" || amount === "-1";
const isAbove = (amount: string) => /[1-9]/.test(amount) && !amount.startsWith("-");
