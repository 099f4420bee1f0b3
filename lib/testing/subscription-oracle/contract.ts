/** One subscription of a life: its period, what it gives when, what it asks. Its own plan's terms only. */
import { cutDown, rounded } from "./exact";
import { Giving, type Issue } from "./giving";
import { type Cycle, Line, partOf, type Span } from "./line";
import { type AddOnTerms, charged, type PlanTerms } from "./terms";

export type Counter = { units: bigint };
export type Invoice = {
  readonly at: number;
  readonly lines: readonly bigint[];
  readonly total: bigint;
};
export type Asked = { readonly amount: bigint; readonly span: Span };

/** A term of its own, for a time. */
export type Override = {
  /** The fee, or a grant by its name. */
  readonly term: string;
  readonly amount: bigint;
  readonly since: number;
  readonly until: number | null;
};

export type State = "to_come" | "trialing" | "active" | "paused" | "ended";

export class Contract {
  state: State = "to_come";
  period: Span;
  /** Since when its periods follow one another. */
  begunAt: number;
  periodIndex = 0;
  line: Line;
  /** No period begins from then on. */
  endsAt: number | null = null;
  pausedAt: number | null = null;
  resumesAt: number | null = null;
  asked: Asked[] = [];
  /** Of its period, in milliseconds. */
  pausedFor = 0;
  askedBy: Invoice | null = null;
  creditUse: Counter = { units: 0n };
  moneyUse: Counter = { units: 0n };
  /** Of use in money: what another has asked in this period. */
  askedUnits = 0n;
  /** The agreed last stands last. */
  private readonly overrides: Override[] = [];
  pieces: number;
  nextPieces: number;
  addOns = 0;
  nextAddOns = 0;
  /** When its mailbox is drawn for next. */
  mailboxDue = Number.POSITIVE_INFINITY;
  /** Its credits. */
  readonly gives: Giving;

  constructor(
    readonly index: number,
    readonly plan: PlanTerms,
    readonly startsAt: number,
    readonly at: { readonly zone: string; readonly cycle: Cycle },
    readonly addOn: AddOnTerms,
  ) {
    this.gives = new Giving(this);
    this.begunAt = startsAt;
    this.pieces = plan.pieces;
    this.nextPieces = plan.pieces;
    this.line = new Line(startsAt, at.zone, at.cycle);
    this.period = { from: startsAt, to: startsAt };
  }

  /** The period that the running one is, or is a part of. */
  whole(): Span {
    return this.line.span(this.plan.length, this.periodIndex);
  }

  begin(line: Line, from: number): void {
    this.beginPeriod(line, from);
    this.gives.begin();
  }

  /** Late, after a pause. */
  beginAgain(at: number): void {
    this.fewer();
    this.beginPeriod(new Line(at, this.at.zone, this.at.cycle), at);
    this.gives.beginAgain();
  }

  private beginPeriod(line: Line, from: number): void {
    this.begunAt = from;
    this.state = "active";
    this.line = line;
    this.periodIndex = line.indexAt(this.plan.length, from);
    this.period = { from, to: this.whole().to };
    this.freshCounters();
  }

  /** In the midst of another's period, whose time is shared. */
  takeOver(other: Contract, from: number): void {
    this.begunAt = from;
    this.state = "active";
    this.line = other.line;
    this.periodIndex = this.line.indexAt(this.plan.length, from);
    this.period = { from, to: this.whole().to };
    this.gives.beginWithin();
    if (from >= other.period.to) return;
    this.creditUse = other.creditUse;
    this.moneyUse = other.moneyUse;
    this.askedUnits = other.moneyUse.units;
  }

  nextPeriod(): void {
    this.fewer();
    this.periodIndex++;
    this.period = this.whole();
    this.freshCounters();
  }

  /** What was given up for the next period. */
  private fewer(): void {
    this.addOns = this.nextAddOns;
    this.pieces = this.nextPieces;
    if (this.addOns === 0) this.gives.noneOnTop();
  }

  agree(override: Override): void {
    this.overrides.push(override);
  }

  /** What holds of a term at an instant. */
  held(term: string, otherwise: bigint, at: number): bigint {
    const holding = this.overrides.filter(
      (one) => one.term === term && one.since <= at && (one.until === null || at < one.until),
    );
    const own = holding.findLast(({ until }) => until !== null) ?? holding.at(-1);
    return own?.amount ?? otherwise;
  }

  private freshCounters(): void {
    this.creditUse = { units: 0n };
    this.moneyUse = { units: 0n };
    this.askedUnits = 0n;
    this.pausedFor = 0;
  }

  /** Credits of the trial, which end with it. */
  ofTrial(): Issue[] {
    const { from, to } = this.period;
    return this.plan.grants
      .filter(({ ends }) => ends.kind === "TRIAL")
      .map(({ name, credits, priority }) => ({
        ...{ from, to, amount: credits, priority, rolls: null },
        origin: { subscription: this.index, term: name, dueAt: from, ownEnd: null },
      }));
  }

  /** Each fee by the share of its whole period, at the terms of an instant. */
  feesFor(span: Span, at: number): bigint[] {
    const { fee, tier } = this.plan;
    const share = partOf(span, this.whole());
    const asked = this.held("fee", fee, at) * charged(this.plan, this.pieces);
    return [asked, ...(tier ? [tier.price] : [])].map((amount) => rounded(amount, share));
  }

  /** In advance, by the share of a period that begins late. */
  addOnFee(): bigint {
    return rounded(this.addOn.fee * BigInt(this.addOns), partOf(this.period, this.whole()));
  }

  /** The mailbox's credits that are due at an instant: each month's, by the share of a first that is cut short. */
  mailboxAt(at: number): bigint {
    const { mailbox } = this.plan;
    if (mailbox === null) return 0n;
    const month = this.line.span("MONTHLY", this.line.indexAt("MONTHLY", at));
    if (at !== month.from && at !== this.period.from) return 0n;
    return cutDown(mailbox, partOf({ from: at, to: month.to }, month));
  }

  nextMailbox(after: number): number {
    if (this.plan.mailbox === null) return Number.POSITIVE_INFINITY;
    return this.line.span("MONTHLY", this.line.indexAt("MONTHLY", after)).to;
  }
}
