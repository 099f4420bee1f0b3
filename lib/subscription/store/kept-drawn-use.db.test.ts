/** What is kept of use under a commitment tells the same as all entries of the ledger do. */
import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { aMoneyPlan, close, send, used } from "@/lib/testing/money-usage";
import { keepDrawnUse } from "../writes/keep-drawn-use";
import { loadDrawnUse } from "./commitments";

const reader = { sql: readSql };
const at = (time: string) => new Date(`2026-${time}Z`);

async function aYear() {
  const own = await aMoneyPlan({ minimum: "30" }, ["90000"], {
    commitment: { amount: "5000", period: "ANNUAL" },
  });
  const { customerId } = own;
  const asks = [
    ["03-01T00:00:00", "04-15T00:00:00"],
    ["03-01T00:00:00", "05-02T00:00:00"],
    ["03-01T00:00:00", "03-08T00:00:00"],
  ].map(([start, end]) => {
    const period = { start: at(start ?? ""), end: at(end ?? "") };
    return { customerId, period, settledAt: period.end };
  });
  const drawn = () => loadDrawnUse(reader, asks);
  const kept = () =>
    readSql(
      `SELECT through, jsonb_array_length(parts) AS parts FROM kept_drawn_use
       WHERE customer_id = $1::uuid`,
      [customerId],
    );
  /** As all entries tell it, and as it is told with what is kept. */
  const both = async () => {
    const withKept = await drawn();
    await readSql("CREATE TABLE set_aside AS SELECT * FROM kept_drawn_use", []);
    await readSql("DELETE FROM kept_drawn_use", []);
    const whole = await drawn();
    await readSql("INSERT INTO kept_drawn_use SELECT * FROM set_aside", []);
    return { withKept, whole };
  };
  return { ...own, drawn, kept, both };
}

describe("what is kept of use under a commitment", () => {
  it("tells the same as the ledger, after late use, minimums and more of it", async () => {
    const own = await aYear();
    const use = (count: number, on: string, sent = on) =>
      send(own.ctx, sent, [used(own.externalId, count, on)]);
    await use(3, "03-05T00:00:00");
    await use(4, "03-07T12:00:00");
    await keepDrawnUse(at("03-09T02:00:00"));
    await use(1, "03-06T00:00:00", "03-10T00:00:00");
    await use(-2, "03-10T06:00:00");
    await close("04-01T00:00:00");
    await keepDrawnUse(at("04-03T02:00:00"));
    await keepDrawnUse(at("04-03T02:00:00"));
    await use(5, "04-01T00:00:00", "04-04T00:00:00");
    await use(1, "04-04T00:00:00");

    const { withKept, whole } = await own.both();
    expect(withKept).toEqual(whole);
    expect(whole[0]).toMatchObject([{ featureId: own.feature, rate: 10_000_000n }]);
    expect(await own.kept()).toEqual([{ through: at("04-02T02:00:00"), parts: 1 }]);
    // Of a period that ended before what is kept, all entries are asked.
    expect(withKept[2]).toMatchObject([{ credits: 8_000_000_000_000n }]);
  });

  it("is kept for who runs with a commitment alone", async () => {
    const plain = await aMoneyPlan({}, ["9000"]);
    await send(plain.ctx, "03-05T00:00:00", [used(plain.externalId, 1, "03-05T00:00:00")]);

    await keepDrawnUse(at("03-09T02:00:00"));

    expect(
      await readSql("SELECT 1 FROM kept_drawn_use WHERE customer_id = $1::uuid", [
        plain.customerId,
      ]),
    ).toEqual([]);
  });
});
