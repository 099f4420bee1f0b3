/** Random histories of a wallet, for properties of the ledger's rules. */
import fc from "fast-check";
import type { FeatureId, GrantId, HoldId } from "@/lib/ids";
import { nanocredits } from "@/lib/money/credits";
import { asked, day, debit, emptyBooks, grant, MemoryLedger } from "./books";
import { anyLife, anyLifeStep, lifeCommandOf, lifeOf } from "./history-lives";
import { capture, hold, release } from "./hold-commands";

/** Whole credits. */
export const whole = (count: number) => nanocredits(BigInt(count) * 1_000_000_000n);
const CALLS = "calls" as FeatureId;

/** A use some days before it is asked for. */
export const anyPart = fc.record({
  ago: fc.integer({ min: 0, max: 4 }),
  amount: fc.integer({ min: 0, max: 9 }),
});
const anyTerms = fc.record({
  amount: fc.integer({ min: 1, max: 9 }),
  priority: fc.constantFrom(1, 2),
  category: fc.constantFrom("PROMOTIONAL" as const, "COMMITTED" as const, "PREPAID" as const),
  source: fc.constantFrom("plan" as const, "rollover" as const),
  startsIn: fc.integer({ min: -3, max: 2 }),
  lasts: fc.constantFrom(null, 1, 2, 3),
  isLimited: fc.boolean(),
  isPaid: fc.constantFrom(true, true, false),
  life: anyLife,
});
const anyStep = fc.oneof(
  fc.record({ kind: fc.constant("grant" as const), terms: anyTerms }),
  fc.record({
    kind: fc.constant("debit" as const),
    parts: fc.array(anyPart, { minLength: 1, maxLength: 4 }),
    isCall: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("wait" as const), days: fc.integer({ min: 1, max: 2 }) }),
  fc.record({
    kind: fc.constant("reverse" as const),
    which: fc.nat(5),
    amount: fc.option(fc.integer({ min: 1, max: 5 })),
    restoreDays: fc.option(fc.constant(2)),
  }),
  fc.record({
    kind: fc.constant("void" as const),
    which: fc.nat(5),
    amount: fc.option(fc.constant(2)),
    force: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("hold" as const),
    amount: fc.integer({ min: 1, max: 6 }),
    isCall: fc.boolean(),
    lasts: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    kind: fc.constant("capture" as const),
    which: fc.nat(3),
    amount: fc.option(fc.integer({ min: 1, max: 8 })),
    isFinal: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("release" as const), which: fc.nat(3) }),
  fc.record({ kind: fc.constant("activate" as const), which: fc.nat(5) }),
  fc.record({ kind: fc.constant("invoice" as const) }),
  anyLifeStep,
);
const anyPolicy = fc.constantFrom("REFUSE" as const, "CAP" as const, "OVERAGE" as const);
/** A wallet's policy, and what happened to it; few values, so that ties and boundaries occur. */
export const anyHistory = fc.tuple(anyPolicy, fc.array(anyStep, { maxLength: 20, size: "max" }));
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

/** A ledger after such a history; commands that are refused change nothing. */
export function play(
  [shortagePolicy, steps]: readonly ["REFUSE" | "CAP" | "OVERAGE", Step[]],
  Ledger: typeof MemoryLedger = MemoryLedger,
): MemoryLedger {
  const ledger = new Ledger(emptyBooks({ shortagePolicy }));
  let today = 0;
  for (const step of steps) {
    if (step.kind === "wait") today += step.days;
    else ledger.run(commandOf(step, ledger, today), day(today));
  }
  return ledger;
}

function commandOf(step: Exclude<Step, { kind: "wait" }>, ledger: MemoryLedger, today: number) {
  const { books, booked } = ledger;
  const grantId = ([...books.grants.keys()]["which" in step ? step.which : 0] ?? "none") as GrantId;
  switch (step.kind) {
    case "extend":
    case "void_wallet":
    case "reset":
    case "refill":
    case "stop":
      return lifeCommandOf(step, ledger, today);
    case "grant":
      return grantOf(step.terms, today);
    case "debit": {
      const parts = step.parts.map(({ ago, amount }) => ({
        eventId: null,
        at: day(today - ago),
        amount: whole(amount),
      }));
      return debit([], { parts, featureId: step.isCall ? CALLS : null });
    }
    case "reverse": {
      const debits = booked.filter(({ kind }) => kind === "debit" || kind === "capture");
      const transactionId = (debits[step.which] ?? booked[0])?.id ?? ("none" as never);
      const amount = step.amount === null ? null : whole(step.amount);
      return {
        kind: "reverse",
        ...asked(),
        transactionId,
        amount,
        restoreDays: step.restoreDays,
      } as const;
    }
    case "void": {
      const amount = step.amount === null ? null : whole(step.amount);
      return { kind: "void", ...asked(), grantId, amount, force: step.force } as const;
    }
    case "hold":
    case "capture":
    case "release":
      return holdCommandOf(step, ledger, today);
    case "activate":
      return { kind: "activate", ...asked(), grantId } as const;
    case "invoice": {
      const lotIds = [...books.lots.keys()];
      return { kind: "invoice_overage", ...asked(), walletId: ledger.wallet().id, lotIds } as const;
    }
  }
}

type HoldStep = Extract<Step, { kind: "hold" | "capture" | "release" }>;

function holdCommandOf(step: HoldStep, { books }: MemoryLedger, today: number) {
  const holdId = ([...books.holds.keys()]["which" in step ? step.which : 0] ?? "none") as HoldId;
  switch (step.kind) {
    case "hold": {
      const told = { featureId: step.isCall ? CALLS : null, expiresAt: day(today + step.lasts) };
      return hold(String(step.amount), told);
    }
    case "capture":
      return capture(holdId, step.amount === null ? null : String(step.amount), step.isFinal);
    case "release":
      return release(holdId);
  }
}

function grantOf(terms: typeof anyTerms extends fc.Arbitrary<infer T> ? T : never, today: number) {
  const { amount, startsIn, lasts, isLimited, isPaid, life: lived, ...told } = terms;
  const from = today + startsIn;
  const to = lasts === null ? null : from + lasts;
  const ends = { effectiveAt: day(from), expiresAt: to === null ? null : day(to) };
  const life = { ...ends, life: lifeOf(lived, to) };
  const featureIds = isLimited ? [CALLS] : [];
  return grant(String(amount), { ...told, ...life, featureIds }, { isPaid });
}
