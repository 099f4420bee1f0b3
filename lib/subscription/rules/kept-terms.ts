/**
 * Terms of a subscription's own in another version of its plan: ids are a version's own, so each fee
 * and grant is found again by its name, or, where none of its kind has one, by its place.
 */
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import type { ChargeId, PlanGrantId } from "@/lib/ids";
import type { Choices } from "./choices";
import { notOver, type Override } from "./override";

type Part = { readonly id: string; readonly name: string };
type Own = Pick<Choices, "quantities" | "quantitiesNext" | "overrides">;

/** @returns undefined where the new version has no such part. */
export function keptTerms(
  before: PlanVersion,
  after: PlanVersion,
  { choices, at }: { readonly choices: Choices; readonly at: Date },
): Own | undefined {
  const fees = sameParts(feesOf(before), feesOf(after));
  const grants = sameParts(before.grants, after.grants);
  const { quantities, quantitiesNext, overrides = [] } = choices;
  const counted = renamed(quantities, fees);
  const countedNext = quantitiesNext && renamed(quantitiesNext, fees);
  const kept = notOver(overrides, at).map((one) => moved(one, { fees, grants }));
  if (!counted || (quantitiesNext && !countedNext)) return undefined;
  if (!kept.every((one) => one !== undefined)) return undefined;
  return {
    quantities: counted,
    ...(countedNext && { quantitiesNext: countedNext }),
    ...(kept.length > 0 && { overrides: kept }),
  };
}

const feesOf = ({ charges }: PlanVersion) => charges.filter(({ kind }) => kind === "RECURRING");

type Same = ReadonlyMap<string, string>;

/** The id of each part before by which it goes afterwards. */
function sameParts(before: readonly Part[], after: readonly Part[]): Same {
  const nameless = after.filter(({ name }) => name === "");
  const places = before.filter(({ name }) => name === "");
  return new Map(
    before.flatMap((part): [string, string][] => {
      const match =
        part.name === ""
          ? nameless[places.indexOf(part)]
          : after.find(({ name }) => name === part.name);
      return match ? [[part.id, match.id]] : [];
    }),
  );
}

function renamed(
  named: Readonly<Record<ChargeId, number>>,
  same: Same,
): Readonly<Record<ChargeId, number>> | undefined {
  const entries = Object.entries(named).map(([id, number]) => [same.get(id), number] as const);
  if (entries.some(([id]) => id === undefined)) return undefined;
  return Object.fromEntries(entries);
}

/** What is agreed of a feature is of no version. */
function moved(
  one: Override,
  { fees, grants }: { readonly fees: Same; readonly grants: Same },
): Override | undefined {
  switch (one.kind) {
    case "fee": {
      const chargeId = fees.get(one.chargeId);
      return chargeId === undefined ? undefined : { ...one, chargeId: chargeId as ChargeId };
    }
    case "credits": {
      const planGrantId = grants.get(one.planGrantId);
      return planGrantId === undefined
        ? undefined
        : { ...one, planGrantId: planGrantId as PlanGrantId };
    }
    case "price":
    case "limit":
      return one;
  }
}
