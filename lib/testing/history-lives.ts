/** Lives of grants in random histories: what they keep, and what is asked of them and their wallet. */
import fc from "fast-check";
import type { GrantId, RefillId } from "@/lib/ids";
import type { Command } from "@/lib/ledger/rules/command";
import type { GrantLife } from "@/lib/ledger/rules/terms";
import { asked, day, type MemoryLedger } from "./books";
import {
  bounds,
  extend,
  keepsAll,
  keepsShare,
  keepsUpTo,
  refill,
  reset,
  rolling,
  voidWallet,
} from "./lives";

const KEEPS = { all: keepsAll, half: keepsShare("0.5"), cap: keepsUpTo("6") } as const;

export const anyLife = fc.record({
  keeps: fc.constantFrom(null, null, "all" as const, "half" as const, "cap" as const),
  keptFor: fc.constantFrom(1, 2, null),
  hasBounds: fc.constantFrom(false, false, true),
});

/** What a grant that ends at `to` does then; what never ends keeps nothing. */
export function lifeOf(
  { keeps, keptFor, hasBounds }: typeof anyLife extends fc.Arbitrary<infer T> ? T : never,
  to: number | null,
): GrantLife | null {
  const { reset: kept } = hasBounds ? bounds("2", "4") : { reset: null };
  if (keeps === null || to === null) return kept && { ...bounds("2", "4"), seriesId: "series" };
  const expiresAt = keptFor === null ? null : day(to + keptFor);
  return { ...rolling(KEEPS[keeps], { expiresAt, places: 0 }), reset: kept };
}

export const anyLifeStep = fc.oneof(
  fc.record({
    kind: fc.constant("extend" as const),
    which: fc.nat(5),
    days: fc.constantFrom(null, 1, 3),
    amount: fc.option(fc.constantFrom("1", "3")),
  }),
  fc.record({ kind: fc.constant("void_wallet" as const), amount: fc.constantFrom("1", "4") }),
  fc.record({
    kind: fc.constant("reset" as const),
    overage: fc.constantFrom("carry" as const, "clear" as const),
  }),
  fc.record({
    kind: fc.constant("refill" as const),
    every: fc.constantFrom(1, 2),
    keeps: fc.constantFrom(null, "half" as const, "cap" as const),
  }),
  fc.record({ kind: fc.constant("stop" as const), which: fc.nat(1) }),
);
type LifeStep = typeof anyLifeStep extends fc.Arbitrary<infer T> ? T : never;

export function lifeCommandOf(step: LifeStep, { books }: MemoryLedger, today: number): Command {
  switch (step.kind) {
    case "extend": {
      const id = ([...books.grants.keys()][step.which] ?? "none") as GrantId;
      return extend(id, step.days === null ? null : day(today + step.days), step.amount);
    }
    case "void_wallet":
      return voidWallet(step.amount);
    case "reset":
      return reset(step.overage);
    case "refill": {
      const cadence = { length: "DAILY", count: step.every } as const;
      const rollover = step.keeps && { keeps: KEEPS[step.keeps], places: 0, periods: 1 };
      const line = { anchorAt: day(today), zone: "UTC", cadence };
      return refill("4", { line, terms: { rollover } });
    }
    case "stop": {
      const refillId = ([...books.refills.keys()][step.which] ?? "none") as RefillId;
      return { ...asked(), kind: "stop_refill", refillId };
    }
  }
}
