import { Instant } from "@/components/domain/instant";
import { PreviewLine } from "@/components/domain/preview";
import { formatCredits, formatMoney } from "@/lib/money/format";
import type { AgreedAheadView, PriceOfLotView } from "@/lib/subscription/schema/override";

type BeforeAfter = { readonly before: string; readonly after: string };
type Bill = AgreedAheadView["billings"][number];

/** The next bills as they would be without it and with it, and what use of late would cost. */
export function AgreedAhead({
  ahead: { billings, use },
  zone,
  currency,
}: {
  ahead: AgreedAheadView;
  zone: string;
  currency: string;
}) {
  return (
    <>
      {billings.length > 0 && (
        <section aria-label="Next bills" className="grid gap-2 border-t pt-3">
          <h4 className="font-medium text-sm">Next bills</h4>
          {billings.map((bill) => (
            <PreviewLine key={bill.at} label={<Instant at={bill.at} show="day" zone={zone} />}>
              {billWords(bill, currency)}
            </PreviewLine>
          ))}
          <p className="text-muted text-xs">Without what use adds to them.</p>
        </section>
      )}
      {use && (
        <PreviewLine
          label={`A period with ${formatCredits(use.quantity)} ${use.unitPlural} of use`}
          note={
            <>
              As many as were billed since <Instant at={use.since} show="day" zone={zone} />, free
              units of the feature left out.
            </>
          }
        >
          {turned({ before: lotWords(use.before), after: lotWords(use.after) })}
        </PreviewLine>
      )}
    </>
  );
}

/** What stays is said once; what turns, before and after. */
const turned = ({ before, after }: BeforeAfter): string =>
  before === after ? after : `${before} → ${after}`;

const isSome = ({ before, after }: BeforeAfter) => /[1-9]/.test(before + after);

function billWords({ invoiced, credits }: Bill, currency: string): string {
  const each = (words: (amount: string) => string, { before, after }: BeforeAfter) =>
    turned({ before: words(before), after: words(after) });
  const parts = [
    ...(isSome(invoiced) ? [each((amount) => formatMoney(amount, currency), invoiced)] : []),
    ...credits.flatMap(({ creditUnit, given, drawn }) => [
      ...(isSome(given) ? [`${each(formatCredits, given)} ${creditUnit}`] : []),
      ...(isSome(drawn) ? [`${each(formatCredits, drawn)} ${creditUnit} drawn`] : []),
    ]),
  ];
  return parts.join(", ") || "nothing";
}

function lotWords(price: PriceOfLotView | null): string {
  if (price === null) return "no price";
  const { amount, unit, isMoney } = price;
  return isMoney ? formatMoney(amount, unit) : `${formatCredits(amount)} ${unit}`;
}
