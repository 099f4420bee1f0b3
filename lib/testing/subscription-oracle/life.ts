/**
 * The oracle: a customer's subscriptions, credits and invoices as SEMANTICS §3, §6, §8 and §10 tell them, one
 * moment after the other. Small and naive on purpose; it shares no code with the product. Where SEMANTICS
 * is silent it takes the words of `lib/subscription`'s READMEs: what a change replaces, that a fee asked
 * afterwards is asked for credits that were used ahead, that a pause passes over what falls due before its
 * end, that calendar billing begins with what is left of a period that ends with the month.
 */

import { Contract, type Invoice } from "./contract";
import { least, total } from "./exact";
import { type Cycle, Line } from "./line";
import { Purse } from "./purse";
import { closingLines, replacedBy } from "./settling";
import { type AddOnTerms, type Mode, type PlanTerms, priceOf } from "./terms";
import { instantAt, plusDays, wallAt } from "./zoned";

export type Scheduled = { readonly plan: PlanTerms; readonly mode: Mode };

export class Life {
  readonly purse: Purse;
  readonly invoices: Invoice[] = [];
  readonly contracts: Contract[] = [];
  /** What invoices owe the customer. */
  carried = 0n;
  scheduled: Scheduled | null = null;
  readonly paid = new Set<Invoice>();
  /** What was available from when on. */
  readonly history: { readonly at: number; readonly available: bigint }[] = [];
  private hasTried = false;

  constructor(
    public now: number,
    readonly zone: string,
    readonly mayOwe: boolean,
    readonly addOn: AddOnTerms,
  ) {
    this.purse = new Purse(mayOwe);
  }

  get current(): Contract | undefined {
    return this.contracts.at(-1);
  }

  /** A start that lies behind is lived through until now. */
  start(plan: PlanTerms, { startsAt, cycle }: { startsAt: number; cycle: Cycle }): void {
    this.follow(plan, startsAt, cycle);
    this.live(this.now);
  }

  /** Lets time pass; all that falls due until then, included. */
  live(to: number): void {
    for (let at = this.nextMoment(to); at !== undefined; at = this.nextMoment(to)) {
      this.purse.now = at;
      this.purse.end(at);
      const contract = this.current;
      if (contract && this.nextOf(contract) === at) this.step(contract, at);
      this.note(at);
    }
    this.now = to;
    this.purse.now = to;
    this.note(to);
  }

  /** Remembers what is available from then on. */
  note(at: number): void {
    this.history.push({ at, available: this.purse.available() });
  }

  use(units: bigint): boolean {
    const contract = this.running();
    const { creditUse, overagePrice } = contract.plan;
    const counter = contract.creditUse;
    const cost = priceOf(creditUse, counter.units + units) - priceOf(creditUse, counter.units);
    const isPaid = this.purse.use(cost, counter, overagePrice);
    if (isPaid) counter.units += units;
    return isPaid;
  }

  /** It is asked for later, so there is always enough. */
  countInMoney(units: bigint): boolean {
    this.running().moneyUse.units += units;
    return true;
  }

  /** Within its period it goes on, and what fell due meanwhile is passed over; later all begins anew. */
  resume(at: number = this.now): void {
    const contract = this.running();
    const pausedAt = contract.pausedAt ?? at;
    contract.state = "active";
    contract.resumesAt = null;
    if (at < contract.period.to) {
      for (let due = contract.gives.nextIssue(); due < at; due = contract.gives.nextIssue())
        contract.gives.take(due);
      while (contract.mailboxDue < at)
        contract.mailboxDue = contract.nextMailbox(contract.mailboxDue);
      contract.pausedFor += at - pausedAt;
      return;
    }
    const lines = closingLines(this.purse, contract, pausedAt);
    contract.beginAgain(at);
    this.open(contract, at, lines);
  }

  /** So much later, or when the next thing happens, or a millisecond before it. */
  after(until: "moment" | "just before" | number): number {
    if (typeof until === "number") return this.now + until;
    const next = this.nextMoment(Number.POSITIVE_INFINITY) ?? this.now + 1;
    return until === "moment" ? next : next - 1;
  }

  /** Another subscription, in place of the one before. */
  follow(plan: PlanTerms, startsAt: number, cycle: Cycle): Contract {
    const at = { zone: this.zone, cycle };
    const next = new Contract(this.contracts.length, plan, startsAt, at, this.addOn);
    this.contracts.push(next);
    return next;
  }

  running(): Contract {
    const contract = this.current;
    if (!contract || contract.state === "ended") throw new RangeError("no subscription runs");
    return contract;
  }

  private nextMoment(to: number): number | undefined {
    const moments = [this.purse.nextEnd()];
    if (this.current) moments.push(this.nextOf(this.current));
    const next = moments.filter((at) => at !== undefined).sort((a, b) => a - b)[0];
    return next !== undefined && next <= to ? next : undefined;
  }

  /** When it is its turn next. */
  private nextOf(contract: Contract): number | undefined {
    switch (contract.state) {
      case "ended":
        return undefined;
      case "to_come":
        return contract.startsAt;
      case "trialing":
        return contract.period.to;
      case "paused":
        return contract.resumesAt ?? undefined;
      case "active":
        return Math.min(contract.gives.nextIssue(), contract.mailboxDue, contract.period.to);
    }
  }

  private step(contract: Contract, at: number): void {
    if (contract.state === "paused") this.resume(at);
    else if (contract.state === "to_come") this.begin(contract, at);
    else if (contract.state === "active" && at < contract.period.to) this.give(contract, at);
    else this.close(contract, at);
  }

  /** A trial or a period is over. */
  private close(contract: Contract, at: number): void {
    const lines = closingLines(this.purse, contract);
    if (contract.endsAt === at) {
      this.invoice(at, lines);
      contract.state = "ended";
    } else if (this.scheduled) {
      this.carryOut(contract, at, { lines, ...this.scheduled });
    } else {
      if (contract.state === "active") contract.nextPeriod();
      else contract.begin(new Line(at, this.zone, contract.at.cycle), at);
      this.open(contract, at, lines);
    }
  }

  /** Once a customer and product it is tried; then the plan starts. */
  private begin(contract: Contract, at: number): void {
    const { trialDays } = contract.plan;
    if (trialDays === 0 || this.hasTried) {
      contract.begin(contract.line, at);
      this.open(contract, at, []);
      return;
    }
    this.hasTried = true;
    contract.state = "trialing";
    const end = instantAt(plusDays(wallAt(at, this.zone), trialDays), this.zone);
    contract.period = { from: at, to: end };
    for (const issue of contract.ofTrial()) this.purse.give(issue);
  }

  /** At a period's end. */
  private carryOut(
    old: Contract,
    at: number,
    { lines, plan, mode }: Scheduled & { readonly lines: readonly bigint[] },
  ): void {
    this.invoice(at, lines);
    if (mode !== "keep")
      for (const grant of replacedBy(this.purse, old, at).family) this.purse.void(grant);
    const wasTried = old.state === "trialing";
    old.state = "ended";
    this.scheduled = null;
    const next = this.follow(plan, at, old.at.cycle);
    // As long as before, its periods go on lying where they did, so that month ends are restored.
    const staysOnLine = !wasTried && plan.length === old.plan.length;
    if (mode === "prorate") next.takeOver(old, at);
    else next.begin(staysOnLine ? old.line : next.line, at);
    this.open(next, at, []);
  }

  /** Credits come before the invoice; the fee in advance is its last line. */
  open(contract: Contract, at: number, lines: readonly bigint[]): void {
    contract.mailboxDue = at;
    this.give(contract, at);
    const { period } = contract;
    const fees = contract.plan.isInArrears ? [] : contract.feesFor(period, at);
    contract.asked = fees.map((amount) => ({ amount, span: period }));
    contract.askedBy = this.invoice(at, [...lines, ...fees, contract.addOnFee()]);
  }

  /** Credits, and then what is drawn of them. */
  private give(contract: Contract, at: number): void {
    for (const issue of contract.gives.take(at)) this.purse.give(issue);
    if (contract.mailboxDue !== at) return;
    this.purse.draw(contract.mailboxAt(at), contract.plan.overagePrice);
    contract.mailboxDue = contract.nextMailbox(at);
  }

  invoice(at: number, lines: readonly bigint[]): Invoice | null {
    const asked = lines.filter((amount) => amount !== 0n);
    if (asked.length === 0) return null;
    const sum = total(asked);
    // What is owed to the customer is handed on, and taken as far as there is something to pay.
    const handedOn = sum < 0n ? -sum : -least(this.carried, sum);
    this.carried += handedOn;
    const all = handedOn === 0n ? asked : [...asked, handedOn];
    const invoice = { at, lines: all, total: sum + handedOn };
    this.invoices.push(invoice);
    return invoice;
  }
}
