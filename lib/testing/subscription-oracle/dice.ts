/** Random lives, each from a number of its own, so that any of them can be lived again. */
import { ONE } from "./exact";
import type { Cycle } from "./line";
import type {
  AddOnTerms,
  Ends,
  GrantTerms,
  Length,
  Mode,
  PlanTerms,
  Rolls,
  UsePrice,
} from "./terms";

export class Dice {
  constructor(private state: number) {}

  /** From 0 up to but not including the bound. */
  below(bound: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  }

  of<T>(...choices: readonly [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0];
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
}

export type Act =
  | { readonly kind: "wait"; readonly until: "moment" | "just before" | number }
  | { readonly kind: "use" | "use in money"; readonly units: number }
  | { readonly kind: "cancel at end" | "reactivate" | "resume" | "call off" | "pay" }
  | { readonly kind: "cancel now"; readonly keeps: boolean; readonly credits: boolean }
  | { readonly kind: "add-ons" | "pieces"; readonly count: number }
  | {
      readonly kind: "agree";
      readonly term: string;
      readonly amount: bigint;
      readonly days: number | null;
    }
  | { readonly kind: "pause"; readonly days: number | null }
  | {
      readonly kind: "change";
      readonly plan: string;
      readonly mode: Mode;
      readonly isNow: boolean;
      readonly isSame: boolean;
    };

export type Story = {
  readonly number: number;
  readonly zone: string;
  readonly now: number;
  readonly startsAt: number;
  readonly cycle: Cycle;
  readonly mayOwe: boolean;
  /** Whether its jobs come late, instead of at each moment of a test clock. */
  readonly isLate: boolean;
  readonly plans: readonly [PlanTerms, PlanTerms];
  readonly addOn: AddOnTerms;
  readonly acts: readonly Act[];
};

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const STARTS = [
  "2024-01-31T13:30:00Z",
  "2024-02-29T05:00:00.123Z",
  "2025-12-31T23:59:59.999Z",
  "2026-01-06T03:00:00Z",
  "2026-02-28T12:00:00Z",
  "2026-03-29T00:30:00Z",
  "2026-08-30T18:15:00Z",
  "2026-09-30T22:00:00Z",
  "2011-11-30T10:30:00Z",
  "2027-10-31T00:30:00Z",
] as const;

export function storyOf(number: number): Story {
  const dice = new Dice(number * 7919 + 1);
  const now = Date.parse(dice.of(...STARTS)) + dice.of(0, 0, DAY, 1);
  const lengths: readonly Length[] = ["MONTHLY", "QUARTERLY", "HALF_YEARLY", "ANNUAL"];
  const length = dice.of("MONTHLY", "MONTHLY", ...lengths);
  const money = dice.chance(50) ? priceIn(dice) : null;
  const use = priceIn(dice);
  // What becomes cheaper with more of it gives back, and is left out where credits are owed.
  const mayOwe = use.model !== "VOLUME" && use.amounts[0] <= use.amounts[2] && dice.chance(70);
  const overagePrice = dice.chance(50) ? 10_000_000n : null;
  // Changes of plan in one half of the lives, more and less of one plan in the other.
  const changes = number % 2 === 0;
  const common = {
    ...{ creditUse: use, moneyUse: money, overagePrice },
    ...(changes ? { pieces: 1, freePieces: 0, mailbox: null } : piecesIn(dice)),
  };
  const first = { ...planIn(dice, "First", length), ...common };
  const other = dice.chance(70) ? length : dice.of<Length>("MONTHLY", ...lengths);
  const second = { ...planIn(dice, "Second", other), ...common };
  const isSame = length === other;
  return {
    ...{
      number,
      now,
      mayOwe,
      plans: [first, second],
      addOn: { length, fee: 30n * ONE, grant: ON_TOP },
    },
    isLate: Math.floor(number / 2) % 2 === 1,
    zone: dice.of("UTC", "America/Santiago", "Europe/Berlin", "Pacific/Apia", "Asia/Kathmandu"),
    startsAt: now + dice.of(0, 0, 0, -40 * DAY, -400 * DAY, 3 * DAY, 20 * DAY + HOUR),
    cycle: dice.of("anniversary", "anniversary", "calendar"),
    acts: Array.from({ length: 14 }, (_, index) => actIn(dice, index, changes)).map((act) =>
      act.kind === "change" ? { ...act, isSame } : act,
    ),
  };
}

const ON_TOP: GrantTerms = {
  ...{ name: "on top", credits: 40n * ONE, cadence: "MONTHLY", ends: { kind: "GRANT_PERIOD" } },
  ...{ rolls: null, isProrated: false, priority: 30 },
};

const piecesIn = (dice: Dice) => ({
  ...dice.of({ pieces: 1, freePieces: 0 }, { pieces: 3, freePieces: 1 }),
  mailbox: dice.chance(40) ? 30n * ONE : null,
});

function actIn(dice: Dice, index: number, changes: boolean): Act {
  if (index % 2 === 0) return waitIn(dice);
  if (!changes && dice.chance(45)) return soldIn(dice);
  return dice.of<() => Act>(
    () => ({ kind: "use", units: dice.of(1, 3, 7, 20) }),
    () => ({ kind: "use", units: dice.of(1, 5, 12, 30) }),
    () => ({ kind: "use in money", units: dice.of(1, 5, 13) }),
    () => (changes ? { kind: "change", ...changeIn(dice) } : { kind: "pay" }),
    () => (changes ? { kind: "change", ...changeIn(dice) } : { kind: "use", units: 2 }),
    () => ({ kind: dice.of("cancel at end", "reactivate", "call off", "resume", "pay") }),
    () =>
      dice.chance(25)
        ? { kind: "cancel now", ...dice.of<(typeof CANCELLED)[number]>(...CANCELLED) }
        : { kind: "resume" },
    () => ({ kind: "pause", days: dice.of(null, 3, 40) }),
    () => ({ kind: "resume" }),
  )();
}

const CANCELLED = [
  { keeps: true, credits: false },
  { keeps: false, credits: false },
  { keeps: false, credits: true },
] as const;

const soldIn = (dice: Dice): Act =>
  dice.of<() => Act>(
    () => ({ kind: "add-ons", count: dice.of(0, 1, 2, 3) }),
    () => ({ kind: "pieces", count: dice.of(0, 1, 2, 5) }),
    () => ({
      ...{ kind: "agree", term: dice.of("fee", "one", "two") },
      ...{ amount: dice.of(50n, 1n) * ONE, days: dice.of(null, 3, 60) },
    }),
  )();

const changeIn = (dice: Dice) => ({
  plan: dice.of("First", "Second"),
  mode: dice.of<Mode>("restart", "prorate", "keep"),
  isNow: dice.chance(70),
  isSame: true,
});

const waitIn = (dice: Dice): Act => ({
  kind: "wait",
  until: dice.of<"moment" | "just before" | number>(
    ...(["moment", "just before"] as const),
    ...([HOUR, 3 * DAY, 3 * DAY + 1, 17 * DAY, 33 * DAY, 100 * DAY, 200 * DAY] as const),
  ),
});

function planIn(dice: Dice, name: string, length: Length) {
  const trialDays = dice.chance(25) ? dice.of(3, 14, 31) : 0;
  const grants = [grantIn(dice, "one", 10), grantIn(dice, "two", 20), grantIn(dice, "three", 15)];
  const trial = { name: "trial", credits: 100n * ONE, cadence: "ONCE", rolls: null } as const;
  const ofTrial = { ...trial, ends: { kind: "TRIAL" }, isProrated: false, priority: 10 } as const;
  return {
    ...{ name, length, trialDays },
    fee: dice.of(149n * ONE, 10n * ONE, 99_990_000_000n, 800n * ONE),
    isInArrears: dice.chance(35),
    grants: [
      ...grants.slice(0, dice.below(4)),
      ...(trialDays > 0 && dice.chance(60) ? [ofTrial] : []),
    ],
    tier: dice.chance(20)
      ? { credits: dice.of(100n, 24_000n) * ONE, price: 20n * ONE, isMonthly: dice.chance(50) }
      : null,
  };
}

function grantIn(dice: Dice, name: string, priority: number): GrantTerms {
  const cadence = dice.of("MONTHLY", "MONTHLY", "QUARTERLY", "ANNUAL", "ONCE") as Length | "ONCE";
  const ends = endsIn(dice, cadence);
  const rolls =
    cadence !== "ONCE" && ends.kind === "GRANT_PERIOD" && dice.chance(50) ? rollsIn(dice) : null;
  const credits = dice.of(7n, 100n, 333n, 2000n) * ONE;
  return { name, credits, cadence, ends, rolls, isProrated: dice.chance(30), priority };
}

function endsIn(dice: Dice, cadence: Length | "ONCE"): Ends {
  const other = dice.of<Ends>(
    ...([{ kind: "NEVER" }, { kind: "BILLING_CYCLE" }] as const),
    { kind: "DURATION", count: dice.of(1, 10, 45), unit: dice.of("DAY", "WEEK") },
    { kind: "DURATION", count: dice.of(1, 3), unit: "MONTH" },
  );
  return cadence !== "ONCE" && dice.chance(60) ? { kind: "GRANT_PERIOD" } : other;
}

const rollsIn = (dice: Dice): Rolls => ({
  keeps: dice.of<Rolls["keeps"]>("all", { cap: 150n * ONE }, { percent: 33 }),
  periods: dice.of(1, 2, 3),
});

function priceIn(dice: Dice): UsePrice {
  const model = dice.of<UsePrice["model"]>(
    "PER_UNIT",
    "PACKAGE",
    "GRADUATED",
    "VOLUME",
    "STAIRSTEP",
  );
  const amounts = dice.of<UsePrice["amounts"]>(
    [2n * ONE, ONE, ONE / 2n],
    [3n * ONE, 10n * ONE, 25n * ONE],
    [5n * ONE, 4n * ONE, 3n * ONE],
  );
  const [first] = amounts;
  return { model, amounts, freeUnits: dice.of(0n, 0n, 3n), minimum: dice.of(0n, 0n, 7n * first) };
}
