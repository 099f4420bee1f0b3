/** Random shops: few values, so that bounds and ties are met. */
import fc from "fast-check";
import { ONE, whole } from "./amounts";
import type { Wallet } from "./grants";
import type { Model, Tier } from "./price";
import { DAY, type Feature, type Limit, type Price, type Shop } from "./shop";

const one = <const T>(...values: readonly T[]) => fc.constantFrom(...values);
const maybe = <T>(arbitrary: fc.Arbitrary<T>, weight = 2) =>
  fc.option(arbitrary, { nil: null, freq: weight });
const amount = (...texts: readonly string[]) => one(...texts).map(whole);

const STARTS = [Date.UTC(2026, 0, 8, 15), Date.UTC(2026, 0, 31, 3), Date.UTC(2026, 0, 1, 5)];

const anyTiers: fc.Arbitrary<readonly Tier[]> = fc
  .tuple(
    fc.record({ unit: amount("2", "0.5"), flat: amount("0", "0", "3") }),
    fc.record({ unit: amount("1", "3"), flat: amount("0", "4") }),
    fc.record({ unit: amount("0.5", "0"), flat: amount("0", "10") }),
  )
  .map(([first, second, third]) => [
    { ...first, upTo: 4n * ONE },
    { ...second, upTo: 10n * ONE },
    { ...third, upTo: null },
  ]);
const STAIRS = ["3", "8", "9"].map(whole);
const steps = (tiers: readonly Tier[]) =>
  tiers.map((tier, index) => ({ ...tier, unit: 0n, flat: STAIRS[index] ?? 0n }));

const bounds = { free: amount("0", "0", "2"), maximum: maybe(amount("12", "25"), 4) };
const anyModel: fc.Arbitrary<Model> = fc.oneof(
  fc.record({ ...bounds, kind: one("PER_UNIT" as const), unit: amount("1", "2.5") }),
  fc.record({
    ...bounds,
    kind: one("PACKAGE" as const),
    size: amount("3", "5"),
    price: amount("4"),
  }),
  fc.record({ ...bounds, kind: one("GRADUATED" as const), tiers: anyTiers }),
  fc.record({ ...bounds, kind: one("VOLUME" as const), tiers: anyTiers }),
  fc.record({ ...bounds, kind: one("STAIRSTEP" as const), tiers: anyTiers.map(steps) }),
);

const anyLimit: fc.Arbitrary<Limit> = fc.record({
  included: maybe(amount("0", "3", "5"), 2),
  limit: maybe(amount("5", "12"), 2),
  isSoft: fc.boolean(),
  reset: one("DAY", "WEEK", "MONTH", "BILLING_PERIOD", "BILLING_PERIOD", "NEVER"),
  per: one("customer", "customer", "member", "property:region"),
});

type Plain = Omit<Feature, "key" | "price" | "limit" | "once" | "returns">;
const anyPlain: fc.Arbitrary<Plain> = fc.record({
  event: one("used", "used", "called"),
  aggregation: one("COUNT", "SUM", "SUM", "MAX", "LATEST", "UNIQUE_COUNT"),
  multiplier: amount("1", "1", "2", "0.5"),
  region: one(null, null, "eu"),
});

const anyPrice = (start: number, hasPlan: boolean): fc.Arbitrary<Price> => {
  const cost = fc
    .record({
      first: amount("1", "2.5", "0"),
      second: maybe(amount("2", "3")),
      own: maybe(amount("0", "0.5")),
      after: one(1, 6, 20),
    })
    .map(({ first, second, own, after }) => ({
      by: "cost" as const,
      versions: [
        { from: start - 60 * DAY, unit: first, own },
        ...(second === null ? [] : [{ from: start + after * DAY, unit: second, own: null }]),
      ],
    }));
  const charge = fc.record({
    by: one("charge" as const),
    model: anyModel,
    inMoney: one(false, false, true),
  });
  const none = one({ by: "none" as const });
  return hasPlan
    ? fc.oneof({ weight: 4, arbitrary: charge }, { weight: 2, arbitrary: cost }, none)
    : fc.oneof({ weight: 4, arbitrary: cost }, none);
};

const anyFeature = (key: string, start: number, hasPlan: boolean): fc.Arbitrary<Feature> =>
  fc
    .record({
      plain: anyPlain,
      price: anyPrice(start, hasPlan),
      limit: maybe(anyLimit, 2),
      extra: one("none", "none", "returns", "once" as const),
      window: one("ever", "days", "billing_period" as const),
      days: one(1, 3),
      per: one("customer", "member" as const),
    })
    .map(({ plain, price, limit, extra, window, days, per }) => {
      const isSum = plain.aggregation === "SUM";
      const adds = isSum || plain.aggregation === "COUNT";
      return {
        ...{ ...plain, key, multiplier: isSum ? plain.multiplier : ONE },
        ...{ returns: extra === "returns" && isSum, limit: hasPlan ? limit : null },
        once: extra === "once" && adds ? { window, days, per } : null,
        price: adds ? price : unsplit(price),
      };
    });

/** Totals that are no sums are kept by value where the price goes by one: not among limits, too. */
const unsplit = (price: Price): Price =>
  price.by === "cost"
    ? { ...price, versions: price.versions.map((version) => ({ ...version, own: null })) }
    : price;

const anyWallets: fc.Arbitrary<readonly Wallet[]> = fc
  .record({
    policies: fc.tuple(one("REFUSE", "REFUSE", "CAP", "OVERAGE"), one("REFUSE", "CAP", "OVERAGE")),
    limit: maybe(amount("10")),
    features: one([], [], ["f0"]),
    isAlone: fc.boolean(),
    rates: fc.tuple(amount("1", "0.5", "0.03"), amount("1", "0.5")),
  })
  .map(({ policies, limit, features, isAlone, rates }) => [
    {
      name: "first",
      priority: 10,
      policy: policies[0],
      limit: owing(policies[0], limit),
      features,
      rate: rates[0],
    },
    ...(isAlone && features.length === 0
      ? []
      : [
          {
            name: "second",
            priority: 20,
            policy: policies[1],
            limit: owing(policies[1], limit),
            features: [],
            rate: rates[1],
          },
        ]),
  ]);
const owing = (policy: Wallet["policy"], limit: bigint | null) =>
  policy === "OVERAGE" ? limit : null;

export const anyShop: fc.Arbitrary<Shop> = fc
  .record({ start: one(...STARTS), hasPlan: one(true, true, true, false) })
  .chain(({ start, hasPlan }) =>
    fc.record({
      start: fc.constant(start),
      hasPlan: fc.constant(hasPlan),
      cycle: one("anniversary", "calendar" as const),
      zone: one({ name: "UTC", hours: 0 }, { name: "America/New_York", hours: -5 }),
      wallets: anyWallets,
      features: fc.tuple(anyFeature("f0", start, hasPlan), anyFeature("f1", start, hasPlan)),
    }),
  );
