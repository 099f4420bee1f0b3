/** However late a run comes, the books are those of runs that came in time. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { post } from "@/lib/ledger/post";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { later } from "@/lib/testing/factories";
import { readBooks } from "@/lib/testing/lived-books";
import { aRichSubscription, type RichTerms } from "@/lib/testing/rich-plan";
import type { Subscribed } from "@/lib/testing/subscribed";
import { aDebit } from "@/lib/testing/wallets";
import { TurnInput } from "../schema";
import { issueDueGrants } from "./issue-due-grants";
import { pauseSubscription } from "./pause-subscription";
import { renewSubscriptions } from "./renew-subscriptions";
import { resumeSubscription } from "./resume-subscription";

const RUNS = 5;
const at = (day: string) => new Date(`${day}T00:00:00Z`);
const END = at("2026-06-15");

type Life = RichTerms & {
  /** Taken in the first hours; more than there is becomes overage. */
  readonly spent: string | null;
  readonly isPaused: boolean;
};

/** Few values, so that fees and credits fall due together, apart, and within each other. */
const lives: fc.Arbitrary<Life> = fc
  .record<Life>({
    fee: fc.constantFrom("50", "588.05"),
    period: fc.constantFrom<Life["period"]>("MONTHLY", "QUARTERLY"),
    timing: fc.constantFrom<Life["timing"]>("ADVANCE", "ARREAR"),
    credits: fc.constantFrom("100", "33.33"),
    grantPeriod: fc.constantFrom<Life["grantPeriod"]>("MONTHLY", "QUARTERLY"),
    expiry: fc.constantFrom<Life["expiry"]>("GRANT_PERIOD", "NEVER"),
    rollsOver: fc.boolean(),
    hasTier: fc.boolean(),
    mailboxes: fc.constantFrom<Life["mailboxes"]>("OVERAGE", "SUSPEND", null),
    hasMinimum: fc.boolean(),
    commitment: fc.constantFrom<Life["commitment"]>("TRUE_UP", "ROLL", null),
    hasAddOn: fc.boolean(),
    trialDays: fc.constantFrom(0, 20),
    cycle: fc.constantFrom<Life["cycle"]>("ANNIVERSARY", "CALENDAR"),
    spent: fc.constantFrom("60", "400", null),
    isPaused: fc.boolean(),
    waits: fc.boolean(),
  })
  // Only what ends can roll over.
  .map((life) => ({ ...life, rollsOver: life.rollsOver && life.expiry === "GRANT_PERIOD" }));

/** All of it at once, with what makes each part fall due by itself. */
const EVERYTHING: Life = {
  ...{ fee: "588.05", period: "QUARTERLY", timing: "ARREAR", credits: "33.33" },
  ...{ grantPeriod: "MONTHLY", expiry: "GRANT_PERIOD", rollsOver: true, hasTier: true },
  ...{ mailboxes: "SUSPEND", hasMinimum: true, commitment: "ROLL", hasAddOn: true },
  ...{ trialDays: 20, cycle: "CALENDAR", spent: "60", isPaused: false },
  waits: false,
};

type Renewing = (own: Subscribed, until: Date) => Promise<void>;

/** At each instant at which anything of it is due. */
const inTime: Renewing = async ({ id }, until) => {
  for (;;) {
    const [row] = await readSql("SELECT next_due_at AS at FROM subscription WHERE id = $1::uuid", [
      id,
    ]);
    const due = row?.at as Date | null;
    if (due === null || due > until) return;
    await issueDueGrants(due);
    await renewSubscriptions(due);
  }
};
/** Only when all is over; whoever pauses or resumes it before is told the truth all the same. */
const late: Renewing = async (_, until) => {
  if (until >= END) expect((await renewSubscriptions(until)).failed).toEqual([]);
};

async function live(life: Life, renew: Renewing): Promise<Subscribed> {
  const own = await aRichSubscription(life);
  const because = TurnInput.parse({ reason: "Ticket 4711" });
  const on = (day: string) => later(own.ctx, at(day));
  if (life.spent) {
    // Before anything more is due: who debits by hand sees what the last run has booked.
    const ctx = later(own.ctx, "2026-01-31T12:00:00Z");
    expect(await post(ctx, aDebit(ctx, own, life.spent))).toMatchObject({ ok: true });
  }
  if (life.isPaused) {
    await renew(own, at("2026-03-10"));
    await pauseSubscription(on("2026-03-10"), own.id, because);
    await renew(own, at("2026-04-20"));
    await resumeSubscription(on("2026-04-20"), own.id, because);
  }
  await renew(own, END);
  return own;
}

it("is the same whether it is renewed in time, or once, months later", {
  timeout: 60_000 + RUNS * 90_000,
}, async () => {
  const property = fc.asyncProperty(lives, async (life) => {
    // One after the other: a run renews all that is due, whoever's it is.
    const onTime = await live(life, inTime);
    const books = await readBooks(await live(life, late));

    expect(books).toEqual(await readBooks(onTime));
    expect(books.periods.length).toBeGreaterThan(1);
  });
  const examples: [Life][] = [
    [EVERYTHING],
    [{ ...EVERYTHING, trialDays: 0, isPaused: true, waits: true }],
    // Two roll-overs of one rank.
    [{ ...EVERYTHING, period: "MONTHLY", grantPeriod: "QUARTERLY", trialDays: 0, isPaused: true }],
  ];
  await fc.assert(property, { numRuns: RUNS, examples });
  expect((await verifyLedger()).differences).toEqual([]);
});
