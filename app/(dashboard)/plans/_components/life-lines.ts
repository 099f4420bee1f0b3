import type { GrantLifeView } from "@/lib/catalog/schema/grant-life";
import { formatCredits } from "@/lib/money/format";
import type { LineField } from "./line-field";
import { CATEGORY_WORDS, expiryWords } from "./plan-words";

/** How credits live, field by field; what is as usual is not said. */
export function lifeFields(
  life: GrantLifeView,
  period: string,
  names: ReadonlyMap<string, string>,
): readonly LineField[] {
  const fields: LineField[] = [
    ["Unused credits", expiryWords({ ...life, period: period as "MONTHLY" })],
    ["Priority", String(life.priority)],
    ["Kind", CATEGORY_WORDS[life.category]],
  ];
  if (life.rollover.mode !== "none") fields.push(["Rollover", rolloverWords(life.rollover)]);
  if (life.isProrated) fields.push(["A first period cut short", "gives its share"]);
  if (life.featureIds.length > 0) {
    const paid = life.featureIds.map((id) => names.get(id) ?? id);
    fields.push(["They pay for", paid.join(", ")]);
  }
  return fields;
}

function rolloverWords({ mode, cap, percent, periods }: GrantLifeView["rollover"]): string {
  const kept = {
    none: "nothing",
    all: "all of it",
    cap: `up to ${cap === null ? "…" : formatCredits(cap)} credits`,
    percent: `${percent ?? "…"} % of it`,
  }[mode];
  return `${kept}, for ${periods === 1 ? "one more period" : `${periods} periods`}`;
}
