/** A way of a clock that is cut off between two statements goes on to the same end. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { verifyAll } from "@/lib/ledger/reads/verify";
import { onATestClock, sellGrowth } from "@/lib/testing/clocked";
import { type Cutter, cutAtStatement } from "@/lib/testing/cut-at-statement";

const MARCH = "2024-03-01T00:00:00Z";
/** So that every part of a way is met by some cut, without a life for each statement. */
const STRIDE = 13;

let cutter: Cutter;
beforeAll(async () => {
  cutter = await cutAtStatement();
});
afterAll(() => cutter.close());

/** On a plan with credits, a fee and an end of bought credits. */
async function aLife() {
  const clock = await onATestClock("2024-01-31T00:00:00Z");
  const acme = await clock.resident("acme");
  await acme.give("100", { expires_at: "2024-02-10T00:00:00Z" });
  await sellGrowth(clock, acme);
  return { ...clock, acme };
}

/** @returns how often it was cut, until it went through whole. */
async function cutEverywhere(happened: readonly string[], cut: (round: number) => void) {
  for (let round = 0; ; round += 1) {
    const clock = await aLife();
    cut(round);
    await clock.advance(MARCH).catch(() => undefined);
    const wasCut = cutter.mend();
    // Nobody waits for the lease of a run that could not say that it failed.
    await readSql("UPDATE test_clock SET run_until = now() WHERE run_id IS NOT NULL");
    expect(await clock.advance(MARCH)).toEqual(happened);
    expect(await clock.acme.available()).toBe("2000");
    expect((await clock.caller.get("/invoices")).body.pagination.total).toBe(2);
    if (!wasCut) return round;
  }
}

it("happens once and whole, wherever it is cut", { timeout: 600_000 }, async () => {
  const happened = await (await aLife()).advance(MARCH);
  expect(happened).toHaveLength(5);

  const cuts = await cutEverywhere(happened, (round) => cutter.cutAt(1 + round * STRIDE));
  expect(cuts).toBeGreaterThan(5);
  const breaks = await cutEverywhere(happened, (round) => cutter.breakAt(1 + round));
  expect(breaks).toBeGreaterThan(5);
  for (const { differences } of (await verifyAll()).values()) expect(differences).toEqual([]);
});
