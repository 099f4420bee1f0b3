/**
 * A plan version worked through three cases, so that whoever publishes it can check it by hand:
 * the first day, a year of it, and a month in which twice as much is used as is free.
 */
import type { FeatureId } from "@/lib/ids";
import { type Credits, minus, nanocredits, sum, ZERO } from "@/lib/money/credits";
import { ONE, timesOverHalfUp } from "@/lib/money/decimal";
import { type Money, NO_MONEY, nanomoney, sumMoney } from "@/lib/money/money";
import type { PeriodLength } from "@/lib/time/period";
import {
  askedOf,
  creditsAsked,
  creditsAtStart,
  moneyAsked,
  type PeriodCharge,
  periodsOffered,
  trialDaysOf,
  YEARLY,
} from "./asked";
import type { PlanGrant, PlanVersion } from "./catalog";
import type { Feature } from "./feature";
import { heavyUse } from "./heavy-use";

export type ExampleLine = {
  readonly label: string;
  readonly money: Money | null;
  readonly credits: Credits | null;
  readonly isTotal: boolean;
};

export type WorkedExample = { readonly title: string; readonly lines: readonly ExampleLine[] };

export type ExampleTerms = Pick<
  PlanVersion,
  "planName" | "charges" | "grants" | "entitlements" | "overage"
>;

export function workedExamples(
  version: ExampleTerms,
  of: { readonly features: ReadonlyMap<FeatureId, Feature>; readonly at: Date },
): readonly WorkedExample[] {
  const [period = "MONTHLY"] = periodsOffered(version);
  return [firstDay(version, period), oneYear(version), heavyMonth(version, of)];
}

function firstDay(version: ExampleTerms, period: PeriodLength): WorkedExample {
  const trialDays = trialDaysOf(version);
  const isTrial = trialDays > 0;
  const asked = isTrial ? [] : askedOf(version, period);
  const charges = asked.map((charge) => lineOf(version, charge));
  const grants = version.grants.flatMap((grant) =>
    isTrial === (grant.expiry.kind === "TRIAL")
      ? [line(grant.name || "Credits of the plan", { credits: grant.amount })]
      : [],
  );
  const lines = [...charges, ...grants];
  return {
    title: isTrial ? `The first day, a trial of ${trialDays} days` : "The first day",
    lines: [...lines, { ...totalOf(lines), label: "In all", isTotal: true }],
  };
}

function lineOf({ planName }: ExampleTerms, charge: PeriodCharge): ExampleLine {
  const isLater = charge.timing === "ARREAR";
  const isMoney = charge.kind === "CREDITS" || charge.unit.kind === "money";
  const name = charge.name || planName;
  const given = charge.kind === "CREDITS" ? creditsAtStart(charge) : ZERO;
  const credits = minus(given, creditsAsked(charge));
  return line(isLater ? `${name}, invoiced afterwards` : name, {
    money: isLater ? NO_MONEY : isMoney ? moneyAsked(charge) : null,
    credits: credits === ZERO ? null : credits,
  });
}

function oneYear(version: ExampleTerms): WorkedExample {
  return {
    title: "A year of it",
    lines: periodsOffered(version).flatMap((period) => yearOf(version, period)),
  };
}

const BILLED = {
  MONTHLY: "monthly",
  QUARTERLY: "quarterly",
  SEMI_ANNUAL: "half-yearly",
  ANNUAL: "yearly",
} as const satisfies Record<PeriodLength, string>;

function yearOf(version: ExampleTerms, period: PeriodLength): readonly ExampleLine[] {
  const asked = askedOf(version, period);
  const timesAsked = ({ billingPeriod }: PeriodCharge) => BigInt(YEARLY[billingPeriod]);
  const money = sumMoney(asked.map((one) => nanomoney(moneyAsked(one) * timesAsked(one))));
  const credits = sum([
    ...version.grants.map(creditsOfYear),
    ...asked.map((one) => nanocredits(creditsOf(one) * timesAsked(one))),
  ]);
  const paid = line(`Billed ${BILLED[period]}`, { money, credits, isTotal: true });
  if (credits <= 0n || money === 0n) return [paid];
  const each = nanomoney(timesOverHalfUp(money, ONE, credits));
  return [paid, line("So one credit costs", { money: each })];
}

const creditsOf = (charge: PeriodCharge): Credits =>
  charge.kind === "CREDITS"
    ? (charge.tiers[0]?.credits ?? ZERO)
    : nanocredits(-creditsAsked(charge));

const creditsOfYear = ({ amount, cadence, period, expiry }: PlanGrant): Credits => {
  if (expiry.kind === "TRIAL") return ZERO;
  return cadence === "ONE_TIME"
    ? amount
    : nanocredits((amount * BigInt(YEARLY[period.length])) / BigInt(period.count));
};

/** Twice what is free of each feature that has a price, or a hundred where nothing is. */
function heavyMonth(
  version: ExampleTerms,
  of: { readonly features: ReadonlyMap<FeatureId, Feature>; readonly at: Date },
): WorkedExample {
  const title = "A month of heavy use";
  const uses = heavyUse(version, of);
  if (uses.length === 0) return { title, lines: [line("Nothing that it lists is priced by use")] };
  const used = sum(uses.map(({ credits }) => credits ?? ZERO));
  const had = creditsOfMonth(version);
  const [left, short] = used > had ? [ZERO, minus(used, had)] : [minus(had, used), ZERO];
  return {
    title,
    lines: [
      ...uses.map(({ label, credits, money }) =>
        line(label, { credits: credits && nanocredits(-credits), money }),
      ),
      line("The month's credits", { credits: had }),
      short === ZERO
        ? line("Left at the end", { credits: left, isTotal: true })
        : overageLine(version, short),
    ],
  };
}

function creditsOfMonth(version: ExampleTerms): Credits {
  const [period = "MONTHLY"] = periodsOffered(version);
  const monthly = version.grants
    .filter(({ cadence }) => cadence === "RECURRING")
    .map((grant) => nanocredits(creditsOfYear(grant) / 12n));
  const asked = askedOf(version, period).map((one) =>
    nanocredits((creditsOf(one) * BigInt(YEARLY[one.billingPeriod])) / 12n),
  );
  return sum([...monthly, ...asked]);
}

function overageLine({ overage }: ExampleTerms, short: Credits): ExampleLine {
  if (!overage) {
    return line("Short: refused, or carried where the wallet allows overage", {
      credits: nanocredits(-short),
      isTotal: true,
    });
  }
  const money = nanomoney(timesOverHalfUp(short, overage.unitPrice, ONE));
  return line("Short: invoiced as overage", { credits: nanocredits(-short), money, isTotal: true });
}

const line = (
  label: string,
  {
    money = null,
    credits = null,
    isTotal = false,
  }: { money?: Money | null; credits?: Credits | null; isTotal?: boolean } = {},
): ExampleLine => ({ label, money, credits, isTotal });

const totalOf = (lines: readonly ExampleLine[]) => ({
  money: sumMoney(lines.map(({ money }) => money ?? NO_MONEY)),
  credits: sum(lines.map(({ credits }) => credits ?? ZERO)),
});
