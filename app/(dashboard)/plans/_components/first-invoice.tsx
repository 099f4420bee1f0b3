import { Money } from "@/components/domain/amounts";
import { Preview, PreviewLine } from "@/components/domain/preview";
import { decimalText, parseDecimal } from "@/lib/money/decimal";
import { formatCredits } from "@/lib/money/format";
import type { Offer, OfferFee } from "./offer";
import type { ChosenOffer, ChosenTier } from "./offer-choice";
import { periodWord } from "./plan-words";

type Sum = { readonly label: string; readonly amount: string; readonly isInAdvance: boolean };

/** What a customer who starts today is asked for and given today. */
export function FirstInvoice({ offer }: { offer: ChosenOffer }) {
  const { currency, trialDays } = offer;
  const sums = [...offer.chosen.map(sumOfTier), ...offer.fees.filter(isMoney).map(sumOfFee)];
  const isTrial = trialDays > 0;
  const inAdvance = isTrial ? [] : sums.filter(({ isInAdvance }) => isInAdvance);
  const later = sums.filter(({ isInAdvance }) => isTrial || !isInAdvance);
  return (
    <Preview title="A customer who starts today">
      <div className="grid gap-1">
        {inAdvance.map(({ label, amount }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two equal fees have no other identity.
          <PreviewLine key={place} label={label}>
            <Money amount={amount} currency={currency} />
          </PreviewLine>
        ))}
        <PreviewLine label="First invoice" strong>
          <Money amount={totalOf(inAdvance)} currency={currency} />
        </PreviewLine>
        {later.length > 0 && (
          <PreviewLine label={isTrial ? `After ${trialDays} days` : "Invoiced afterwards"}>
            <Money amount={totalOf(later)} currency={currency} />
          </PreviewLine>
        )}
      </div>
      <CreditsToday offer={offer} isTrial={isTrial} />
    </Preview>
  );
}

/** The credits of the first day: those of the trial, or those of the plan less its fees in credits. */
function CreditsToday({ offer, isTrial }: { offer: ChosenOffer; isTrial: boolean }) {
  const grants = offer.grants.filter(
    ({ expirationKind }) => isTrial === (expirationKind === "TRIAL"),
  );
  const given = [
    ...(isTrial
      ? []
      : offer.chosen.map(({ credits, creditUnit, isShared }) => ({
          label: isShared ? "Credits of the year, in shares" : "Credits today",
          text: `${formatCredits(credits)} ${creditUnit}`,
        }))),
    ...sumsByUnit(grants).map(([creditUnit, credits]) => ({
      label: "Credits today",
      text: `${formatCredits(credits)} ${creditUnit}`,
    })),
    ...(isTrial
      ? []
      : offer.fees
          .filter((fee) => !isMoney(fee))
          .map((fee) => ({
            label: fee.name || "Taken at once",
            text: `−${formatCredits(sumOfFee(fee).amount)} ${fee.creditUnit}`,
          }))),
  ];
  return (
    <div className="grid gap-1 border-t pt-3">
      {given.length === 0 && <PreviewLine label="Credits today">none</PreviewLine>}
      {given.map(({ label, text }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two equal grants have no other identity.
        <PreviewLine key={place} label={label} strong>
          {text}
        </PreviewLine>
      ))}
    </div>
  );
}

/** Several grants of a unit are one amount to whoever reads what comes today. */
function sumsByUnit(
  grants: Offer["grants"],
): readonly (readonly [unit: string, credits: string])[] {
  const sums = new Map<string, bigint>();
  for (const { creditUnit, credits } of grants) {
    sums.set(creditUnit, (sums.get(creditUnit) ?? 0n) + (parseDecimal(credits) ?? 0n));
  }
  return [...sums].map(([unit, sum]) => [unit, decimalText(sum)]);
}

const isMoney = ({ creditUnit }: OfferFee): boolean => creditUnit === null;

const sumOfTier = ({ name, period, price, isInAdvance }: ChosenTier): Sum => ({
  label: name || `First ${periodWord(period)}`,
  amount: price,
  isInAdvance,
});

const sumOfFee = (fee: OfferFee): Sum => ({
  label: fee.name || `First ${periodWord(fee.period)}`,
  amount: decimalText(
    (parseDecimal(fee.amount) ?? 0n) * BigInt(Math.max(0, fee.quantity - fee.freeQuantity)),
  ),
  isInAdvance: fee.isInAdvance,
});

const totalOf = (sums: readonly Sum[]): string =>
  decimalText(sums.reduce((total, { amount }) => total + (parseDecimal(amount) ?? 0n), 0n));
