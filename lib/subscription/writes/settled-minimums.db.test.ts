/** Minimums that were settled: the time of pauses is not asked, and late use fills them first. */
import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { idFromRow } from "@/lib/ids";
import { ReverseInput } from "@/lib/ledger/schema";
import { reverseTransaction } from "@/lib/ledger/writes/reverse-transaction";
import { aReference, later } from "@/lib/testing/factories";
import { aMoneyPlan, asked, close, owing, send, used } from "@/lib/testing/money-usage";
import { figuresOf } from "@/lib/testing/usage";
import { pauseSubscription } from "./pause-subscription";
import { resumeSubscription } from "./resume-subscription";

const totalsOf = async (own: Parameters<typeof asked>[0]) =>
  (await asked(own)).map(({ total }) => total);

describe("a minimum", () => {
  it("is asked for the time that was not paused", async () => {
    const own = await aMoneyPlan({ minimum: "31", settlement: "INVOICE" });
    const at = (day: string) => later(own.ctx, `2026-03-${day}T00:00:00Z`);

    await pauseSubscription(at("05"), own.subscriptionId, { reason: "" });
    await resumeSubscription(at("15"), own.subscriptionId, { reason: "" });
    await close("04-01T00:00:00");

    expect(await asked(own)).toEqual([
      { total: "21", lines: [["usage", "Exports: to the minimum of $21.00", "21"]] },
    ]);
  });

  it("that was settled is filled by late use before that is asked", async () => {
    const own = await aMoneyPlan({ minimum: "30", settlement: "INVOICE" });
    await send(own.ctx, "03-10T00:00:00", [used(own.externalId, 1, "03-10T00:00:00")]);
    await close("04-01T00:00:00");

    await send(own.ctx, "04-02T00:00:00", [used(own.externalId, 1, "03-31T00:00:00")]);
    await send(own.ctx, "04-10T00:00:00", [used(own.externalId, 4, "04-10T00:00:00")]);
    await close("05-01T00:00:00");
    await send(own.ctx, "05-02T00:00:00", [used(own.externalId, 1, "04-30T00:00:00")]);
    await close("06-01T00:00:00");

    // 10 and 20 to the minimum; nothing for the late 10, 40 of April; 10 late beyond a minimum, May's 30.
    expect(await totalsOf(own)).toEqual(["30", "40", "40"]);
    expect(await owing(own)).toMatchObject([
      { used: "2", owed: "0", invoiced: "20" },
      { used: "5", owed: "0", invoiced: "50" },
    ]);
  });

  it("is filled to its end, and what is beyond is asked", async () => {
    const own = await aMoneyPlan({ minimum: "30", settlement: "INVOICE" });
    await close("04-01T00:00:00");
    await send(own.ctx, "04-02T00:00:00", [used(own.externalId, 4, "03-31T00:00:00")]);
    await send(own.ctx, "04-03T00:00:00", [used(own.externalId, 3, "04-03T00:00:00")]);
    await close("05-01T00:00:00");

    expect((await asked(own)).at(-1)).toEqual({
      total: "40",
      lines: [
        ["usage", "Exports: 4 at $10.00; $30.00 within the minimum", "10"],
        ["usage", "Exports: 3 at $10.00", "30"],
      ],
    });
  });

  it("that a wallet paid is not paid again by late use: beyond it the next invoice asks", async () => {
    const own = await aMoneyPlan({ minimum: "50" }, ["9000"]);
    const left = async () => (await figuresOf(own.customerId)).available;
    await send(own.ctx, "03-10T00:00:00", [used(own.externalId, 2, "03-10T00:00:00")]);
    await close("04-01T00:00:00");
    // 20 USD of use and 30 to the minimum, at 0.01 USD a credit.
    expect(await left()).toBe(4000);

    await send(own.ctx, "04-02T00:00:00", [used(own.externalId, 2, "03-28T00:00:00")]);
    await send(own.ctx, "04-03T00:00:00", [used(own.externalId, 2, "03-29T00:00:00")]);
    expect(await left()).toBe(4000);
    await send(own.ctx, "04-04T00:00:00", [used(own.externalId, 6, "04-04T00:00:00")]);
    await close("05-01T00:00:00");

    // 30 of the late 40 are within the minimum; of April's 60 the wallet paid 40.
    expect(await totalsOf(own)).toEqual(["30"]);
    expect(await left()).toBe(0);
  });

  it("in credits is paid beside late use, until as much of its debit is reversed", async () => {
    const own = await aMoneyPlan({ creditUnit: "credits", amount: "10", minimum: "50" }, ["1000"]);
    const left = async () => (await figuresOf(own.customerId)).available;
    await send(own.ctx, "03-10T00:00:00", [used(own.externalId, 2, "03-10T00:00:00")]);
    await close("04-01T00:00:00");
    // 20 of use and 30 to the minimum.
    expect(await left()).toBe(950);
    await send(own.ctx, "04-02T00:00:00", [used(own.externalId, 1, "03-28T00:00:00")]);
    expect(await left()).toBe(940);

    const [row] = await readSql(
      `SELECT id FROM ledger_transaction WHERE customer_id = $1::uuid AND reference LIKE $2::text`,
      [own.customerId, "%:minimum:%"],
    );
    const back = { amount: "10", reason: "Late use of March", reference: aReference() };
    const at = later(own.ctx, "2026-04-03T00:00:00Z");
    await reverseTransaction(at, idFromRow(row?.id), ReverseInput.parse(back));

    // March: 30 of use, 50 in all.
    expect(await left()).toBe(950);
  });
});
