/**
 * Random lives of subscriptions, each lived by HTTP and by an oracle that reckons for itself
 * (`lib/testing/subscription-oracle`). More of them, or others: `FLORIN_LIVES=500 FLORIN_LIVES_FROM=1000`.
 */
import { expect, it } from "vitest";
import { storyOf } from "@/lib/testing/subscription-oracle/dice";
import { type Difference, play } from "@/lib/testing/subscription-oracle/play";

const FROM = Number(process.env.FLORIN_LIVES_FROM ?? 1);
const LIVES = Number(process.env.FLORIN_LIVES ?? 24);

/** One difference goes on in many; the first lives tell enough. */
const MOST_DIFFERENCES = 8;

it("moves every number as the oracle does", { timeout: 14_400_000 }, async () => {
  const differences: Difference[] = [];
  const tally = { acts: 0, looks: 0 };
  for (let number = FROM; number < FROM + LIVES; number++) {
    const difference = await play(storyOf(number), tally);
    if (difference) differences.push(difference);
    if (differences.length === MOST_DIFFERENCES) break;
  }

  expect(differences).toEqual([]);
  expect(tally.acts).toBeGreaterThan(LIVES * 5);
  expect(tally.looks).toBeGreaterThan(LIVES * 10);
});
