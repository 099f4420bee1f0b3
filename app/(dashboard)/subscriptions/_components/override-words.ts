import { formatCredits, formatMoney } from "@/lib/money/format";
import type {
  AgreedOverrideFields,
  AgreedValue,
  OverridableView,
  OverrideView,
  PriceView,
} from "@/lib/subscription/schema/override";

const inUnit = (amount: string, { unit, isMoney }: Pick<PriceView, "unit" | "isMoney">) =>
  isMoney ? formatMoney(amount, unit) : `${formatCredits(amount)} ${unit}`;

/** What is agreed, or what the plan says of it, in one line. */
export function agreedWords(value: AgreedValue | null): string {
  switch (value?.kind) {
    case undefined:
      return "nothing";
    case "fee":
      return `${inUnit(value.amount, value)} a piece`;
    case "credits":
      return `${formatCredits(value.credits)} ${value.creditUnit}`;
    case "limit":
      return limitWords(value);
    case "price":
      return priceWords(value.price);
  }
}

/** The same of what is typed into a form, of a subject that the plan speaks of in some unit. */
export function typedWords(
  own: AgreedOverrideFields,
  { planValue }: Pick<OverridableView, "planValue">,
  currency: string,
): string {
  switch (own.kind) {
    case "fee": {
      const unit = planValue?.kind === "fee" ? planValue : { unit: currency, isMoney: true };
      return agreedWords({ ...unit, kind: "fee", amount: own.amount });
    }
    case "credits": {
      const creditUnit = planValue?.kind === "credits" ? planValue.creditUnit : "credits";
      return agreedWords({ kind: "credits", credits: own.credits, creditUnit });
    }
    case "limit": {
      const plan =
        planValue?.kind === "limit"
          ? planValue
          : { kind: "limit" as const, includedUnits: null, usageLimit: null, unitPlural: "" };
      const { includedUnits = plan.includedUnits, usageLimit = plan.usageLimit } = own;
      return agreedWords({ ...plan, includedUnits, usageLimit });
    }
    case "price":
      return priceWords(typedPrice(own, planValue));
  }
}

function typedPrice(
  own: Extract<AgreedOverrideFields, { kind: "price" }>,
  planValue: AgreedValue | null,
): PriceView {
  const { unit, isMoney } =
    planValue?.kind === "price" ? planValue.price : { unit: "credits", isMoney: false };
  const { model = "PER_UNIT", amount = null, packageSize = null, tiers = [] } = own;
  const { freeUnits = null, minimum = null, maximum = null } = own;
  const { fixedPerEvent = null, freeEvents = 0, freeAmount = null } = own;
  return {
    ...{ unit, isMoney, model, amount, packageSize, freeUnits, minimum, maximum },
    ...{ fixedPerEvent, freeEvents, freeAmount },
    tiers: tiers.map(({ upTo, unitAmount = "0", flatAmount = "0" }) => ({
      ...{ upTo: upTo || null, unitAmount, flatAmount },
    })),
  };
}

function limitWords({
  includedUnits,
  usageLimit,
  unitPlural,
}: Extract<AgreedValue, { kind: "limit" }>): string {
  const free = includedUnits === null ? [] : [`${formatCredits(includedUnits)} free`];
  const most = usageLimit === null ? "no limit" : `at most ${formatCredits(usageLimit)}`;
  return `${[...free, most].join(", ")} ${unitPlural}`.trim();
}

const priceWords = (price: PriceView): string =>
  [modelWords(price), ...boundWords(price)].join("; ");

/** What is free of a period, and what it costs at least and at most. */
function boundWords(price: PriceView): readonly string[] {
  const { freeUnits, freeEvents, freeAmount, minimum, maximum } = price;
  return [
    ...(isSome(freeUnits) ? [`the first ${formatCredits(freeUnits)} free`] : []),
    ...(freeEvents > 0 ? [`the first ${formatCredits(String(freeEvents))} events free`] : []),
    ...(isSome(freeAmount) ? [`the first ${formatCredits(freeAmount)} free`] : []),
    ...(isSome(minimum) ? [`at least ${inUnit(minimum, price)} a period`] : []),
    ...(isSome(maximum) ? [`at most ${inUnit(maximum, price)} a period`] : []),
  ];
}

const isSome = (amount: string | null): amount is string => amount !== null && /[1-9]/.test(amount);

function modelWords(price: PriceView): string {
  const amount = inUnit(price.amount ?? "0", price);
  switch (price.model) {
    case "FLAT":
      return `${amount} for all use`;
    case "PER_UNIT":
      return `${amount} a unit`;
    case "PACKAGE":
      return `${amount} for every ${formatCredits(price.packageSize ?? "1")}`;
    case "PERCENTAGE":
      return `a share of ${price.amount ?? "0"}${
        isSome(price.fixedPerEvent) ? ` + ${inUnit(price.fixedPerEvent, price)} an event` : ""
      }`;
    case "GRADUATED":
    case "VOLUME":
    case "STAIRSTEP":
      return `${MODEL_WORDS[price.model].toLowerCase()}: ${price.tiers
        .map((tier) => tierWords(tier, price))
        .join("; ")}`;
  }
}

function tierWords(
  { upTo, unitAmount, flatAmount }: PriceView["tiers"][number],
  price: PriceView,
): string {
  const parts = [
    ...(price.model === "STAIRSTEP" ? [] : [`${inUnit(unitAmount, price)} a unit`]),
    ...(/[1-9]/.test(flatAmount) ? [`${inUnit(flatAmount, price)} once`] : []),
  ];
  const bound = upTo === null ? "the rest" : `to ${formatCredits(upTo)}`;
  return `${bound} ${parts.join(" + ") || "free"}`;
}

export const MODEL_WORDS = {
  PER_UNIT: "A unit",
  FLAT: "Flat",
  PACKAGE: "A package",
  GRADUATED: "Graduated",
  VOLUME: "Volume",
  STAIRSTEP: "Stairstep",
  PERCENTAGE: "A share",
} as const;

export const KIND_WORDS = {
  fee: "Price of",
  credits: "Credits of",
  price: "Use of",
  limit: "Limit of",
} as const;

export const STATE_WORDS: Readonly<Record<OverrideView["state"], string>> = {
  coming: "to come",
  in_force: "in force",
  overlaid: "another holds",
  over: "over",
};
