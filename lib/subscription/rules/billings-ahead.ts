/** What the next bills of a subscription come to with its terms as they were, and as they will be. Pure. */
import type { Catalog } from "@/lib/catalog/rules/catalog";
import { subtotalOf } from "@/lib/invoicing/rules/invoice-lines";
import { type Credits, plus, ZERO } from "@/lib/money/credits";
import { type Money, NO_MONEY } from "@/lib/money/money";
import { boundOf, indexAt } from "@/lib/time/period";
import type { Choices } from "./choices";
import type { ForeseenStep } from "./foresee-course";
import { foreseeOwn } from "./terms-in-time";

/** What falls due at one instant. */
export type Billing = {
  readonly invoiced: Money;
  /** By unit. */
  readonly given: ReadonlyMap<string, Credits>;
  /** Fees in credits, by unit. */
  readonly drawn: ReadonlyMap<string, Credits>;
};

export type BillingAhead = {
  readonly at: Date;
  readonly before: Billing;
  readonly after: Billing;
};

type Versions = Pick<Catalog, "planVersions">;
type Asked = { readonly choices: Choices; readonly from: Date; readonly count: number };

const NO_BILLING: Billing = { invoiced: NO_MONEY, given: new Map(), drawn: new Map() };

/**
 * The first `count` instants from `from` on at which something is asked or given, beside what the
 * same would come to with `choices`. Use is not known before, so it is not told.
 */
export function billingsAhead(
  catalog: Versions,
  own: Parameters<typeof foreseeOwn>[1],
  { choices, from, count }: Asked,
): readonly BillingAhead[] {
  const until = boundOf(own.course, indexAt(own.course, from) + count + 1);
  const billed = (chosen: Choices) =>
    billedIn(foreseeOwn(catalog, { ...own, choices: chosen }, until), from);
  const [before, after] = [billed(own.choices), billed(choices)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .toSorted((a, b) => a - b)
    .slice(0, count)
    .map((at) => ({
      at: new Date(at),
      before: before.get(at) ?? NO_BILLING,
      after: after.get(at) ?? NO_BILLING,
    }));
}

function billedIn(steps: readonly ForeseenStep[], from: Date): ReadonlyMap<number, Billing> {
  const told = steps.filter(
    ({ at, lines, issues, draws }) => at >= from && lines.length + issues.length + draws.length > 0,
  );
  return new Map(told.map((step) => [step.at.getTime(), billingOf(step)]));
}

const billingOf = ({ lines, issues, draws }: ForeseenStep): Billing => ({
  invoiced: subtotalOf(lines),
  given: byUnit(issues.map(({ grant }) => [grant.creditUnit, grant.amount])),
  drawn: byUnit(draws.map(({ fee, amount }) => [fee.unit.creditUnit, amount])),
});

function byUnit(amounts: readonly (readonly [string, Credits])[]): ReadonlyMap<string, Credits> {
  const units = new Map<string, Credits>();
  for (const [unit, amount] of amounts) units.set(unit, plus(units.get(unit) ?? ZERO, amount));
  return units;
}
