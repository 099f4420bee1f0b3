/**
 * Several uses, one after the other: what each costs depends on which of those before it were
 * taken. Answers the ledger's questions for amounts, however often it asks them.
 */
import { type Credits, ZERO } from "@/lib/money/credits";
import { type Money, NO_MONEY } from "@/lib/money/money";
import { type Counters, decideUse, type Use, type UseDecision } from "./decide-use";
import { type Settled, settleUse, type Taken } from "./settle-use";

export type DecidedUse = UseDecision & Omit<Settled, "after"> & { readonly isTaken: boolean };

export class UseSequence {
  /** `states[i]` is before use i; later ones are rewritten when the ledger asks anew. */
  private readonly states: Counters[];
  /** What was decided last of each use, and on which state: on the same it is the same. */
  private readonly decisions: { readonly on: Counters; readonly decision: UseDecision }[] = [];

  constructor(
    before: Counters,
    private readonly uses: readonly Use[],
  ) {
    this.states = [before];
  }

  /**
   * What use `index` asks of the wallets, once the ones before it are decided: credits, or money of a
   * price in money; below zero: to be given back.
   */
  amountOf(index: number, decided: readonly Taken[]): Credits | Money {
    const decision = this.decide(index, decided);
    return decision.isBeyondCeiling ? ZERO : askedOf(this.uses[index], decision);
  }

  /** All uses as they came out, and the counters after them. */
  conclude(decided: readonly Taken[]): {
    readonly uses: readonly DecidedUse[];
    readonly after: Counters;
  } {
    const uses = this.uses.map((use, index) => {
      const decision = this.decide(index, decided);
      const taken = decided[index] ?? null;
      const { owed, back, noted } = settleUse(use, decision, taken);
      return { owed, back, noted, isTaken: isTaken(decision, taken), ...decision };
    });
    return { uses, after: this.stateBefore(this.uses.length, decided) };
  }

  /** Whether nothing is asked of the ledger if nothing stands against any use. */
  isFree(): boolean {
    return this.uses.every((_, index) => this.amountOf(index, []) === ZERO);
  }

  private decide(index: number, decided: readonly Taken[]): UseDecision {
    return this.decideOn(this.stateBefore(index, decided), index);
  }

  private decideOn(state: Counters, index: number): UseDecision {
    const known = this.decisions[index];
    if (known?.on === state) return known.decision;
    const use = this.uses[index];
    if (use === undefined) throw new RangeError(`no use ${index}`);
    const decision = decideUse(state, use);
    this.decisions[index] = { on: state, decision };
    return decision;
  }

  /** Asked in order, each step is reckoned once; asked at random, from the nearest known one. */
  private stateBefore(index: number, decided: readonly Taken[]): Counters {
    for (let step = Math.min(index, this.states.length) || 1; step <= index; step++) {
      const state = this.states[step - 1];
      const use = this.uses[step - 1];
      if (state === undefined || use === undefined) throw new RangeError(`no use ${step - 1}`);
      const decision = this.decideOn(state, step - 1);
      const taken = decided[step - 1] ?? null;
      this.states[step] = isTaken(decision, taken) ? settleUse(use, decision, taken).after : state;
    }
    const state = this.states[index];
    if (state === undefined) throw new RangeError(`no use ${index}`);
    return state;
  }
}

/** What is settled by invoice, or has no wallet to pay it, asks nothing of the ledger. */
function askedOf(use: Use | undefined, { credits, money }: UseDecision): Credits | Money {
  if (money === NO_MONEY) return use?.price?.settle === "invoice" ? ZERO : credits;
  if (use === undefined || use.price?.settle === "invoice") return ZERO;
  return money > NO_MONEY && use.payers.length === 0 ? ZERO : money;
}

const isTaken = (decision: UseDecision, ledger: Taken) =>
  !decision.isBeyondCeiling && ledger?.status !== "refused";
