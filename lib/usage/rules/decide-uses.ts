/**
 * Several uses, one after the other: what each costs depends on which of those before it were
 * taken. Answers the ledger's questions for amounts, however often it asks them.
 */
import type { Credits } from "@/lib/money/credits";
import { ZERO } from "@/lib/money/credits";
import { type Counters, decideUse, type Use, type UseDecision } from "./decide-use";

/** What the ledger made of a use: null where it was not asked, so nothing stood against it. */
type Taken = { readonly status: "taken" | "refused" } | null;

export type DecidedUse = UseDecision & { readonly isTaken: boolean };

export class UseSequence {
  /** `states[i]` is before use i; later ones are rewritten when the ledger asks anew. */
  private readonly states: Counters[];

  constructor(
    before: Counters,
    private readonly uses: readonly Use[],
  ) {
    this.states = [before];
  }

  /** What use `index` asks for, once the ones before it are decided; below zero: to be given back. */
  amountOf(index: number, decided: readonly Taken[]): Credits {
    const decision = this.decide(index, decided);
    return decision.isBeyondCeiling ? ZERO : decision.credits;
  }

  /** All uses as they came out, and the counters after them. */
  conclude(decided: readonly Taken[]): {
    readonly uses: readonly DecidedUse[];
    readonly after: Counters;
  } {
    const uses = this.uses.map((_, index) => {
      const decision = this.decide(index, decided);
      return { ...decision, isTaken: isTaken(decision, decided[index] ?? null) };
    });
    return { uses, after: this.stateBefore(this.uses.length, decided) };
  }

  /** Whether nothing is asked of the ledger if nothing stands against any use. */
  isFree(): boolean {
    return this.uses.every((_, index) => this.amountOf(index, []) === ZERO);
  }

  private decide(index: number, decided: readonly Taken[]): UseDecision {
    const use = this.uses[index];
    if (use === undefined) throw new RangeError(`no use ${index}`);
    return decideUse(this.stateBefore(index, decided), use);
  }

  /** Asked in order, each step is reckoned once; asked at random, from the nearest known one. */
  private stateBefore(index: number, decided: readonly Taken[]): Counters {
    for (let step = Math.min(index, this.states.length) || 1; step <= index; step++) {
      const state = this.states[step - 1];
      const use = this.uses[step - 1];
      if (state === undefined || use === undefined) throw new RangeError(`no use ${step - 1}`);
      const decision = decideUse(state, use);
      const taken = isTaken(decision, decided[step - 1] ?? null);
      this.states[step] = taken ? decision.after : state;
    }
    const state = this.states[index];
    if (state === undefined) throw new RangeError(`no use ${index}`);
    return state;
  }
}

const isTaken = (decision: UseDecision, ledger: Taken) =>
  !decision.isBeyondCeiling && ledger?.status !== "refused";
