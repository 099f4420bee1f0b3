/** A term of its own as its form holds it: text in every field. */
import type { OverridableView, OverrideFields } from "@/lib/subscription/schema/override";

export type OwnFields = {
  /** Which of the overridables. */
  subject: string;
  amount: string;
  includedUnits: string;
  usageLimit: string;
  model: "FLAT" | "PER_UNIT" | "PACKAGE" | "GRADUATED" | "VOLUME" | "STAIRSTEP" | "PERCENTAGE";
  packageSize: string;
  tiers: { upTo: string; unitAmount: string; flatAmount: string }[];
  fixedPerEvent: string;
  freeUnits: string;
  freeEvents: string;
  freeAmount: string;
  minimum: string;
  maximum: string;
  sinceDay: string;
  untilDay: string;
  reason: string;
};

export const NO_FIELDS: OwnFields = {
  ...{ subject: "", amount: "", includedUnits: "", usageLimit: "", model: "PER_UNIT" },
  ...{ packageSize: "", fixedPerEvent: "", sinceDay: "", untilDay: "", reason: "" },
  ...{ freeUnits: "", freeEvents: "", freeAmount: "", minimum: "", maximum: "" },
  tiers: [
    { upTo: "", unitAmount: "", flatAmount: "" },
    { upTo: "", unitAmount: "", flatAmount: "" },
  ],
};

export const subjectKey = ({ kind, subjectId }: Pick<OverridableView, "kind" | "subjectId">) =>
  `${kind} ${subjectId}`;

export const hasTiers = ({ model }: Pick<OwnFields, "model">) =>
  model === "GRADUATED" || model === "VOLUME" || model === "STAIRSTEP";

/** What the server is asked; undefined where nothing can be asked yet. */
export function askedOf(
  { kind, subjectId }: Pick<OverridableView, "kind" | "subjectId">,
  fields: OwnFields,
): OverrideFields | undefined {
  const { amount, reason } = fields;
  switch (kind) {
    case "fee":
      return amount ? { kind, chargeId: subjectId, amount, reason } : undefined;
    case "credits":
      return amount ? { kind, planGrantId: subjectId, credits: amount, reason } : undefined;
    case "limit":
      return limitOf(subjectId, fields);
    case "price":
      return hasTiers(fields) || amount ? priceOf(subjectId, fields) : undefined;
  }
}

function limitOf(
  featureId: string,
  { includedUnits, usageLimit, reason }: OwnFields,
): OverrideFields | undefined {
  if (!includedUnits && !usageLimit) return undefined;
  return {
    ...{ kind: "limit", featureId, reason },
    ...(includedUnits && { includedUnits }),
    ...(usageLimit && { usageLimit }),
  };
}

const priceOf = (featureId: string, fields: OwnFields): OverrideFields => ({
  ...{ kind: "price", featureId, reason: fields.reason, model: fields.model },
  ...freeOf(fields),
  ...{ minimum: fields.minimum, maximum: fields.maximum },
  amount: hasTiers(fields) ? null : fields.amount,
  packageSize: fields.model === "PACKAGE" ? fields.packageSize : null,
  fixedPerEvent: fields.model === "PERCENTAGE" ? fields.fixedPerEvent : null,
  tiers: hasTiers(fields)
    ? fields.tiers.map(({ upTo, unitAmount, flatAmount }) => ({
        ...{ upTo, unitAmount: unitAmount || "0", flatAmount: flatAmount || "0" },
      }))
    : [],
});

/** A share is free by its events and its amount, all others by their units. */
const freeOf = ({ model, freeUnits, freeEvents, freeAmount }: OwnFields) =>
  model === "PERCENTAGE"
    ? { freeUnits: null, freeEvents: Number(freeEvents || 0), freeAmount }
    : { freeUnits, freeEvents: 0, freeAmount: null };

export const daysOf = ({ sinceDay, untilDay }: OwnFields) => ({
  ...{ sinceDay: sinceDay || null, untilDay: untilDay || null },
});
