/** A run that is cut off between any two of its statements, and run again, leaves what one run leaves. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { type Cutter, cutAtStatement } from "@/lib/testing/cut-at-statement";
import { readBooks } from "@/lib/testing/lived-books";
import { aRichSubscription, type RichTerms } from "@/lib/testing/rich-plan";
import { renewSubscriptions } from "./renew-subscriptions";

/** Two closes of a trial and a month, with all that they may ask and give. */
const UNTIL = new Date("2026-03-21T00:00:00Z");
const TERMS: RichTerms = {
  fee: "50",
  period: "MONTHLY",
  timing: "ARREAR",
  credits: "33.33",
  grantPeriod: "MONTHLY",
  expiry: "GRANT_PERIOD",
  rollsOver: true,
  hasTier: true,
  mailboxes: "SUSPEND",
  hasMinimum: true,
  commitment: "TRUE_UP",
  hasAddOn: true,
  trialDays: 20,
  cycle: "ANNIVERSARY",
  waits: true,
};

let cutter: Cutter;
beforeAll(async () => {
  cutter = await cutAtStatement();
});
afterAll(() => cutter.close());

it("is all or nothing wherever it is cut, and whole when it is run again", {
  timeout: 600_000,
}, async () => {
  const once = await aRichSubscription(TERMS);
  await renewSubscriptions(UNTIL);
  const whole = await readBooks(once);
  const untouched = await aRichSubscription(TERMS);
  const before = await readBooks(untouched);
  await renewSubscriptions(UNTIL);
  expect(whole.periods).toHaveLength(3);

  let isCut = true;
  let statements = 0;
  for (; isCut; statements += 1) {
    const own = await aRichSubscription(TERMS);
    cutter.cutAt(statements + 1);
    const run = renewSubscriptions(UNTIL).then(
      ({ failed }) => failed.length === 0,
      () => false,
    );
    const isDone = await run;
    isCut = cutter.mend();
    expect(isDone).toBe(!isCut);
    // Its commit may have been kept although nobody heard of it; never a half of it.
    expect([before, whole]).toContainEqual(await readBooks(own));
    expect((await renewSubscriptions(UNTIL)).failed).toEqual([]);
    expect(await readBooks(own)).toEqual(whole);
  }
  // Several times as many statements as tables: it was cut in the midst of it.
  expect(statements).toBeGreaterThan(30);
  expect((await verifyLedger()).differences).toEqual([]);
});
