import { formatCredits, formatMoney } from "@/lib/money/format";
import type { OfferedFee, OfferedTiers, OfferView } from "@/lib/subscription/schema/offer";
import { lengthWord } from "./subscription-words";

const per = (period: OfferedFee["period"]) => ` / ${lengthWord(period)}`;

/** `50 credits / month`, of each piece where there are several. */
export const feeWords = ({ amount, unit, isMoney, period }: OfferedFee): string =>
  `${isMoney ? formatMoney(amount, unit) : `${formatCredits(amount)} ${unit}`}${per(period)}`;

/** `from USD 149.00 / month for 2,000 credits`. */
function tiersWords({ tiers, creditUnit, period }: OfferedTiers, currency: string): string {
  const [first] = tiers;
  if (!first) return "";
  const from = tiers.length > 1 ? "from " : "";
  const credits = `${formatCredits(first.credits)} ${creditUnit}`;
  return `${from}${formatMoney(first.price, currency)}${per(period)} for ${credits}`;
}

/** What a plan asks and gives, in one line. */
export function offerWords({ fees, tiers, credits, currency, trialDays }: OfferView): string {
  const asked = [...fees.map(feeWords), ...tiers.map((of) => tiersWords(of, currency))];
  const given = credits.map(
    ({ credits: amount, creditUnit, cadence, period }) =>
      `${formatCredits(amount)} ${creditUnit} ${cadence === "ONE_TIME" ? "once" : per(period)}`,
  );
  const trial = trialDays > 0 ? [`${trialDays} days of trial`] : [];
  return [...(asked.length > 0 ? asked : ["no fee"]), ...given, ...trial].join(" · ");
}

/** A tier as one chooses it: what it gives, for what. */
export const tierWords = (
  { credits, price }: OfferedTiers["tiers"][number],
  { creditUnit, period, cadence }: OfferedTiers,
  currency: string,
) => ({
  title: `${formatCredits(credits)} ${creditUnit}`,
  note: `${formatMoney(price, currency)}${per(period)}${
    cadence === "MONTHLY" && period !== "MONTHLY" ? ", given in monthly shares" : ""
  }`,
});
