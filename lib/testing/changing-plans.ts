/**
 * A customer who uses credits and changes plans, in memory: the rules decide, and what was asked
 * and given is kept for each period of each plan, so that a test can hold one against the other.
 */
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import { type Share, shareOfTime } from "@/lib/invoicing/rules/proration";
import { type Credits, max, min, minus, sum, ZERO } from "@/lib/money/credits";
import { addMoney, type Money, NO_MONEY } from "@/lib/money/money";
import { planChange } from "@/lib/subscription/rules/change";
import type { AskedFee, ChangeMode } from "@/lib/subscription/rules/change-credit";
import { periodIssues } from "@/lib/subscription/rules/change-grants";
import type { Issue } from "@/lib/subscription/rules/issue";
import { wholePeriod } from "@/lib/subscription/rules/next-period";
import { nextStep, type Step } from "@/lib/subscription/rules/renewal";
import { feeLines, planStart, type Start, type StartTerms } from "@/lib/subscription/rules/start";
import type { Course } from "@/lib/subscription/rules/subscription";
import { isWithin, type PeriodLength } from "@/lib/time/period";

export type Plan = { readonly version: PlanVersion; readonly billingPeriod: PeriodLength };

type Held = {
  readonly issue: Issue;
  /** Which of the customer's subscriptions gave it. */
  readonly of: number;
  spent: Credits;
  taken: Credits;
};

/** How a plan's period fared that a change ended. */
export type Replaced = {
  readonly plan: Plan;
  /** As it was asked for. */
  readonly price: Money;
  /** Of the price, what was not given back. */
  readonly kept: Money;
  readonly given: Credits;
  /** Of what was given or to come, what the customer has or had. */
  readonly keptCredits: Credits;
};

/** Where one began within a period that was running: what the plan sells, and by which share of time. */
export type BegunWithin = {
  readonly plan: Plan;
  /** Of the billing period, in time. */
  readonly share: Share;
  readonly asked: Money;
  /** At the start, and to come until the period's end. */
  readonly given: Credits;
};

export class ChangingCustomer {
  readonly replaced: Replaced[] = [];
  readonly begunWithin: BegunWithin[] = [];
  /** Asked in all, less what was given back. */
  asked: Money = NO_MONEY;
  consumed: Credits = ZERO;
  private plan: Plan;
  private course: Course;
  private fees: AskedFee[] = [];
  private grants: Held[] = [];

  constructor(
    plan: Plan,
    public at: Date,
    billed: Pick<StartTerms, "zone" | "billingCycle"> = {
      zone: "UTC",
      billingCycle: "ANNIVERSARY",
    },
  ) {
    this.plan = plan;
    const terms = { startsAt: at, ...billed };
    const start = planStart(plan.version, { ...terms, billingPeriod: plan.billingPeriod });
    this.course = start.course;
    this.open(start);
    this.ask(start.lines);
  }

  /** Lives until then: what falls due is given and asked for. */
  live(until: Date): void {
    for (;;) {
      const step = nextStep(this.plan.version, this.course, until);
      if (!step) break;
      this.take(step);
    }
    this.at = until;
  }

  use(amount: Credits): void {
    let left = amount;
    for (const held of this.usable()) {
      const drawn = min(left, minus(minus(held.issue.grant.amount, held.spent), held.taken));
      held.spent = sum([held.spent, drawn]);
      left = minus(left, drawn);
    }
    this.consumed = sum([this.consumed, minus(amount, left)]);
  }

  available(): Credits {
    return sum(this.usable().map((held) => this.unspentOf(held)));
  }

  change(to: Plan, mode: ChangeMode): void {
    const { at, course, plan } = this;
    const issues = periodIssues(plan.version, course, at);
    const mine = this.grants.filter(
      ({ issue, of }) =>
        of === this.replaced.length && issues.given.some((own) => isSame(own, issue)),
    );
    const toCome = sum(issues.toCome.map(({ grant }) => grant.amount));
    const fees = this.fees.filter(({ period }) => isWithin(period, at));
    const change = planChange(
      {
        ...{ version: plan.version, course, fees },
        grants: [
          ...mine.map((held) => told(held.issue.grant.amount, this.unspentOf(held))),
          told(toCome, toCome),
        ],
        replacesOneTime: mine.some(({ issue }) => issue.grant.cadence === "ONE_TIME"),
      },
      to,
      { at, mode },
    );
    const end = nextStep(plan.version, { ...course, endsAt: at }, at);
    const closing = end?.kind === "end" ? end.lines : [];
    if (mode !== "keep") for (const held of mine) held.taken = this.unspentOf(held);

    const ahead = change.lines.filter(({ description }) => description.startsWith("Credits used"));
    const back = sumOf(change.credits);
    const inArrears = sumOf([...closing, ...ahead]);
    const price = addMoney(sumOf(fees), this.arrearPrice());
    this.replaced.push({
      plan,
      price,
      kept: addMoney(addMoney(sumOf(fees), inArrears), -back as Money),
      given: sum([...mine.map(({ issue }) => issue.grant.amount), toCome]),
      keptCredits: sum(mine.map(({ issue, taken }) => minus(issue.grant.amount, taken))),
    });
    this.ask([...closing, ...change.lines]);
    this.plan = to;
    this.open(change.start);
    if (mode === "prorate") this.begunWithin.push(this.begun(change.start));
  }

  private begun({ course, issues }: Start): BegunWithin {
    const { plan } = this;
    const toCome = periodIssues(plan.version, course, course.startedAt).toCome;
    return {
      plan,
      share: shareOfTime(course.period, wholePeriod(course, 0)),
      asked: addMoney(sumOf(this.fees), this.arrearPrice()),
      given: sum([...issues, ...toCome].map(({ grant }) => grant.amount)),
    };
  }

  private arrearPrice(): Money {
    const { version, billingPeriod } = this.plan;
    const whole = wholePeriod(this.course, this.course.periodIndex);
    const { period } = this.course;
    const share = shareOfTime(period, whole);
    return sumOf(feeLines(version, billingPeriod, { timing: "ARREAR", period, share }));
  }

  /** What is handed on is the customer's still: it is not asked. */
  private ask(lines: Start["lines"]): void {
    const own = lines.filter(({ kind }) => kind !== "carried");
    this.asked = addMoney(this.asked, sumOf(own));
  }

  private open({ course, issues, lines }: Start): void {
    this.course = course;
    this.fees = askedFees(lines);
    this.receive(issues);
  }

  private take(step: Step): void {
    this.course = step.course;
    if (step.kind !== "issue") {
      this.fees = askedFees(step.lines);
      this.ask(step.lines);
    }
    this.receive(step.issues);
  }

  private receive(issues: readonly Issue[]): void {
    const of = this.replaced.length;
    this.grants.push(...issues.map((issue) => ({ issue, of, spent: ZERO, taken: ZERO })));
  }

  private usable(): readonly Held[] {
    return this.grants.filter((held) => this.unspentOf(held) > ZERO);
  }

  /** What has lapsed is not unspent: nobody can take it back. */
  private unspentOf({ issue, spent, taken }: Held): Credits {
    const { expiresAt } = issue.occurrence;
    if (expiresAt !== null && expiresAt <= this.at) return ZERO;
    return max(ZERO, minus(minus(issue.grant.amount, spent), taken));
  }
}

const isSame = (a: Issue, b: Issue) =>
  a.grant.id === b.grant.id && a.occurrence.dueAt.getTime() === b.occurrence.dueAt.getTime();

const told = (given: Credits, unspent: Credits) => ({ creditUnit: "credits", given, unspent });

const askedFees = (lines: Start["lines"]): AskedFee[] =>
  lines.flatMap(({ kind, chargeId, description, amount, period }) =>
    kind === "recurring" && period ? [{ chargeId, description, amount, period }] : [],
  );

const sumOf = (priced: readonly { readonly amount: Money }[]): Money =>
  priced.reduce((total, { amount }) => addMoney(total, amount), NO_MONEY);
