/** Plan credits that roll over, month after month (SEMANTICS 6.4, 8.9). */
import { afterEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { post } from "@/lib/ledger/post";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { findWallet } from "@/lib/ledger/reads/wallets";
import { later } from "@/lib/testing/factories";
import { aSubscription, type Subscribed, walletOf } from "@/lib/testing/subscribed";
import { aDebit } from "@/lib/testing/wallets";
import { CancelInput } from "../schema";
import { cancelSubscription } from "./cancel-subscription";
import { issueDueGrants } from "./issue-due-grants";
import { renewSubscriptions } from "./renew-subscriptions";

const at = (day: string) => new Date(`${day}T09:00:00Z`);
/** 1,000 a month from 1 January on, of which 1,500 in all are kept, each for two months. */
const CAPPED = {
  credits: "1000",
  feePeriod: "MONTHLY",
  rollover: { mode: "cap", cap: "1500", periods: 2 },
} as const;

const subscribed = async (terms: Parameters<typeof aSubscription>[0] = CAPPED) => {
  const own = await aSubscription(terms, { at: "2026-01-01T09:00:00Z" });
  seen = own.ctx;
  return own;
};
const use = async (own: Subscribed, amount: string, day: string) => {
  const ctx = later(own.ctx, at(day));
  const outcome = await post(ctx, aDebit(ctx, own, amount));
  if (!outcome.ok) throw new Error(outcome.refusal.code);
};
const rollovers = async ({ customerId }: Subscribed) =>
  (
    await readSql(
      `SELECT trim_scale(available)::text AS left, to_char(expires_at, 'MM-DD') AS until
       FROM credit_grant WHERE customer_id = $1::uuid AND source = 'rollover' AND available > 0
       ORDER BY effective_at`,
      [customerId],
    )
  ).map(({ left, until }) => `${left} to ${until}`);

let seen: Context | undefined;
afterEach(async () => {
  if (seen) expect((await verifyLedger(seen.organizationId)).differences).toEqual([]);
});

describe("a plan whose credits roll over", () => {
  it("is the example of SEMANTICS 6.4: March starts with 2,500", async () => {
    const own = await subscribed();
    await use(own, "200", "2026-01-20");
    await renewSubscriptions(at("2026-02-01"));
    expect(await walletOf(own)).toEqual({ available: "1800", overage: "0" });
    expect(await rollovers(own)).toEqual(["800 to 04-01"]);

    await use(own, "300", "2026-02-10");
    expect(await rollovers(own)).toEqual(["500 to 04-01"]);
    await renewSubscriptions(at("2026-03-01"));

    expect(await rollovers(own)).toEqual(["500 to 04-01", "1000 to 05-01"]);
    expect(await walletOf(own)).toEqual({ available: "2500", overage: "0" });
  });

  it("goes on for months: the oldest is cut, and ends where its life does", async () => {
    const own = await subscribed();
    for (const month of ["02", "03", "04", "05"]) await renewSubscriptions(at(`2026-${month}-01`));

    expect(await rollovers(own)).toEqual(["500 to 06-01", "1000 to 07-01"]);
    expect(await walletOf(own)).toEqual({ available: "2500", overage: "0" });
  });

  it("says the same when all of it is booked months late", async () => {
    const own = await subscribed();
    await use(own, "200", "2026-01-20");
    await renewSubscriptions(at("2026-05-01"));

    expect(await rollovers(own)).toEqual(["500 to 06-01", "1000 to 07-01"]);
    expect(await walletOf(own)).toEqual({ available: "2500", overage: "0" });
  });

  it("has rolled over at the period's end itself, before anybody books it", async () => {
    const own = await subscribed();
    await use(own, "200", "2026-01-20");

    const wallet = await findWallet(later(own.ctx, at("2026-02-01")), own.walletId);

    expect(wallet?.figures.available).toBe("800");
  });

  it("keeps a share, rounded down to the decimals that the unit is shown with", async () => {
    const own = await subscribed({
      credits: "10.55",
      feePeriod: "MONTHLY",
      rollover: { mode: "percent", percent: 50 },
    });
    await renewSubscriptions(at("2026-02-01"));

    expect(await rollovers(own)).toEqual(["5.27 to 03-01"]);
  });

  it("rolls monthly credits of an annual plan, too", async () => {
    const own = await subscribed({ credits: "10", rollover: { mode: "all" } });
    await issueDueGrants(at("2026-02-01"));
    await issueDueGrants(at("2026-03-01"));

    expect(await rollovers(own)).toEqual(["10 to 04-01"]);
    expect(await walletOf(own)).toEqual({ available: "20", overage: "0" });
  });

  it("voids what rolled over with the rest when the subscription is cancelled now", async () => {
    const own = await subscribed();
    await renewSubscriptions(at("2026-02-01"));
    const ctx = later(own.ctx, at("2026-02-10"));

    await cancelSubscription(ctx, own.id, CancelInput.parse({ when: "now" }));

    expect(await walletOf(own)).toEqual({ available: "0", overage: "0" });
    expect(await rollovers(own)).toEqual([]);
  });
});
