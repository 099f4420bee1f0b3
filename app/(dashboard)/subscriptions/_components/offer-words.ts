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

/** `2,500 credits / month` */
export const givenWords = ({
  credits,
  creditUnit,
  cadence,
  period,
}: OfferView["credits"][number]): string =>
  `${formatCredits(credits)} ${creditUnit}${cadence === "ONE_TIME" ? " once" : per(period)}`;

/** What a plan asks and gives, in one line: money, then credits, then what is paid in them. */
export function offerWords(offer: OfferView): string {
  const { fees, tiers, credits, currency, trialDays } = offer;
  const asked = [
    ...fees.filter(({ isMoney }) => isMoney).map(feeWords),
    ...tiers.map((of) => tiersWords(of, currency)),
  ];
  const drawn = fees.filter(({ isMoney }) => !isMoney).map((fee) => drawnWords(fee, offer.name));
  const none = asked.length + drawn.length > 0 ? [] : ["no fee"];
  const trial = trialDays > 0 ? [`${trialDays} days of trial`] : [];
  return [...asked, ...none, ...credits.map(givenWords), ...drawn, ...trial].join(" · ");
}

/** `Mailboxes 50 credits / month, the first free`; by its name where that is not the plan's own. */
export function drawnWords(fee: OfferedFee, planName = ""): string {
  const { name, freeQuantity: free } = fee;
  const named = name === planName ? "" : `${name} `;
  const first = free === 1 ? ", the first free" : free > 1 ? `, the first ${free} free` : "";
  return `${named}${feeWords(fee)}${first}`.trim();
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
