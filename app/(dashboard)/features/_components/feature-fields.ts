import type { FeatureFields } from "@/lib/catalog/schema/feature";

/** The meter as its fields hold it. */
export type MeterFields = NonNullable<FeatureFields["meter"]>;

/** Forms that have a meter at `meter`. */
export type WithMeter = { meter?: MeterFields | null | undefined };

export const BLANK_METER = {
  eventName: "",
  aggregation: "COUNT",
  property: "",
  multiplier: "1",
  filters: [],
} as const satisfies MeterFields;

export const BLANK_FEATURE: FeatureFields = {
  name: "",
  key: "",
  description: "",
  type: "METERED",
  unitSingular: "",
  unitPlural: "",
  meter: { ...BLANK_METER, filters: [] },
  creditsPerUnit: null,
  chargeOnce: null,
  allowsReturns: false,
  reportingUnit: null,
};

/** What is typed as `email, phone` means two values; an array is one already. */
export const asList = (typed: unknown): string[] =>
  Array.isArray(typed)
    ? typed
    : String(typed ?? "")
        .split(",")
        .map((value) => value.trim())
        .filter(Boolean);

/** Nothing typed is nothing said. */
export const asNone = (typed: unknown): string | null =>
  typeof typed === "string" && typed.trim() !== "" ? typed : null;

type Fault = { readonly message?: unknown; readonly root?: { readonly message?: unknown } };

/** The fault of a list, or of the first of its items that has one. */
export function faultOfList(errors: unknown): string | undefined {
  if (errors === null || typeof errors !== "object") return undefined;
  const first: unknown = Array.isArray(errors) ? errors.find(Boolean) : undefined;
  const { message, root } = errors as Fault;
  const found = message ?? root?.message ?? (first as Fault | undefined)?.message;
  return typeof found === "string" ? found : undefined;
}

/** "1 credit", "5 credits"; units of other names stay as they are. */
export const creditWord = (amount: string, unit: string): string =>
  unit === "credits" && amount === "1" ? "credit" : unit;
