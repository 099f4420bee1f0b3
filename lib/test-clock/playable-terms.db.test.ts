/** SEMANTICS §5 and §6 by HTTP on a clock: holds, roll-overs, refills, resets, moves. */
import { expect, it } from "vitest";
import { onATestClock } from "@/lib/testing/clocked";
import { aReference } from "@/lib/testing/factories";

const once = () => ({ idempotency_key: aReference() });

it("takes from a hold what its grants held, and gives back what has not ended", async () => {
  const clock = await onATestClock("2024-05-01T11:00:00Z");
  const acme = await clock.resident("acme");
  await acme.give("20", { expires_at: "2024-05-01T12:00:00Z" });
  await acme.give("100");
  const asked = { wallet_id: acme.walletId, credits: "50" };
  const kept = await clock.made("/holds", { ...asked, ...once() });

  expect(await clock.advance("2024-05-01T12:30:00Z")).toEqual([]);
  await clock.made(`/holds/${kept.id}/capture`, { credits: "35", ...once() });
  expect(await acme.figures()).toMatchObject({ available: "85", held: "0", balance: "85" });
});

it("lapses what a hold gives back to a grant that has ended", async () => {
  const clock = await onATestClock("2024-05-01T11:00:00Z");
  const acme = await clock.resident("acme");
  await acme.give("20", { expires_at: "2024-05-01T12:00:00Z" });
  await acme.give("100");
  const asked = { wallet_id: acme.walletId, credits: "50", expires_in: 5400 };
  await clock.made("/holds", { ...asked, ...once() });

  expect(await clock.advance("2024-05-01T12:29:59.999Z")).toEqual([]);
  expect(await acme.figures()).toMatchObject({ available: "70", held: "50" });
  expect(await clock.advance("2024-05-01T12:30:00Z")).toEqual([
    "2024-05-01T12:30:00Z hold_ended 50",
    "2024-05-01T12:30:00Z expired 20",
  ]);
  expect(await acme.figures()).toMatchObject({ available: "100", held: "0" });
});

it("rolls over as SEMANTICS 6.4 tells it, two periods long and capped", async () => {
  const clock = await onATestClock("2024-01-01T00:00:00Z");
  const acme = await clock.resident("acme");
  await acme.give("1000", {
    ...{ cadence: "RECURRING", period: "MONTHLY", period_count: 1 },
    rollover: { mode: "cap", cap: "1500", periods: 2 },
  });
  await acme.debit("200");

  expect(await clock.advance("2024-02-01T00:00:00Z")).toEqual([
    "2024-02-01T00:00:00Z rolled_over 800",
    "2024-02-01T00:00:00Z refilled 1000",
  ]);
  await acme.debit("300");
  expect(await clock.advance("2024-03-01T00:00:00Z")).toEqual([
    "2024-03-01T00:00:00Z rolled_over 1000",
    "2024-03-01T00:00:00Z refilled 1000",
  ]);
  expect(await acme.available()).toBe("2500");
});

it("sets a refill that does not roll to its amount, each month anew", async () => {
  const clock = await onATestClock("2024-01-31T08:00:00Z");
  const acme = await clock.resident("acme");
  await acme.give("2000", { cadence: "RECURRING", period: "MONTHLY", period_count: 1 });
  await acme.debit("500");

  expect(await clock.advance("2024-03-31T08:00:00Z")).toEqual([
    "2024-02-29T08:00:00Z expired 1500",
    "2024-02-29T08:00:00Z refilled 2000",
    "2024-03-31T08:00:00Z expired 2000",
    "2024-03-31T08:00:00Z refilled 2000",
  ]);
});

it("moves credits with their terms: extended, and to another customer of the clock", async () => {
  const clock = await onATestClock("2024-06-01T00:00:00Z");
  const [acme, bolt] = [await clock.resident("acme"), await clock.resident("bolt")];
  const grant = await acme.give("100", { expires_at: "2024-06-10T00:00:00Z" });
  const reason = "Ticket 4711";
  const later = { expires_at: "2024-07-01T00:00:00Z", amount: "60", reason };
  await clock.made(`/credit-grants/${grant}/extend`, { ...later, ...once() });
  const part = { wallet_id: bolt.walletId, amount: "30", reason };
  await clock.made(`/credit-grants/${grant}/transfer`, { ...part, ...once() });

  expect(await clock.advance("2024-06-10T00:00:00Z")).toHaveLength(2);
  expect([await acme.available(), await bolt.available()]).toEqual(["60", "0"]);
  expect(await clock.advance("2024-07-01T00:00:00Z")).toEqual(["2024-07-01T00:00:00Z expired 60"]);
});

it("rolls a share of a one-off grant, and resets what lives between its bounds", async () => {
  const clock = await onATestClock("2024-01-15T00:00:00Z");
  const acme = await clock.resident("acme");
  await acme.give("100", {
    expires_at: "2024-02-01T00:00:00Z",
    rollover_on_expiry: { fraction: "0.5", expires_at: "2024-03-01T00:00:00Z" },
  });
  expect(await clock.advance("2024-02-01T00:00:00Z")).toEqual([
    "2024-02-01T00:00:00Z rolled_over 50",
    "2024-02-01T00:00:00Z expired 50",
  ]);
  await acme.give("40", { on_reset: { min: "10", max: "30" } });
  const reset = { overage: "carry", reason: "A new season" };
  await clock.made(`/wallets/${acme.walletId}/reset`, { ...reset, ...once() });

  expect(await acme.available()).toBe("30");
});

it("answers as of an instant of the clock, as known then and now", async () => {
  const clock = await onATestClock("2024-01-10T00:00:00Z");
  const acme = await clock.resident("acme");
  await acme.give("100", { expires_at: "2024-02-01T00:00:00Z" });
  await clock.advance("2024-01-20T00:00:00Z");
  await acme.debit("40");
  await clock.advance("2024-03-01T00:00:00Z");
  const asOf = async (query: string) =>
    (await clock.caller.get(`/wallets/${acme.walletId}/balance?${query}`)).body.available;

  expect(await asOf("as_of=2024-01-19T23:59:59.999Z")).toBe("100");
  expect(await asOf("as_of=2024-01-20T00:00:00Z")).toBe("60");
  expect(await asOf("as_of=2024-02-01T00:00:00Z")).toBe("0");
  expect(await asOf("as_of=2024-01-25T00:00:00Z&known_at=2024-01-19T00:00:00Z")).toBe("100");
});
