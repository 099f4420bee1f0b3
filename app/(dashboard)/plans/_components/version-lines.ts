/** A plan version said part by part and field by field: to read it, and to compare it with another. */
import type { PlanVersionView } from "@/lib/catalog/schema/plan";
import { formatMoney } from "@/lib/money/format";
import { chargeFields } from "./charge-lines";
import { featureWords } from "./feature-words";
import { lifeFields } from "./life-lines";
import type { LineField } from "./line-field";
import { type FeatureOption, offerOfVersion } from "./offer";
import { grantWords, periodWord } from "./plan-words";

export type VersionLine = {
  /** The same part in another version has the same key. */
  readonly key: string;
  readonly area: "Price" | "Credits" | "Features" | "Terms";
  readonly label: string;
  readonly fields: readonly LineField[];
  /** Of credits: they cost money of their own. */
  readonly hasPrice?: boolean;
};

export function versionLines(
  version: PlanVersionView,
  options: readonly FeatureOption[],
): readonly VersionLine[] {
  const names = new Map(options.map(({ id, name }) => [id, name]));
  return withOwnKeys([
    ...version.charges.map(
      (charge): VersionLine => ({
        key: `charge ${charge.lookupKey ?? charge.kind} ${
          charge.kind === "USAGE" ? charge.feature.key : `${charge.name} ${charge.period}`
        }`,
        area: charge.kind === "CREDITS" ? "Credits" : "Price",
        label: chargeLabel(charge),
        fields: chargeFields(charge, { currency: version.currency, names }),
        ...(charge.kind === "CREDITS" && { hasPrice: true }),
      }),
    ),
    ...version.grants.map(
      (grant): VersionLine => ({
        key: `grant ${grant.name} ${grant.cadence}`,
        area: "Credits",
        label: grant.name || "Credits",
        fields: [["Given", grantWords(grant)], ...lifeFields(grant, grant.period, names)],
      }),
    ),
    ...offerOfVersion(version, options).features.map((feature): VersionLine => {
      const { title, note } = featureWords(feature);
      const isStatic = feature.type === "STATIC";
      const words = isStatic ? (feature.staticValue ?? "") : (note ?? "included");
      return {
        key: `feature ${feature.id}`,
        area: "Features",
        label: isStatic ? feature.name : title,
        fields: [["Allowed", feature.isEnabled ? words : "not included"]],
      };
    }),
    ...termLines(version),
  ]);
}

const chargeLabel = (charge: PlanVersionView["charges"][number]): string => {
  if (charge.name) return charge.name;
  if (charge.kind === "USAGE") return charge.feature.name;
  return charge.kind === "CREDITS" ? `Credit tiers, every ${periodWord(charge.period)}` : "Price";
};

/** Parts that nothing tells apart are told apart by their order. */
function withOwnKeys(lines: readonly VersionLine[]): readonly VersionLine[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const count = seen.get(line.key) ?? 0;
    seen.set(line.key, count + 1);
    return count === 0 ? line : { ...line, key: `${line.key} ${count}` };
  });
}

function termLines(version: PlanVersionView): readonly VersionLine[] {
  const { commitment, currency } = version;
  const overage: VersionLine = {
    key: "overage",
    area: "Terms",
    label: "Overage",
    fields: [["At the period's end", overageWords(version)]],
  };
  const inCurrency: VersionLine = {
    key: "currency",
    area: "Terms",
    label: "Currency",
    fields: [["Of every price", currency]],
  };
  if (!commitment) return [inCurrency, overage];
  const amount =
    commitment.creditUnit === null
      ? formatMoney(commitment.amount, currency)
      : `${commitment.amount} ${commitment.creditUnit}`;
  return [
    inCurrency,
    overage,
    {
      key: "commitment",
      area: "Terms",
      label: "Commitment",
      fields: [
        ["Amount", `${amount} each ${periodWord(commitment.period)}`],
        [
          "What was not spent",
          commitment.shortfall === "ROLL"
            ? "added to the next period"
            : "invoiced at the period's end",
        ],
      ],
    },
  ];
}

function overageWords({ overageRule, overagePrice, currency }: PlanVersionView): string {
  if (overageRule === "CARRY") return "carried: the next credits pay it first";
  return overagePrice === null
    ? "invoiced, no price yet"
    : `invoiced at ${formatMoney(overagePrice, currency)} per credit`;
}

export type FieldChange = {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
};

export type LineChange = {
  readonly key: string;
  readonly area: VersionLine["area"];
  readonly label: string;
  readonly kind: "added" | "removed" | "changed";
  /** Only those that differ; of a part that came or went, all. */
  readonly fields: readonly FieldChange[];
};

/** What differs, in the order of the new version; what is gone comes last. */
export function changesBetween(
  before: readonly VersionLine[],
  after: readonly VersionLine[],
): readonly LineChange[] {
  const old = new Map(before.map((line) => [line.key, line]));
  const kept = new Set(after.map(({ key }) => key));
  return [
    ...after.map((line) => changeOf(old.get(line.key), line)),
    ...before.filter(({ key }) => !kept.has(key)).map((line) => changeOf(line, undefined)),
  ].filter(({ fields }) => fields.length > 0);
}

function changeOf(before: VersionLine | undefined, after: VersionLine | undefined): LineChange {
  const line = after ?? before;
  if (!line) throw new RangeError("a change has a side at least");
  const was = new Map(before?.fields);
  const is = new Map(after?.fields);
  const names = [...new Set([...is.keys(), ...was.keys()])];
  const { key, area, label } = line;
  return {
    ...{ key, area, label },
    kind: before ? (after ? "changed" : "removed") : "added",
    fields: names
      .map((name) => ({ name, before: was.get(name) ?? null, after: is.get(name) ?? null }))
      .filter((field) => field.before !== field.after),
  };
}
