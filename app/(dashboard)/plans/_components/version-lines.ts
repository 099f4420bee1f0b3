/** A plan version said line by line: to read it, and to compare it with another. */
import type { PlanVersionView } from "@/lib/catalog/schema/plan";
import { formatMoney } from "@/lib/money/format";
import { featureWords } from "./feature-words";
import { type FeatureOption, offerOfVersion } from "./offer";
import { expiryWords, grantWords, periodWord } from "./plan-words";

type Fee = Extract<PlanVersionView["charges"][number], { kind: "RECURRING" }>;

export type VersionLine = {
  /** The same thing in another version has the same key. */
  readonly key: string;
  readonly area: "Price" | "Credits" | "Features" | "Overage";
  readonly label: string;
  readonly text: string;
};

export function versionLines(
  version: PlanVersionView,
  options: readonly FeatureOption[],
): readonly VersionLine[] {
  const offer = offerOfVersion(version, options);
  return [
    ...version.charges.map((charge, place) => chargeLine(charge, place)),
    ...version.grants.map(
      (grant, place): VersionLine => ({
        key: `grant ${grant.name || place}`,
        area: "Credits",
        label: grant.name || "Credits",
        text: `${grantWords(grant)}, ${expiryWords(grant)}; priority ${grant.priority}`,
      }),
    ),
    ...offer.features.map((feature): VersionLine => {
      const { title, note } = featureWords(feature);
      const isStatic = feature.type === "STATIC";
      const words = isStatic ? (feature.staticValue ?? "") : (note ?? "included");
      return {
        key: `feature ${feature.id}`,
        area: "Features",
        label: isStatic ? feature.name : title,
        text: feature.isEnabled ? words : "not included",
      };
    }),
    overageLine(version),
  ];
}

function chargeLine(charge: PlanVersionView["charges"][number], place: number): VersionLine {
  const common = {
    key: `charge ${charge.kind} ${charge.name || place}`,
    area: "Price" as const,
  };
  switch (charge.kind) {
    case "RECURRING":
      return {
        ...common,
        label: charge.name || "Price",
        text: `${feeWords(charge)} per ${periodWord(charge.period)}, ${
          charge.invoiceCadence === "ADVANCE" ? "in advance" : "afterwards"
        }`,
      };
    case "USAGE":
      return {
        ...common,
        label: charge.name || charge.feature.name,
        text: `usage price, ${charge.model.toLowerCase().replace("_", " ")}${
          charge.amount === null
            ? ""
            : ` ${charge.amount} ${charge.creditUnit ?? charge.currency ?? ""}`
        }`,
      };
    case "CREDITS":
      return {
        ...common,
        label: charge.name || "Credit tiers",
        text: charge.tiers
          .map(({ credits, price }) => `${credits} for ${formatMoney(price, charge.currency)}`)
          .join(", "),
      };
  }
}

/** "149.00 USD", "25 credits for each of 3, 1 of them free" */
const feeWords = ({ amount, currency, creditUnit, quantity, freeQuantity }: Fee): string => {
  const price = currency === null ? `${amount} ${creditUnit}` : formatMoney(amount, currency);
  const free = freeQuantity > 0 ? `, ${freeQuantity} of them free` : "";
  return quantity === 1 && !free ? price : `${price} for each of ${quantity}${free}`;
};

const overageLine = ({ overageRule, overagePrice, currency }: PlanVersionView): VersionLine => ({
  key: "overage",
  area: "Overage",
  label: "Overage",
  text:
    overageRule === "INVOICE" && overagePrice !== null
      ? `invoiced at ${formatMoney(overagePrice, currency)} per credit`
      : overageRule === "INVOICE"
        ? "invoiced, no price yet"
        : "carried: the next credits pay it first",
});

export type LineChange = {
  readonly key: string;
  readonly area: VersionLine["area"];
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
};

/** What differs, in the order of the new version; what is gone comes last. */
export function changesBetween(
  before: readonly VersionLine[],
  after: readonly VersionLine[],
): readonly LineChange[] {
  const old = new Map(before.map((line) => [line.key, line]));
  const kept = new Set(after.map(({ key }) => key));
  return [
    ...after.map(({ text, ...line }) => ({
      ...line,
      before: old.get(line.key)?.text ?? null,
      after: text,
    })),
    ...before
      .filter(({ key }) => !kept.has(key))
      .map(({ text, ...line }) => ({ ...line, before: text, after: null })),
  ].filter(({ before: was, after: is }) => was !== is);
}
