/** Steps about grants. */
import fc from "fast-check";
import { expect } from "vitest";
import type { FeatureId, GrantId, WalletId } from "@/lib/ids";
import type { GrantLife, Rollover } from "@/lib/ledger/rules/terms";
import { asked, day, grant } from "../books";
import { give, pay, voidGrant } from "../unit-spender/grants";
import type { ModelRolls, ModelWallet } from "../unit-spender/world";
import { type Pair, whole } from "./pair";

const AT_ONCE = ["at once" as const, "at once" as const];

// Few distinct values on purpose: ties and exact boundaries are where the order breaks.
export const anyGive = fc.record({
  kind: fc.constant("give" as const),
  amount: fc.integer({ min: 1, max: 8 }),
  wallet: fc.constantFrom(0, 1),
  priority: fc.constantFrom(1, 2),
  isRollover: fc.boolean(),
  category: fc.constantFrom("PROMOTIONAL" as const, "COMMITTED" as const, "PREPAID" as const),
  features: fc.subarray(["calls", "exports"]),
  startsIn: fc.constantFrom(-1, 0, 0, 0, 1, 2),
  lasts: fc.constantFrom(null, 1, 2, 3),
  keeps: fc.constantFrom(null, null, "all" as const, "half" as const, 3, 5),
  keptFor: fc.constantFrom(1, 2, null),
  bounds: fc.constantFrom(null, null, [0, 2] as const, [3, 6] as const),
  paid: fc.constantFrom(...AT_ONCE, ...AT_ONCE, "later" as const, "from then" as const),
});
type Give = typeof anyGive extends fc.Arbitrary<infer T> ? T : never;

export function giveBoth(pair: Pair, step: Give): void {
  const { ledger, model, today } = pair;
  const wallet = pair.wallets[step.wallet] as ModelWallet;
  const from = today + step.startsIn;
  const { term, to } = endOf(step, Math.max(today, from));
  const { amount, category, features, isRollover, priority, bounds } = step;
  const rolls = rollsOf(step, to);
  const terms = {
    ...{ category, priority, source: isRollover ? ("rollover" as const) : ("plan" as const) },
    ...{ effectiveAt: day(from), expiresAt: to === null ? null : day(to) },
    expiresAfterDays: term,
    featureIds: features as string[] as FeatureId[],
    life: lifeOf(rolls, bounds),
  };
  const isPaid = step.paid === "at once";
  const command = grant(String(amount), terms, { walletId: wallet.name as WalletId, isPaid });
  const answer = ledger.run(command, pair.at);
  // Its real id is its name, so that the last tie-break is the same for both.
  const name = (answer.ok && answer.grantId) || "";
  if (answer.ok) pair.noteGrant(name as GrantId, isPaid);
  const told = { name, wallet: wallet.name, walletPriority: wallet.priority, priority };
  const times = { from, to, createdAt: today };
  const isRolled = isRollover && terms.life !== null;
  const own = { category, features, isRollover, isRolled, series: SERIES, rolls, bounds };
  const modelled = { ...told, ...own, ...times, unpaid: isPaid ? null : { term } };
  expect(answer.ok).toBe(give(model, modelled, { amount, now: today }));
}

/** A term that starts with its payment: when it ends nobody knows before. */
function endOf({ paid, lasts }: Give, start: number) {
  if (paid === "from then") return { term: lasts ?? 4, to: null };
  return { term: null, to: lasts === null ? null : start + lasts };
}

function rollsOf({ keeps, keptFor }: Give, to: number | null): ModelRolls | null {
  if (keeps === null || to === null) return null;
  return { keeps, until: keptFor === null ? null : to + keptFor };
}

/** Of all grants that are given, so that they share their caps. */
const SERIES = "series";

function lifeOf(rolls: ModelRolls | null, bounds: Give["bounds"]): GrantLife | null {
  if (rolls === null && bounds === null) return null;
  const expiresAt = rolls === null || rolls.until === null ? null : day(rolls.until);
  return {
    seriesId: SERIES,
    rollover: rolls && { keeps: keepsOf(rolls.keeps), places: 0, expiresAt },
    reset: bounds && { min: whole(bounds[0]), max: whole(bounds[1]) },
  };
}

function keepsOf(keeps: ModelRolls["keeps"]): Rollover["keeps"] {
  if (keeps === "all") return { mode: "all" };
  return keeps === "half"
    ? { mode: "share", share: 500_000_000n }
    : { mode: "cap", cap: whole(keeps) };
}

export const anyPayment = fc.record({ kind: fc.constant("activate" as const), which: fc.nat(6) });
type Payment = typeof anyPayment extends fc.Arbitrary<infer T> ? T : never;

export function payBoth(pair: Pair, { which }: Payment): void {
  const grantId = pair.pick(pair.unpaidIds, which) ?? pair.grantIds[which];
  if (grantId === undefined) return;
  const answer = pair.ledger.run({ kind: "activate", ...asked(), grantId }, pair.at);
  expect(answer.ok).toBe(pay(pair.model, grantId, pair.today));
}

export const anyVoid = fc.record({
  kind: fc.constant("void" as const),
  which: fc.nat(9),
  amount: fc.option(fc.integer({ min: 1, max: 5 })),
  force: fc.boolean(),
});
type Void = typeof anyVoid extends fc.Arbitrary<infer T> ? T : never;

export function voidBoth(pair: Pair, { which, amount, force }: Void): void {
  const grantId = pair.pick(pair.grantIds, which);
  if (grantId === undefined) return;
  const some = amount === null ? null : whole(amount);
  const command = { kind: "void", ...asked(), grantId, amount: some, force } as const;
  const voided = pair.ledger.run(command, pair.at).ok;
  expect(voided).toBe(voidGrant(pair.model, grantId, { amount, force, now: pair.today }));
}
