/** A renewal run that is killed at any point and run again leaves what one run leaves. */
import { expect, it } from "vitest";
import { databaseSettings } from "@/lib/db/settings";
import { readSql } from "@/lib/db/transact";
import type { OrganizationId } from "@/lib/ids";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { renewSubscriptions } from "@/lib/subscription/writes/renew-subscriptions";
import { killRenewals } from "@/lib/testing/kill-renewals";
import { dueAt, makeSubscribers } from "./renewals";

/** More than a few chunks. */
const SUBSCRIBERS = 900;
/** Two periods close: what a chunk does of one subscription is never half of it. */
const UNTIL = new Date(dueAt(2).getTime() + 3_600_000);

const renewed = async (organizationId: OrganizationId) => {
  const [row] = await readSql(
    `SELECT count(*)::int AS count FROM subscription_period WHERE organization_id = $1::uuid`,
    [organizationId],
  );
  return Number(row?.count);
};

/** How many of a table are alike, in all that is not merely a name. */
const TABLES: Readonly<Record<string, string>> = {
  subscription: "status, period_index, current_period_start, current_period_end, next_due_at",
  subscription_grant: "issued, next_at",
  subscription_period: "period_index, starts_at, ends_at, invoice_id IS NULL",
  wallet: "available, held, pending, overage, seq",
  credit_grant: "amount, available, expired, effective_at, expires_at, live",
  ledger_transaction: "kind, amount, effective_at",
  ledger_entry: "from_account, to_account, amount, effective_at",
  invoice: "total, status, issued_at, period_start, period_end",
  invoice_line: "kind, amount, quantity, period_start, period_end",
  audit_record: "action",
  outbox_message: "type",
};

async function booksOf(organizationId: OrganizationId) {
  const books: Record<string, unknown> = {};
  for (const [table, columns] of Object.entries(TABLES)) {
    const named = columns.split(", ").map((column, place) => `${column} AS c${place}`);
    books[table] = await readSql(
      `SELECT to_jsonb(alike) AS row, count(*)::int AS times
       FROM (SELECT ${named.join(", ")} FROM ${table} WHERE organization_id = $1::uuid) AS alike
       GROUP BY alike ORDER BY alike`,
      [organizationId],
    );
  }
  const numbers = await readSql(
    "SELECT number FROM invoice WHERE organization_id = $1::uuid ORDER BY number",
    [organizationId],
  );
  return { ...books, numbers };
}

it("leaves each subscription renewed whole, once, with invoices without a gap", {
  timeout: 300_000,
}, async () => {
  const { url } = databaseSettings();
  const whole = await makeSubscribers(url, "whole", SUBSCRIBERS);
  expect((await renewSubscriptions(UNTIL)).failed).toEqual([]);
  const killed = await makeSubscribers(url, "killed", SUBSCRIBERS);
  const { organizationId } = killed.ctx;

  // At no moment in particular; when a first chunk was kept; and when more was.
  const startedMs = performance.now();
  const someTime = async () => performance.now() - startedMs > Math.random() * 20_000;
  const moreThan = (count: number) => async () => (await renewed(organizationId)) > count;
  const kills = [
    await killRenewals(UNTIL, someTime),
    await killRenewals(UNTIL, moreThan(await renewed(organizationId))),
    await killRenewals(UNTIL, moreThan(await renewed(organizationId))),
  ];
  const { failed } = await renewSubscriptions(UNTIL);

  // A run that was never killed would show nothing.
  expect(kills).toContain(true);
  expect(failed).toEqual([]);
  expect(await renewed(organizationId)).toBe(2 * SUBSCRIBERS);
  expect(await booksOf(organizationId)).toEqual(await booksOf(whole.ctx.organizationId));
  expect((await verifyLedger()).differences).toEqual([]);
});
