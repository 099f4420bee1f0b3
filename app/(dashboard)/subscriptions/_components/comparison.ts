/** Plans side by side, as a table of words. */
import { formatCredits, formatMoney } from "@/lib/money/format";
import type { OfferedTiers, OfferView } from "@/lib/subscription/schema/offer";
import { allowanceOf } from "./allowed-features";
import { drawnWords, givenWords } from "./offer-words";
import { lengthWord } from "./subscription-words";

export type Length = OfferView["periods"][number];

type Comparison = {
  readonly rows: readonly {
    readonly name: string;
    /** Of each plan, in the order of the plans; several lines where there are several things. */
    readonly cells: readonly (readonly string[])[];
  }[];
};

const LENGTHS = ["MONTHLY", "QUARTERLY", "SEMI_ANNUAL", "ANNUAL"] as const satisfies Length[];

/** The periods that any of these plans is sold by, the shortest first. */
export const lengthsOf = (offers: readonly OfferView[]): readonly Length[] =>
  LENGTHS.filter((length) => offers.some(({ periods }) => periods.includes(length)));

/** Whether one can have it by this period: a plan without a fee goes by any. */
export const isSoldBy = ({ periods }: OfferView, length: Length): boolean =>
  periods.length === 0 || periods.includes(length);

/** What each plan asks, gives and allows, paid by this period. */
export function comparisonOf(offers: readonly OfferView[], length: Length): Comparison {
  const row = (name: string, cellOf: (offer: OfferView) => readonly string[]) => ({
    name,
    cells: offers.map(cellOf),
  });
  const rows = [
    row(`Price / ${lengthWord(length)}`, (offer) => priceWords(offer, length)),
    row("Credits", (offer) => creditWords(offer, length)),
    row("Trial", ({ trialDays }) => (trialDays > 0 ? [`${trialDays} days`] : [])),
    row("In credits", ({ fees }) =>
      fees.filter(({ isMoney }) => !isMoney).map((fee) => drawnWords(fee)),
    ),
    ...featuresOf(offers).map(({ featureId, name }) =>
      row(name, ({ features }) =>
        features.filter((one) => one.featureId === featureId).map(allowanceOf),
      ),
    ),
  ];
  return { rows: rows.filter(({ cells }) => cells.some((words) => words.length > 0)) };
}

/** Each feature that one of them lists, in the order of the plans. */
const featuresOf = (offers: readonly OfferView[]) => [
  ...new Map(
    offers.flatMap(({ features }) => features.map((feature) => [feature.featureId, feature])),
  ).values(),
];

function priceWords(offer: OfferView, length: Length): readonly string[] {
  if (offer.periods.length === 0) return ["Free"];
  if (!isSoldBy(offer, length)) {
    return [`only by the ${offer.periods.map(lengthWord).join(" or ")}`];
  }
  const tiers = offer.tiers.filter(({ period }) => period === length);
  const fees = offer.fees.filter(({ isMoney, period }) => isMoney && period === length);
  return [
    ...tiers.flatMap(({ tiers: steps }) =>
      steps.map(({ credits, price }) =>
        steps.length === 1
          ? formatMoney(price, offer.currency)
          : `${formatMoney(price, offer.currency)} for ${formatCredits(credits)}`,
      ),
    ),
    ...fees.map(({ amount, quantity }) =>
      quantity > 1
        ? `${formatMoney(amount, offer.currency)} × ${quantity}`
        : formatMoney(amount, offer.currency),
    ),
  ];
}

function creditWords(offer: OfferView, length: Length): readonly string[] {
  const tiers = offer.tiers.filter(({ period }) => period === length);
  return [...tiers.map(stepWords), ...offer.credits.map(givenWords)];
}

const OR = new Intl.ListFormat("en-GB", { type: "disjunction" });

/** `2,000 or 3,000 credits / month` */
function stepWords({ tiers, creditUnit, period, cadence }: OfferedTiers): string {
  const amounts = OR.format(tiers.map(({ credits }) => formatCredits(credits)));
  const shares = cadence === "MONTHLY" && period !== "MONTHLY" ? ", in monthly shares" : "";
  return `${amounts} ${creditUnit} / ${lengthWord(period)}${shares}`;
}
