/** Use priced in money at a period's close (SEMANTICS 7.4, 8.9): what no wallet covered is a line. */
import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { later } from "@/lib/testing/factories";
import {
  aMoneyPlan,
  aMoneySubscriber,
  asked,
  close,
  owing,
  send,
  used,
} from "@/lib/testing/money-usage";
import { CancelInput } from "../schema";
import { cancelSubscription } from "./cancel-subscription";
import { invoiceLateUsage } from "./invoice-late-usage";

const PRICED_OVERAGE = { overageRule: "INVOICE", overagePrice: "0.03" } as const;

describe("use in money that no wallet covers", () => {
  it("is a line at the close: the wallet pays first, nothing is refused", async () => {
    const own = await aMoneyPlan({}, ["1500"]);

    const results = await send(own.ctx, "03-10T00:00:00", [
      used(own.externalId, 1, "03-10T00:00:00"),
      used(own.externalId, 2, "03-10T00:00:00"),
      used(own.externalId, 1, "03-10T00:00:00"),
    ]);
    await close("04-01T00:00:00");

    expect(results.map(({ status, credits, owed }) => [status, credits, owed])).toEqual([
      ["ACCEPTED", "1000", []],
      ["ACCEPTED", "500", [{ currency: "USD", amount: "15" }]],
      ["ACCEPTED", "0", [{ currency: "USD", amount: "10" }]],
    ]);
    expect(await asked(own)).toEqual([
      {
        total: "25",
        lines: [
          ["usage", "Exports: 4 at $10.00; $15.00 paid by credits", "25"],
          ["information", "Paid by credits: contact_export", "0"],
        ],
      },
    ]);
    expect(await owing(own)).toEqual([{ used: "4", owed: "0", invoiced: "25", credited: "0" }]);
    const audited = await readSql(
      "SELECT action FROM audit_record WHERE customer_id = $1::uuid AND action LIKE '%issued%' OR action = 'subscription.renewed' AND customer_id = $1::uuid ORDER BY action",
      [own.customerId],
    );
    expect(audited.map(({ action }) => action)).toEqual(["invoice.issued", "subscription.renewed"]);
  });

  it("is asked once, however often the close runs, two at a time too", async () => {
    const own = await aMoneyPlan();
    await send(own.ctx, "03-10T00:00:00", [used(own.externalId, 1, "03-10T00:00:00")]);

    await Promise.all([close("04-01T00:00:00"), close("04-01T00:00:00")]);
    await close("04-15T00:00:00");
    await close("05-02T00:00:00");

    expect((await asked(own)).map(({ total }) => total)).toEqual(["10"]);
  });

  it("is asked by a run that comes months late, once", async () => {
    const own = await aMoneyPlan({ settlement: "INVOICE" }, ["9000"]);
    await send(own.ctx, "03-31T23:00:00", [used(own.externalId, 1, "03-31T23:00:00")]);

    await close("06-20T00:00:00");

    expect(await asked(own)).toEqual([
      { total: "10", lines: [["usage", "Exports: 1 at $10.00", "10"]] },
    ]);
  });

  it("takes nothing from the wallet where it settles by invoice", async () => {
    const tiers = [
      { upTo: "10", unitAmount: "2" },
      { upTo: "20", unitAmount: "1" },
      { unitAmount: "0.5" },
    ];
    const own = await aMoneyPlan(
      { settlement: "INVOICE", model: "GRADUATED", amount: null, tiers },
      ["9000"],
    );

    const [result] = await send(own.ctx, "03-10T00:00:00", [
      used(own.externalId, 25, "03-10T00:00:00"),
    ]);
    await close("04-01T00:00:00");

    expect(result).toMatchObject({ credits: "0", owed: [{ currency: "USD", amount: "32.5" }] });
    expect(await asked(own)).toEqual([
      {
        total: "32.5",
        lines: [["usage", "Exports: 10 at $2.00, 10 at $1.00, 5 at $0.50", "32.5"]],
      },
    ]);
  });

  it("asks for credits settled by invoice at the price of overage", async () => {
    const own = await aMoneyPlan(
      { settlement: "INVOICE", creditUnit: "credits", amount: "5" },
      ["9000"],
      PRICED_OVERAGE,
    );
    await send(own.ctx, "03-10T00:00:00", [used(own.externalId, 3, "03-10T00:00:00")]);
    await close("04-01T00:00:00");

    expect(await asked(own)).toEqual([
      { total: "0.45", lines: [["usage", "Exports: 3 at 5 credits", "0.45"]] },
    ]);
  });

  it("rounds once, and what comes late after the close is the difference of rounded totals", async () => {
    const own = await aMoneyPlan({ amount: "0.004" });
    await send(own.ctx, "03-31T00:00:00", [used(own.externalId, 1, "03-31T00:00:00")]);
    await close("04-01T00:00:00");
    expect(await asked(own)).toEqual([]);

    await send(own.ctx, "04-02T00:00:00", [used(own.externalId, 1, "03-31T01:00:00")]);
    await send(own.ctx, "04-02T00:00:00", [used(own.externalId, 1, "04-02T00:00:00")]);
    await close("05-01T00:00:00");

    const [invoice] = await asked(own);
    expect(invoice?.lines).toEqual([
      ["usage", "Exports: 2 at $0.004; $0.00 invoiced before", "0.01"],
    ]);
    expect(await owing(own)).toMatchObject([
      { used: "2", owed: "0", invoiced: "0.008" },
      { used: "1", owed: "0", invoiced: "0.004" },
    ]);
  });

  it("is on the last invoice of a subscription that ends within its period", async () => {
    const own = await aMoneyPlan();
    await send(own.ctx, "03-10T00:00:00", [used(own.externalId, 2, "03-10T00:00:00")]);

    const ctx = later(own.ctx, "2026-03-11T00:00:00Z");
    await cancelSubscription(ctx, own.subscriptionId, CancelInput.parse({ when: "now" }));

    expect(await asked(own)).toMatchObject([{ total: "20" }]);
  });

  it("is asked by a run of its own where it comes after the last subscription has ended", async () => {
    const own = await aMoneyPlan();
    const ctx = later(own.ctx, "2026-03-11T00:00:00Z");
    await cancelSubscription(ctx, own.subscriptionId, CancelInput.parse({ when: "now" }));
    await send(own.ctx, "03-13T00:00:00", [used(own.externalId, 2, "03-10T12:00:00")]);

    await Promise.all([
      invoiceLateUsage(new Date("2026-03-14T00:00:00Z")),
      invoiceLateUsage(new Date("2026-03-14T00:00:00Z")),
    ]);
    await invoiceLateUsage(new Date("2026-03-15T00:00:00Z"));

    expect(await asked(own)).toEqual([
      { total: "20", lines: [["usage", "Exports: 2 at $10.00", "20"]] },
    ]);
  });

  it("leaves other customers and organizations alone", async () => {
    const own = await aMoneyPlan();
    const neighbour = await aMoneySubscriber(own.ctx, own.feature, { charge: { amount: "3" } });
    const stranger = await aMoneyPlan({ amount: "7" });
    for (const { externalId, ctx } of [own, { ...neighbour, ctx: own.ctx }, stranger]) {
      await send(ctx, "03-10T00:00:00", [used(externalId, 1, "03-10T00:00:00")]);
    }

    await close("04-01T00:00:00");

    expect(await asked(own)).toMatchObject([{ total: "10" }]);
    expect(await asked({ ...neighbour, ctx: own.ctx })).toMatchObject([{ total: "3" }]);
    expect(await asked(stranger)).toMatchObject([{ total: "7" }]);
  });
});

describe("a minimum and a maximum", () => {
  it("caps the total, and settles what is missing once, from the wallet first", async () => {
    const own = await aMoneyPlan({ minimum: "30", maximum: "50" }, ["1200"]);
    await send(own.ctx, "03-10T00:00:00", [used(own.externalId, 1, "03-10T00:00:00")]);

    await close("04-01T00:00:00");
    await send(own.ctx, "04-10T00:00:00", [used(own.externalId, 9, "04-10T00:00:00")]);
    await close("05-01T00:00:00");

    const [march, april] = await asked(own);
    // 10 of 1,200 credits' 12 USD were used; 2 pay of the 20 that are missing.
    expect(march).toMatchObject({ total: "18" });
    expect(march?.lines?.[0]).toEqual(["usage", "Exports: to the minimum of $30.00", "18"]);
    expect(april).toMatchObject({ total: "50" });
    expect(april?.lines?.[0]?.[1]).toBe("Exports: 9 at $10.00; at most $50.00");
  });

  it("asks for the minimum of a period without use, by the share that was lived", async () => {
    const own = await aMoneyPlan({ minimum: "31", settlement: "INVOICE" }, ["9000"]);

    const ctx = later(own.ctx, "2026-03-11T00:00:00Z");
    await cancelSubscription(ctx, own.subscriptionId, CancelInput.parse({ when: "now" }));

    expect(await asked(own)).toEqual([
      { total: "10", lines: [["usage", "Exports: to the minimum of $10.00", "10"]] },
    ]);
  });

  const IN_CREDITS = { creditUnit: "credits", amount: "1", minimum: "100" };

  it("draws a minimum in credits, and asks for the rest at the price of overage", async () => {
    const own = await aMoneyPlan(IN_CREDITS, ["30"], PRICED_OVERAGE);
    await send(own.ctx, "03-10T00:00:00", [used(own.externalId, 10, "03-10T00:00:00")]);

    await close("04-01T00:00:00");

    expect((await asked(own))[0]?.lines?.[0]).toEqual([
      "usage",
      "Exports: to the minimum of 100 credits",
      "2.1",
    ]);
  });

  it("owes the rest in the wallet where nobody has said what such a credit costs", async () => {
    const own = await aMoneyPlan(IN_CREDITS, ["30"]);
    await send(own.ctx, "03-10T00:00:00", [used(own.externalId, 10, "03-10T00:00:00")]);

    await close("04-01T00:00:00");

    expect(await asked(own)).toEqual([]);
    const [wallet] = await readSql(
      "SELECT available::float AS available, overage::float AS overage FROM wallet WHERE customer_id = $1::uuid",
      [own.customerId],
    );
    expect(wallet).toEqual({ available: 0, overage: 70 });
  });
});
