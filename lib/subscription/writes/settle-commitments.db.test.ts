/** Commitments at the close of their periods (SEMANTICS 8.2): what is missing is asked, or rolls. */
import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { change } from "@/lib/testing/changed";
import { committed, settled } from "@/lib/testing/commitments";
import { later } from "@/lib/testing/factories";
import { aMoneyPlan, asked, close, send, used } from "@/lib/testing/money-usage";
import { aPlan } from "@/lib/testing/usage";
import { CancelInput } from "../schema";
import { cancelSubscription } from "./cancel-subscription";
import { pauseSubscription } from "./pause-subscription";
import { resumeSubscription } from "./resume-subscription";

const trueUps = async (own: Parameters<typeof asked>[0]) =>
  (await asked(own)).map(({ lines = [] }) => lines.filter(([kind]) => kind === "true_up"));

describe("a commitment of 100 USD a month", () => {
  it("asks for what neither credits nor invoices made up, with its arithmetic", async () => {
    const own = await aMoneyPlan({}, ["1500"], committed());
    await send(own.ctx, "03-10T00:00:00", [used(own.externalId, 4, "03-10T00:00:00")]);

    await close("04-01T00:00:00");

    const words =
      "True-up to the commitment: $100.00 agreed, $15.00 paid by credits, $25.00 asked for use";
    expect(await asked(own)).toEqual([
      {
        total: "85",
        lines: [
          ["usage", "Exports: 4 at $10.00; $15.00 paid by credits", "25"],
          ["true_up", words, "60"],
          ["information", "Paid by credits: contact_export", "0"],
        ],
      },
    ]);
    expect(await settled(own)).toMatchObject([
      { period: "03-01/04-01", drawn: "15", asked: "25", missing: "60", amount: "60" },
    ]);
  });

  it("asks for nothing where it was spent", async () => {
    const own = await aMoneyPlan({}, ["9000"], committed());
    await send(own.ctx, "03-10T00:00:00", [used(own.externalId, 12, "03-10T00:00:00")]);
    await close("04-01T00:00:00");

    expect(await trueUps(own)).toEqual([[]]);
    expect(await settled(own)).toMatchObject([{ drawn: "90", asked: "30", missing: "0" }]);
  });

  it("is settled once, however often the close runs, two at a time too", async () => {
    const own = await aMoneyPlan({}, [], committed());

    await Promise.all([close("04-01T00:00:00"), close("04-01T00:00:00")]);
    await close("04-15T00:00:00");

    expect((await asked(own)).map(({ total }) => total)).toEqual(["100"]);
    expect(await settled(own)).toHaveLength(1);
  });

  it("comes to the same by a run that is months late", async () => {
    const onTime = await aMoneyPlan({}, ["1500"], committed());
    const late = await aMoneyPlan({}, ["1500"], committed());
    for (const own of [onTime, late]) {
      await send(own.ctx, "03-10T00:00:00", [used(own.externalId, 4, "03-10T00:00:00")]);
    }
    await readSql(
      "UPDATE subscription SET next_due_at = '2026-07-01T00:00:00Z' WHERE customer_id = $1::uuid",
      [late.customerId],
    );
    for (const month of ["04", "05", "06"]) await close(`${month}-01T00:00:00`);
    await readSql(
      "UPDATE subscription SET next_due_at = '2026-04-01T00:00:00Z' WHERE customer_id = $1::uuid",
      [late.customerId],
    );
    await close("06-01T12:00:00");

    expect(await asked(late)).toEqual(await asked(onTime));
    expect(await settled(late)).toEqual(await settled(onTime));
    expect(await settled(late)).toHaveLength(3);
  });

  it("counts use that came after the close towards the next period", async () => {
    const own = await aMoneyPlan({}, ["9000"], committed());
    await close("04-01T00:00:00");
    await send(own.ctx, "04-02T00:00:00", [used(own.externalId, 3, "03-31T00:00:00")]);
    await close("05-01T00:00:00");

    expect(await settled(own)).toMatchObject([
      { drawn: "0", missing: "100" },
      { drawn: "0", late: "30", missing: "70", amount: "70" },
    ]);
  });

  it("is asked for the share that was lived when the subscription is cancelled within", async () => {
    const own = await aMoneyPlan({}, [], committed());

    // 15.5 of 31 days.
    await cancelSubscription(
      later(own.ctx, "2026-03-16T12:00:00Z"),
      own.subscriptionId,
      CancelInput.parse({ when: "now" }),
    );

    expect((await asked(own)).map(({ total }) => total)).toEqual(["50"]);
    expect(await settled(own)).toMatchObject([{ period: "03-01/03-16", agreed: "50" }]);
  });

  it("is asked for the share before a change of plan, and begins anew with the next", async () => {
    const own = await aMoneyPlan({}, [], committed({ amount: "310" }));
    const dearer = await aPlan(own.ctx, committed({ amount: "620" }));

    const asking = later(own.ctx, "2026-03-11T00:00:00Z");
    await change(asking, { id: own.subscriptionId }, { to: dearer, when: "now" });
    await close("04-11T00:00:00");

    expect(await settled(own)).toMatchObject([
      { period: "03-01/03-11", agreed: "100", amount: "100" },
      { period: "03-11/04-11", agreed: "620", amount: "620" },
    ]);
  });

  it("is not asked for the time of a pause", async () => {
    const own = await aMoneyPlan({}, [], committed({ amount: "310" }));
    const at = (day: string) => later(own.ctx, `2026-03-${day}T00:00:00Z`);

    await pauseSubscription(at("05"), own.subscriptionId, { reason: "" });
    await resumeSubscription(at("15"), own.subscriptionId, { reason: "" });
    await close("04-01T00:00:00");

    expect(await settled(own)).toMatchObject([{ agreed: "210", amount: "210" }]);
  });
});

describe("a commitment that rolls", () => {
  it("adds what is missing to the next period's, and asks for it at the end", async () => {
    const own = await aMoneyPlan({}, ["9000"], committed({ shortfall: "ROLL" }));
    await send(own.ctx, "03-10T00:00:00", [used(own.externalId, 4, "03-10T00:00:00")]);
    await close("04-01T00:00:00");
    await close("05-01T00:00:00");
    await cancelSubscription(
      later(own.ctx, "2026-05-16T12:00:00Z"),
      own.subscriptionId,
      CancelInput.parse({ when: "now" }),
    );

    expect(await settled(own)).toMatchObject([
      { agreed: "100", brought: "0", missing: "60", amount: "0", is_rolled: true },
      { agreed: "100", brought: "60", missing: "160", amount: "0", is_rolled: true },
      { agreed: "50", brought: "160", missing: "210", amount: "210", is_rolled: false },
    ]);
    expect((await asked(own)).map(({ total }) => total)).toEqual(["210"]);
  });
});

describe("commitments of other lengths and units", () => {
  it("of a quarter is settled by its third monthly close, with what the others asked", async () => {
    const own = await aMoneyPlan({}, [], committed({ period: "QUARTERLY" }));
    await send(own.ctx, "03-10T00:00:00", [used(own.externalId, 2, "03-10T00:00:00")]);
    // All three closes in one transaction.
    await close("06-01T00:00:00");

    expect((await asked(own)).map(({ total }) => total)).toEqual(["20", "80"]);
    expect(await settled(own)).toMatchObject([{ period: "03-01/06-01", asked: "20" }]);
  });

  it("in credits costs what a credit is worth", async () => {
    const own = await aMoneyPlan(
      { creditUnit: "credits", amount: "100" },
      ["9000"],
      committed({ amount: "1000", creditUnit: "credits" }),
    );
    await send(own.ctx, "03-10T00:00:00", [used(own.externalId, 4, "03-10T00:00:00")]);
    await close("04-01T00:00:00");

    expect(await trueUps(own)).toEqual([
      [
        [
          "true_up",
          "True-up to the commitment: 1,000 credits agreed, 400 credits paid by credits, 0 credits asked for use",
          "6",
        ],
      ],
    ]);
  });
});
