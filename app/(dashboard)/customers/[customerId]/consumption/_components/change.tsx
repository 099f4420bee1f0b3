import { formatCredits, formatShare } from "@/lib/money/format";
import type { ChangeView } from "@/lib/report/schema/consumption";

/** More or less than before: the amount, and the share where before there was something. */
export function Change({ change }: { change: ChangeView }) {
  const { before, credits, share } = change;
  if (isNone(credits)) return <span className="text-muted">unchanged</span>;
  return (
    <span className="numerals whitespace-nowrap" title={`${formatCredits(before)} before`}>
      {signed(formatCredits(credits), credits)}{" "}
      <span className="text-muted">
        {share === null ? "new" : signed(formatShare(share), share)}
      </span>
    </span>
  );
}

/** "5 credits more (+29.4%) than in", to go before the time that it is compared with. */
export function changeWords({ credits, share }: ChangeView, unit: string): string {
  if (isNone(credits)) return "As much as in";
  const amount = formatCredits(credits.replace("-", ""));
  const percent = share === null ? "" : ` (${signed(formatShare(share), share)})`;
  return `${amount} ${unit} ${credits.startsWith("-") ? "less" : "more"}${percent} than in`;
}

const isNone = (amount: string) => !/[1-9]/.test(amount);
const signed = (words: string, amount: string) =>
  amount.startsWith("-") || isNone(amount) ? words : `+${words}`;
