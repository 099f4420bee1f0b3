import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { anEmptyWallet, aPublishedPlan } from "@/lib/testing/billing";
import { aContext } from "@/lib/testing/factories";
import {
  aSubscription,
  datesOf,
  grantsOf,
  invoicesOf,
  type Subscribed,
  subscribe,
  traceOf,
  walletOf,
} from "@/lib/testing/subscribed";
import { issueDueGrants } from "./issue-due-grants";
import { renewSubscriptions } from "./renew-subscriptions";

const at = (text: string) => new Date(text);
const MONTHS = [
  "2026-02-28",
  "2026-03-31",
  "2026-04-30",
  "2026-05-31",
  "2026-06-30",
  "2026-07-31",
  "2026-08-31",
  "2026-09-30",
  "2026-10-31",
  "2026-11-30",
  "2026-12-31",
];

describe("an annual plan with monthly credits", () => {
  it("gives months 2 to 12, each when it is due, and lets the one before lapse", async () => {
    const own = await aSubscription();

    for (const [index, day] of MONTHS.entries()) {
      await issueDueGrants(at(`${day}T08:59:59.999Z`));
      expect(await datesOf(own)).toHaveLength(index + 1);
      await issueDueGrants(at(`${day}T09:00:00.000Z`));

      const grants = await grantsOf(own);
      expect(grants.at(-1)).toMatchObject({ from: day, available: "2500", expired: "0" });
      expect(grants.at(-2)).toMatchObject({ to: day, available: "0", expired: "2500" });
    }

    expect(await datesOf(own)).toEqual(["2026-01-31", ...MONTHS]);
    expect(await walletOf(own)).toEqual({ available: "2500", overage: "0" });
    expect(await invoicesOf(own)).toHaveLength(1);
  });

  it("catches up with three missed months in order, each at its own time", async () => {
    const own = await aSubscription();

    await issueDueGrants(at("2026-05-02T00:00:00Z"));

    expect(await grantsOf(own)).toEqual([
      { from: "2026-01-31", to: "2026-02-28", available: "0", expired: "2500" },
      { from: "2026-02-28", to: "2026-03-31", available: "0", expired: "2500" },
      { from: "2026-03-31", to: "2026-04-30", available: "0", expired: "2500" },
      { from: "2026-04-30", to: "2026-05-31", available: "2500", expired: "0" },
    ]);
    const booked = await readSql(
      `SELECT to_char(effective_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day FROM ledger_transaction
       WHERE customer_id = $1::uuid AND kind = 'grant' ORDER BY id`,
      [own.customerId],
    );
    expect(booked.map(({ day }) => day)).toEqual([
      "2026-01-31",
      "2026-02-28",
      "2026-03-31",
      "2026-04-30",
    ]);
  });

  it("gives each month once when workers run at the same time", async () => {
    const ctx = await aContext({ at: at("2026-01-31T09:00:00Z") });
    const planId = await aPublishedPlan(ctx);
    const own: Subscribed[] = [];
    for (let n = 0; n < 12; n++) {
      own.push(await subscribe(ctx, await anEmptyWallet(ctx), planId));
    }
    const until = at("2026-04-01T00:00:00Z");

    await Promise.all([
      issueDueGrants(until),
      issueDueGrants(until),
      renewSubscriptions(until),
      renewSubscriptions(until),
    ]);
    // What one worker held while another passed by is due still, and only that.
    await issueDueGrants(until);

    for (const one of own) {
      expect(await datesOf(one)).toEqual(["2026-01-31", "2026-02-28", "2026-03-31"]);
    }
  });

  it("does nothing when a run is repeated", async () => {
    const own = await aSubscription();
    await renewSubscriptions(at("2027-02-01T00:00:00Z"));
    const before = await traceOf(own);

    await renewSubscriptions(at("2027-02-01T00:00:00Z"));
    await issueDueGrants(at("2027-02-01T00:00:00Z"));

    expect(await traceOf(own)).toEqual(before);
    expect(before.invoices).toBe(2);
  });
});
