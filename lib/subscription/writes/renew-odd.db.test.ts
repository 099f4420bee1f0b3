/** Renewals that are not of the usual kind: cut short, many at once, much too late, moved away. */
import { expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { anEmptyWallet, aPublishedPlan, type PlanTerms } from "@/lib/testing/billing";
import { aContext } from "@/lib/testing/factories";
import { datesOf, grantsOf, invoicesOf, subscribe, walletOf } from "@/lib/testing/subscribed";
import { renewSubscriptions } from "./renew-subscriptions";

const at = (text: string) => new Date(text);
const monthly = (fee: string, credits: string): PlanTerms => ({
  ...{ fee, feePeriod: "MONTHLY", credits },
});

async function aCustomerAt(text: string) {
  const ctx = await aContext({ at: at(text) });
  return { ctx, account: await anEmptyWallet(ctx) };
}

it("gives and asks for 12 of April's 30 days, and for all of May", async () => {
  const { ctx, account } = await aCustomerAt("2026-04-19T00:00:00Z");
  const grant = { name: "Monthly", credits: "2000", period: "MONTHLY", isProrated: true } as const;
  const planId = await aPublishedPlan(ctx, {
    ...{ fee: "149", feePeriod: "MONTHLY" },
    grants: [{ ...grant, expirationKind: "GRANT_PERIOD" }],
  });
  const own = await subscribe(ctx, account, planId, { billingCycle: "CALENDAR" });

  expect(await walletOf(own)).toMatchObject({ available: "800" });
  expect((await invoicesOf(own)).map(({ total }) => total)).toEqual(["59.6"]);
  await renewSubscriptions(at("2026-05-01T00:00:00Z"));
  expect(await grantsOf(own)).toEqual([
    { from: "2026-04-19", to: "2026-05-01", available: "0", expired: "800" },
    { from: "2026-05-01", to: "2026-06-01", available: "2000", expired: "0" },
  ]);
  expect((await invoicesOf(own)).map(({ total }) => total)).toEqual(["59.6", "149"]);
});

it("renews several subscriptions of one customer that are due at once, each by itself", async () => {
  const { ctx, account } = await aCustomerAt("2026-01-31T09:00:00Z");
  const plans = [monthly("10", "100"), monthly("20", "200"), monthly("40", "400")];
  const planIds = [];
  for (const terms of plans) planIds.push(await aPublishedPlan(ctx, terms));
  await readSql("UPDATE product SET is_single_active = false WHERE organization_id = $1::uuid", [
    ctx.organizationId,
  ]);
  const owned = [];
  for (const planId of planIds) owned.push(await subscribe(ctx, account, planId));
  const [own] = owned;
  if (!own) throw new RangeError("no subscription");

  expect((await renewSubscriptions(at("2026-03-31T09:00:00Z"))).failed).toEqual([]);

  expect(await walletOf(own)).toEqual({ available: "700", overage: "0" });
  const invoices = await invoicesOf(own);
  expect(invoices.map(({ total }) => total).toSorted()).toEqual(
    ["10", "20", "40"].flatMap((total) => [total, total, total]).toSorted(),
  );
  // Gapless, and in the order of what they are for, whichever subscription it was.
  expect(invoices.map(({ number }) => Number(number?.slice(-6)))).toEqual(
    invoices.map((_, index) => index + 1),
  );
  const starts = invoices.map(({ periodStart }) => periodStart ?? "");
  expect(starts).toEqual(starts.toSorted());
});

it("books fourteen missed periods, each at its own time, in one run", async () => {
  const { ctx, account } = await aCustomerAt("2026-01-31T09:00:00Z");
  const own = await subscribe(ctx, account, await aPublishedPlan(ctx, monthly("50", "100")));

  expect((await renewSubscriptions(at("2027-04-15T00:00:00Z"))).failed).toEqual([]);

  const days = ["01-31", "02-28", "03-31", "04-30", "05-31", "06-30"];
  expect(await datesOf(own)).toEqual([
    ...days.map((day) => `2026-${day}`),
    ...["07-31", "08-31", "09-30", "10-31", "11-30", "12-31"].map((day) => `2026-${day}`),
    ...["2027-01-31", "2027-02-28", "2027-03-31"],
  ]);
  expect(await walletOf(own)).toEqual({ available: "100", overage: "0" });
  expect((await invoicesOf(own)).map(({ number }) => number)).toEqual([
    ...days.map((_, index) => `INV-2026-00000${index + 1}`),
    ...["INV-2026-000007", "INV-2026-000008", "INV-2026-000009"],
    ...["INV-2026-000010", "INV-2026-000011", "INV-2026-000012"],
    ...["INV-2027-000001", "INV-2027-000002", "INV-2027-000003"],
  ]);
  expect(await renewSubscriptions(at("2027-04-15T00:00:00Z"))).toEqual({ steps: 0, failed: [] });
  expect((await verifyLedger()).differences).toEqual([]);
});

it("keeps the zone of its start, wherever the customer has moved since", async () => {
  const { ctx, account } = await aCustomerAt("2026-02-15T05:00:00Z");
  await readSql("UPDATE customer SET timezone = 'America/New_York' WHERE id = $1::uuid", [
    account.customerId,
  ]);
  const own = await subscribe(ctx, account, await aPublishedPlan(ctx, monthly("50", "100")));
  await readSql("UPDATE customer SET timezone = 'Asia/Tokyo' WHERE id = $1::uuid", [
    account.customerId,
  ]);

  await renewSubscriptions(at("2026-04-20T00:00:00Z"));

  // Midnight in New York, an hour earlier in UTC since the clocks went forward.
  expect((await invoicesOf(own)).map(({ periodStart }) => periodStart)).toEqual([
    "2026-02-15T05:00:00.000Z",
    "2026-03-15T04:00:00.000Z",
    "2026-04-15T04:00:00.000Z",
  ]);
});
