import { Money } from "@/components/domain/amounts";
import { Preview, PreviewLine } from "@/components/domain/preview";
import { decimalText, parseDecimal } from "@/lib/money/decimal";
import { formatCredits } from "@/lib/money/format";
import type { Offer, OfferFee } from "./offer";
import { periodWord } from "./plan-words";

/** What a customer who starts today is asked for and given today. */
export function FirstInvoice({ offer }: { offer: Offer }) {
  const { fees, grants, currency } = offer;
  const inAdvance = fees.filter(({ isInAdvance }) => isInAdvance);
  const later = fees.filter(({ isInAdvance }) => !isInAdvance);
  return (
    <Preview title="A customer who starts today">
      <div className="grid gap-1">
        {inAdvance.map((fee, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two equal fees have no other identity.
          <PreviewLine key={place} label={fee.name || `First ${periodWord(fee.period)}`}>
            <Money amount={fee.amount} currency={currency} />
          </PreviewLine>
        ))}
        <PreviewLine label="First invoice" strong>
          <Money amount={totalOf(inAdvance)} currency={currency} />
        </PreviewLine>
        {later.length > 0 && (
          <PreviewLine label="Invoiced afterwards">
            <Money amount={totalOf(later)} currency={currency} />
          </PreviewLine>
        )}
      </div>
      <div className="grid gap-1 border-t pt-3">
        {grants.length === 0 && <PreviewLine label="Credits today">none</PreviewLine>}
        {grants.map((grant, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two equal grants have no other identity.
          <PreviewLine key={place} label="Credits today" strong>
            {`${formatCredits(grant.credits)} ${grant.creditUnit}`}
          </PreviewLine>
        ))}
      </div>
    </Preview>
  );
}

const totalOf = (fees: readonly OfferFee[]): string =>
  decimalText(fees.reduce((total, { amount }) => total + (parseDecimal(amount) ?? 0n), 0n));
