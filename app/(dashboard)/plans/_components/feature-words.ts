/** What a plan allows of a feature, in a title and a line under it (SEMANTICS 7.5). */
import { formatCredits, rateWords } from "@/lib/money/format";
import type { OfferFeature } from "./offer";
import { RESET_WORDS } from "./plan-words";

type Words = { readonly title: string; readonly note?: string };

export function featureWords(feature: OfferFeature): Words {
  switch (feature.type) {
    case "BOOLEAN":
      return { title: feature.name };
    case "STATIC":
      return { title: `${feature.name}: ${feature.staticValue || "…"}` };
    case "METERED":
      return { title: feature.name, note: meteredWords(feature) };
  }
}

function meteredWords(feature: OfferFeature): string {
  const { includedUnits, usageLimit, isSoftLimit } = feature;
  const each = priceWords(feature);
  if (includedUnits === null && usageLimit === null) return each;
  if (includedUnits === null) {
    const free = `${unitsOf(feature, usageLimit)} free ${RESET_WORDS[feature.reset]}`;
    return isSoftLimit ? `${free}, then ${each}` : `${free}, not more`;
  }
  const free = `${unitsOf(feature, includedUnits)} free ${RESET_WORDS[feature.reset]}, then ${each}`;
  const isNoneFree = /^0(\.0*)?$/.test(includedUnits);
  const start = isNoneFree ? each : free;
  return usageLimit === null || isSoftLimit
    ? start
    : `${start}, at most ${formatCredits(usageLimit)} ${isNoneFree ? RESET_WORDS[feature.reset] : ""}`.trim();
}

const priceWords = ({ cost, planPrice, unitSingular }: OfferFeature): string =>
  planPrice ?? (cost === null ? "without charge" : rateWords(cost, unitSingular));

function unitsOf({ unitSingular, unitPlural }: OfferFeature, count: string | null): string {
  const word = count === "1" ? unitSingular : unitPlural || unitSingular;
  return `${formatCredits(count ?? "0")}${word && ` ${word}`}`;
}
