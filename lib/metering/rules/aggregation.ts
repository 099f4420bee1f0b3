/**
 * What one event says to its meter (SEMANTICS 7.1). An event that cannot be counted says why; it
 * is never taken for zero. What the total becomes of it is `running-total.ts`.
 */
import type { Aggregation, AggregationType } from "@/lib/catalog/rules/feature";
import { ONE, parseDecimal, SCALE, timesOverHalfUp } from "@/lib/money/decimal";
import { nanounits, ONE_UNIT, type Quantity } from "@/lib/money/quantity";
import { type EventProperties, propertyText } from "./event-match";

export type CountingFault =
  | "property_missing"
  | "not_a_number"
  | "too_many_places"
  | "too_large"
  | "send_as_string"
  | "negative_not_allowed"
  | "not_a_single_value";

/** The value that an event brings; for UNIQUE_COUNT one unit, and which value it is for. */
export type Counts = { readonly value: Quantity; readonly distinct: string | null };

export type Counted =
  | ({ readonly ok: true } & Counts)
  | { readonly ok: false; readonly fault: CountingFault; readonly property: string | null };

type Rule = (
  aggregation: Aggregation,
  properties: EventProperties,
  allowsReturns: boolean,
) => Counted;

/** A double tells so many significant digits exactly. */
const EXACT_DIGITS = 15;
/** The most that one event may count: as many units as credits may move in a command. */
const MOST = 10n ** 15n * ONE;
const PLAIN_NUMBER = /^[+-]?\d{1,29}(?:\.(\d+))?$/;

const counted = (
  { multiplier }: Aggregation,
  value: bigint,
  distinct: string | null = null,
): Counted => ({
  ok: true,
  value: nanounits(timesOverHalfUp(value, multiplier, ONE)),
  distinct,
});

const RULES = {
  COUNT: (aggregation) => counted(aggregation, ONE_UNIT),
  SUM: numberRule,
  MAX: numberRule,
  LATEST: numberRule,
  UNIQUE_COUNT: distinctRule,
} as const satisfies Record<AggregationType, Rule>;

/** What one event brings to its meter's total, the multiplier applied. */
export function countsOf(
  aggregation: Aggregation,
  properties: EventProperties,
  allowsReturns: boolean,
): Counted {
  const rule: Rule = RULES[aggregation.type];
  return rule(aggregation, properties, allowsReturns);
}

/** Values are told apart as filters do: `5` and `"5"` are one. */
function distinctRule(aggregation: Aggregation, properties: EventProperties): Counted {
  const { property } = aggregation;
  const raw = rawOf(aggregation, properties);
  if (raw === undefined || raw === null || raw === "") {
    return { ok: false, fault: "property_missing", property };
  }
  const text = property === null ? undefined : propertyText(properties, property);
  if (text === undefined) return { ok: false, fault: "not_a_single_value", property };
  return counted(aggregation, ONE_UNIT, text);
}

function rawOf({ property }: Aggregation, properties: EventProperties): unknown {
  return property !== null && Object.hasOwn(properties, property)
    ? properties[property]
    : undefined;
}

function numberRule(
  aggregation: Aggregation,
  properties: EventProperties,
  allowsReturns: boolean,
): Counted {
  const { property } = aggregation;
  const raw = rawOf(aggregation, properties);
  const fault = (fault: CountingFault): Counted => ({ ok: false, fault, property });
  if (raw === undefined || raw === null) return fault("property_missing");
  const value = numberOf(raw);
  if (typeof value === "string") return fault(value);
  if (value > MOST || value < -MOST) return fault("too_large");
  if (value < 0n && !allowsReturns) return fault("negative_not_allowed");
  return counted(aggregation, value);
}

/** A number or numeric string in billionths, or what is wrong with it. */
function numberOf(raw: unknown): bigint | CountingFault {
  if (typeof raw === "number" && !isExact(raw)) return "send_as_string";
  const text = typeof raw === "number" ? inFull(raw) : typeof raw === "string" ? raw.trim() : "";
  const [isPlain, fraction = ""] = PLAIN_NUMBER.exec(text) ?? [];
  if (isPlain === undefined) return "not_a_number";
  if (fraction.replace(/0+$/, "").length > SCALE) return "too_many_places";
  return parseDecimal(text.replace(/(\.\d{9})0+$/, "$1")) ?? "too_large";
}

/** Whether a JSON number has few enough digits to be what its sender meant (SEMANTICS 1.5). */
function isExact(value: number): boolean {
  const [mantissa = ""] = String(value).split("e");
  return mantissa.replace(/[-.]/g, "").replace(/^0+|0+$/g, "").length <= EXACT_DIGITS;
}

/** A number without exponent: `1.5e-7` is `0.00000015`. */
function inFull(value: number): string {
  const [mantissa = "", exponent] = String(value).split("e");
  if (exponent === undefined) return mantissa;
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const sign = value < 0 ? "-" : "";
  const places = Number(exponent);
  return places < 0
    ? `${sign}0.${"0".repeat(-places - 1)}${whole}${fraction}`
    : `${sign}${(whole + fraction).padEnd(places + 1, "0")}`;
}
