/** What a contract gives when: its plan's credits, a tier's, those of what is sold on top. */
import { cutDown, least, most, type Share, total } from "./exact";
import { endOf, type Line, partOf, type Span } from "./line";
import type { Grant } from "./purse";
import {
  type AddOnTerms,
  type GrantTerms,
  LENGTHS,
  type Length,
  monthlyShare,
  type PlanTerms,
  TIER_PRIORITY,
} from "./terms";

/** Credits at an instant. */
export type Issue = Pick<Grant, "from" | "to" | "amount" | "priority" | "origin" | "rolls">;

/** What credits go by of the contract that gives them. */
export type Giver = {
  readonly index: number;
  readonly plan: PlanTerms;
  readonly addOn: AddOnTerms;
  readonly line: Line;
  readonly period: Span;
  readonly begunAt: number;
  readonly addOns: number;
  readonly whole: () => Span;
  readonly held: (term: string, otherwise: bigint, at: number) => bigint;
};

type Schedule = {
  readonly terms: GrantTerms;
  readonly line: Line;
  /** Nothing of it comes before. */
  readonly begunAt: number;
  /** The first was given for a time that still ran when all began again: it is cut to what is left of its own. */
  readonly isCutShort: boolean;
  /** Of its occurrences: the next one; null: none is to come. */
  next: number | null;
  /** Of the first, where it began within its own period; the rest of them are whole. */
  cut: ReadonlyMap<number, bigint>;
};

export class Giving {
  private schedules: Schedule[] = [];

  constructor(private readonly of: Giver) {}

  /** From the start of the contract's line. */
  begin(): void {
    this.schedules = this.givenTerms().map((terms) => this.scheduled(terms));
  }

  /** What comes once has come, and what was given for longer than until now comes at that time's end. */
  beginAgain(): void {
    const recurring = this.givenTerms().filter(({ cadence }) => cadence !== "ONCE");
    const onTop = this.of.addOns > 0 ? [this.of.addOn.grant] : [];
    const given = this.schedules;
    this.schedules = [...recurring, ...onTop].map((terms) => {
      const before = given.find((schedule) => schedule.terms === terms);
      const due = before && this.dueOf(before);
      return due === undefined || due <= this.of.begunAt
        ? this.scheduled(terms)
        : this.scheduled(terms, due);
    });
  }

  /** Within a period whose time is shared. */
  beginWithin(): void {
    this.schedules = this.givenTerms().map((terms) => this.sharedSchedule(terms));
  }

  /** Of what is sold on top, so many more. */
  more(count: number, at: number): Issue {
    const { addOn, addOns, line } = this.of;
    const terms = addOn.grant;
    const next = line.indexAt(terms.cadence as Length, at);
    const bought = { ...this.scheduled(terms), next };
    const issue = this.issueOf(bought, at);
    if (addOns === 0) this.schedules.push({ ...bought, next: next + 1 });
    return { ...issue, amount: terms.credits * BigInt(count) };
  }

  noneOnTop(): void {
    this.schedules = this.schedules.filter(({ terms }) => terms !== this.of.addOn.grant);
  }

  private scheduled(terms: GrantTerms, begunAt = this.of.begunAt): Schedule {
    const { line } = this.of;
    const next = terms.cadence === "ONCE" ? 0 : line.indexAt(terms.cadence, begunAt);
    const isCutShort = begunAt !== this.of.begunAt;
    return { terms, line, begunAt, isCutShort, next, cut: new Map() };
  }

  /** When the next credits are due. */
  nextIssue(): number {
    const due = this.schedules.flatMap((schedule) => this.dueOf(schedule) ?? []);
    return Math.min(...due, Number.POSITIVE_INFINITY);
  }

  /** What is due at the instant; it comes once. */
  take(at: number): Issue[] {
    return this.schedules.flatMap((schedule) => {
      if (this.dueOf(schedule) !== at) return [];
      const issue = this.issueOf(schedule, at);
      schedule.next = schedule.terms.cadence === "ONCE" ? null : (schedule.next ?? 0) + 1;
      return issue;
    });
  }

  /** As many as would still come until then, if nothing changed. */
  toCome(until: number): bigint {
    return total(
      this.schedules.flatMap((schedule) => {
        const ahead = { ...schedule };
        const amounts: bigint[] = [];
        for (let due = this.dueOf(ahead); due !== undefined && due < until; ) {
          amounts.push(this.issueOf(ahead, due).amount);
          ahead.next = ahead.terms.cadence === "ONCE" ? null : (ahead.next ?? 0) + 1;
          due = this.dueOf(ahead);
        }
        return amounts;
      }),
    );
  }

  private givenTerms(): GrantTerms[] {
    const { grants, tier, length } = this.of.plan;
    const own = grants.filter(({ ends }) => ends.kind !== "TRIAL");
    if (!tier) return own;
    const cadence: Length = tier.isMonthly ? "MONTHLY" : length;
    const ends = { kind: "GRANT_PERIOD" } as const;
    const rest = { cadence, ends, rolls: null, isProrated: false, priority: TIER_PRIORITY };
    return [{ name: "tier", credits: tier.credits, ...rest }, ...own];
  }

  private dueOf({ terms, line, begunAt, next }: Schedule): number | undefined {
    if (next === null) return undefined;
    if (terms.cadence === "ONCE") return begunAt;
    return Math.max(line.span(terms.cadence, next).from, begunAt);
  }

  private issueOf(schedule: Schedule, at: number): Issue {
    const { terms, line, next } = schedule;
    const index = next ?? 0;
    const { name, cadence, priority, rolls } = terms;
    const own = cadence === "ONCE" ? this.of.period : line.span(cadence, index);
    const to = endOf(terms.ends, { dueAt: at, own, billing: this.of.period, zone: line.zone });
    const until = cadence === "ONCE" || !rolls ? 0 : line.span(cadence, index + rolls.periods).to;
    return {
      ...{ from: at, to, amount: this.amountOf(schedule, at), priority },
      rolls: rolls && { keeps: rolls.keeps, until },
      origin: {
        ...{ subscription: this.of.index, term: name, dueAt: at },
        ownEnd: cadence === "ONCE" ? null : own.to,
      },
    };
  }

  private amountOf(schedule: Schedule, at: number): bigint {
    const { terms, line, begunAt, isCutShort, next, cut } = schedule;
    const index = next ?? 0;
    const own = cut.get(index);
    if (own !== undefined) return own;
    const whole = this.wholeOf(terms, index, at);
    const isByTime = terms.isProrated && terms !== this.of.addOn.grant;
    const isShared = isByTime || (isCutShort && at === begunAt);
    if (!isShared || terms.cadence === "ONCE") return whole;
    const span = line.span(terms.cadence, index);
    return cutDown(whole, partOf({ from: at, to: span.to }, span));
  }

  private wholeOf(terms: GrantTerms, index: number, at: number): bigint {
    const { tier, length } = this.of.plan;
    if (terms.name === "tier" && tier?.isMonthly) {
      return monthlyShare(tier, length, (index + LENGTHS[length]) % LENGTHS[length]);
    }
    if (terms === this.of.addOn.grant) return terms.credits * BigInt(this.of.addOns);
    return this.of.held(terms.name, terms.credits, at);
  }

  /** What a shared period gives, each at most by the share of time that its price goes by. */
  private sharedSchedule(terms: GrantTerms): Schedule {
    const { line, period } = this.of;
    const share = partOf(period, this.of.whole());
    if (terms.cadence === "ONCE") {
      const cut = new Map([[0, cutDown(terms.credits, share)]]);
      return { ...this.scheduled(terms), next: 0, cut };
    }
    const first = line.indexAt(terms.cadence, period.from);
    const schedule: Schedule = { ...this.scheduled(terms), next: first };
    const span = line.span(terms.cadence, first);
    const ownShare = partOf({ from: period.from, to: span.to }, span);
    schedule.cut = this.cutShort(schedule, first, { share, ownShare });
    return schedule;
  }

  private cutShort(
    { terms, line }: Schedule,
    first: number,
    { share, ownShare }: { share: Share; ownShare: Share },
  ): Map<number, bigint> {
    const cadence = terms.cadence as Length;
    const amountOf = (next: number) => this.wholeOf(terms, next, 0);
    const inPeriod: number[] = [];
    for (let next = first; line.span(cadence, next).from < this.of.period.to; next++)
      inPeriod.push(next);
    const months = LENGTHS[this.of.plan.length] / LENGTHS[cadence];
    const ofWhole =
      terms.name === "tier"
        ? (this.of.plan.tier?.credits ?? 0n)
        : terms.credits * BigInt(Math.max(1, months));
    const amounts = inPeriod.map((next) =>
      next === first ? cutDown(amountOf(next), ownShare) : amountOf(next),
    );
    let over = most(0n, total(amounts) - cutDown(ofWhole, share));
    const cut = new Map<number, bigint>();
    for (const [place, amount] of amounts.entries()) {
      const less = least(over, amount);
      over -= less;
      cut.set(first + place, amount - less);
    }
    return cut;
  }
}
