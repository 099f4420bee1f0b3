/** Terms of a subscription's own as they come in, in the form that they are kept in. */
import type { Catalog } from "@/lib/catalog/rules/catalog";
import { priceIssues } from "@/lib/catalog/rules/usage-issues";
import type { Context } from "@/lib/context";
import { DomainError, invalidField, notFound } from "@/lib/errors";
import { idText, newId, type OverrideId } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { decimalText } from "@/lib/money/decimal";
import { moneyText } from "@/lib/money/money";
import { type Quantity, quantityText } from "@/lib/money/quantity";
import { agreedFault, overrideOf, priceUnitOf } from "../rules/agreed-overrides";
import { type AskedOverrides, overridesAsked } from "../rules/asked-overrides";
import type { KeptPrice } from "../rules/kept-price";
import { type Override, type OverrideTerms, withOverride } from "../rules/override";
import type { PlainTerms } from "../rules/overrides";
import type { StartInput } from "../schema";
import type { AgreedOverrideInput, PriceInput, StartOverridesInput } from "../schema/override";

type About = { readonly catalog: Catalog; readonly terms: PlainTerms };

/** @throws DomainError `validation_error` for what the plan has not, or a price that is none. */
export function agreedAtStart(
  ctx: Context,
  { input, startsAt, ...about }: About & { readonly input: StartInput; readonly startsAt: Date },
): readonly Override[] {
  const asked = overridesAsked(about.terms.bare, askedOverrides(input.overrides));
  if ("fault" in asked) throw invalidField("overrides", asked.fault);
  const since = startsAt.toISOString();
  const held = { since, until: null, by: ctx.actor.name, reason: "Agreed at the start" };
  const named = asked.map((terms) => overrideOf({ ...held, id: newId<OverrideId>(), terms }));
  const fault = agreedFault(about.catalog, about.terms, named);
  if (fault) throw invalidField("overrides", fault.fault);
  return input.ownTerms.reduce<readonly Override[]>(
    (own, one) =>
      withOverride(own, agreedOverride(ctx, one, { ...about, from: startsAt, field: "ownTerms" })),
    named,
  );
}

/**
 * One term, from `from` on where nothing else is said.
 *
 * @throws DomainError `not_found` for the feature; `validation_error`, by the fields of the input.
 */
export function agreedOverride(
  ctx: Context,
  input: AgreedOverrideInput,
  about: About & { readonly from: Date; readonly field: string | null },
): Override {
  const { catalog, terms, from, field } = about;
  const since = input.since ?? from;
  if (since < from) throw invalidField(path(field, "since"), "It cannot begin before now");
  const own = overrideOf({
    id: newId<OverrideId>(),
    since: since.toISOString(),
    until: input.until?.toISOString() ?? null,
    by: ctx.actor.name,
    reason: input.reason || "Agreed at the start",
    terms: termsIn(about, input),
  });
  const fault = agreedFault(catalog, terms, [own]);
  if (fault) throw invalidField(path(field, fault.field), fault.fault);
  return own;
}

const path = (field: string | null, part: string) => field ?? part;

function termsIn(
  { catalog, terms, field }: About & { readonly field: string | null },
  input: AgreedOverrideInput,
): OverrideTerms {
  switch (input.kind) {
    case "fee":
      return { kind: "fee", chargeId: input.chargeId, amount: moneyText(input.amount) };
    case "credits": {
      const { kind, planGrantId, credits } = input;
      return { kind, planGrantId, credits: creditsText(credits) };
    }
    case "limit": {
      const { kind, featureId, includedUnits, usageLimit } = input;
      return { kind, featureId, ...limitText({ includedUnits, usageLimit }) };
    }
    case "price": {
      const { kind, featureId } = input;
      const feature = catalog.features.get(featureId);
      if (!feature) throw notFound("feature", idText("feat", featureId));
      refuseFaulty(input, field);
      return { kind, featureId, unit: priceUnitOf(terms.plain, feature), price: priceText(input) };
    }
  }
}

function refuseFaulty(price: PriceInput, field: string | null): void {
  const issues = priceIssues(price);
  if (issues.length === 0) return;
  const fields: Record<string, string[]> = {};
  for (const { path: part, message } of issues) {
    const name = path(field, part);
    fields[name] = [...(fields[name] ?? []), message];
  }
  throw new DomainError("validation_error", "This is no price yet", { fields });
}

const textOf = (amount: bigint | null) => (amount === null ? null : decimalText(amount));

const priceText = (price: PriceInput): KeptPrice => ({
  model: price.model,
  amount: textOf(price.amount),
  packageSize: textOf(price.packageSize),
  tiers: price.tiers.map(({ upTo, unitAmount, flatAmount }) => ({
    ...{ upTo: textOf(upTo), unitAmount: moneyText(unitAmount), flatAmount: moneyText(flatAmount) },
  })),
  freeUnits: textOf(price.freeUnits),
  minimum: textOf(price.minimum),
  maximum: textOf(price.maximum),
  fixedPerEvent: textOf(price.fixedPerEvent),
  freeEvents: price.freeEvents,
  freeAmount: textOf(price.freeAmount),
});

type Limits = {
  readonly includedUnits?: Quantity | null | undefined;
  readonly usageLimit?: Quantity | null | undefined;
};

const limitText = ({ includedUnits, usageLimit }: Limits) => ({
  ...(includedUnits !== undefined && { includedUnits: unitsText(includedUnits) }),
  ...(usageLimit !== undefined && { usageLimit: unitsText(usageLimit) }),
});

const unitsText = (units: Quantity | null) => (units === null ? null : quantityText(units));

/** As they are compared and kept: amounts are decimal text. */
export const askedOverrides = ({
  amounts,
  credits,
  limits,
}: StartOverridesInput): AskedOverrides => ({
  amounts: mapped(amounts, moneyText),
  credits: mapped(credits, creditsText),
  limits: mapped(limits, limitText),
});

const mapped = <Key extends string, From, To>(
  named: Partial<Record<Key, From>>,
  change: (from: From) => To,
) =>
  Object.fromEntries(
    Object.entries<From>(named as Record<string, From>).map(([id, from]) => [id, change(from)]),
  ) as Record<Key, To>;

/** Amounts are bigints, which JSON has no word for. */
export const asText = (input: AgreedOverrideInput): object =>
  JSON.parse(
    JSON.stringify(input, (_, value) => (typeof value === "bigint" ? String(value) : value)),
  );
