/** However late a run comes, the books are those of runs that came in time. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import type { PlanTerms } from "@/lib/testing/billing";
import { aSubscription, invoicesOf, type Subscribed, walletOf } from "@/lib/testing/subscribed";
import { issueDueGrants } from "./issue-due-grants";
import { renewSubscriptions } from "./renew-subscriptions";

const RUNS = 4;
const END = new Date("2026-06-15T00:00:00Z");

/** Few values, so that fees and credits fall due together, apart, and within each other. */
const terms: fc.Arbitrary<PlanTerms> = fc.record({
  fee: fc.constantFrom("50", "588.05"),
  feePeriod: fc.constantFrom("MONTHLY", "QUARTERLY"),
  timing: fc.constantFrom("ADVANCE", "ARREAR"),
  credits: fc.constantFrom("100", "33.333333333"),
  grantPeriod: fc.constantFrom("MONTHLY", "QUARTERLY"),
  expiry: fc.constantFrom("GRANT_PERIOD", "NEVER"),
});

/** The next instant at which anything of it is due; undefined after the end. */
async function nextDue({ id }: Subscribed): Promise<Date | undefined> {
  const [row] = await readSql("SELECT next_due_at AS at FROM subscription WHERE id = $1::uuid", [
    id,
  ]);
  const at = row?.at as Date | null | undefined;
  return at && at <= END ? at : undefined;
}

async function renewInTime(own: Subscribed): Promise<void> {
  for (let at = await nextDue(own); at; at = await nextDue(own)) {
    await issueDueGrants(at);
    await renewSubscriptions(at);
  }
}

/** What time has made of it, without what only says who is meant and when it was written down. */
async function booksOf(own: Subscribed) {
  const { customerId, id } = own;
  const grants = await readSql(
    `SELECT amount::text, pending::text, available::text, consumed::text, expired::text,
       effective_at, expires_at FROM credit_grant
     WHERE customer_id = $1::uuid ORDER BY effective_at, amount`,
    [customerId],
  );
  const booked = await readSql(
    `SELECT kind, amount::text, effective_at FROM ledger_transaction
     WHERE customer_id = $1::uuid ORDER BY effective_at, kind, amount`,
    [customerId],
  );
  const periods = await readSql(
    `SELECT period_index, starts_at, ends_at, booked_at, invoice_id IS NULL AS is_free
     FROM subscription_period WHERE subscription_id = $1::uuid ORDER BY 1`,
    [id],
  );
  const course = await readSql(
    `SELECT status::text, period_index, current_period_start, current_period_end, next_due_at
     FROM subscription WHERE id = $1::uuid`,
    [id],
  );
  const invoices = (await invoicesOf(own)).map(
    ({ number, total, issuedAt, periodStart, periodEnd, billingReason }) => [
      ...[number, total, issuedAt, periodStart, periodEnd, billingReason],
    ],
  );
  return { grants, booked, periods, course, invoices, wallet: await walletOf(own) };
}

it("is the same whether it is renewed in time, or once, months later", {
  timeout: 60_000 + RUNS * 60_000,
}, async () => {
  const property = fc.asyncProperty(terms, async (asked) => {
    const inTime = await aSubscription(asked);
    await renewInTime(inTime);
    // Started only now: a run renews all that is due, whoever's it is.
    const late = await aSubscription(asked);
    expect((await renewSubscriptions(END)).failed).toEqual([]);

    const books = await booksOf(late);
    expect(books).toEqual(await booksOf(inTime));
    expect(books.periods.length).toBeGreaterThan(1);
  });
  await fc.assert(property, { numRuns: RUNS });
  expect((await verifyLedger()).differences).toEqual([]);
});
