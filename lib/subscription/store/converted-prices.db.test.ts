/** Prices of their own that were agreed before such had a time: their counters go on (free units once). */
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { readSql, transactHot } from "@/lib/db/transact";
import { aMoneyPlan, asked, close, owing, send, used } from "@/lib/testing/money-usage";

const MIGRATION = "prisma/migrations/20261122000422_converted_prices/migration.sql";

const migrate = async () => {
  const sql = await readFile(MIGRATION, "utf8");
  await transactHot(async (tx) => {
    for (const statement of sql.split(/;\n/).filter((one) => one.trim() !== "")) {
      await tx.sql(statement, []);
    }
  });
};

/** Exports at 8 USD of its own, the first three free: as the older migration leaves it. */
async function aConverted() {
  const own = await aMoneyPlan({ settlement: "INVOICE", amount: "8", freeUnits: "3" });
  await send(own.ctx, "03-05T00:00:00", [used(own.externalId, 2, "03-05T00:00:00")]);
  await readSql(
    `UPDATE subscription SET choices = choices || jsonb_build_object('overrides',
       jsonb_build_array(jsonb_build_object('id', gen_random_uuid(), 'kind', 'price',
         'featureId', $2::text, 'unit', '{"kind": "money", "currency": "USD"}'::jsonb,
         'price', '{"model": "PER_UNIT", "amount": "8", "packageSize": null, "tiers": [],
           "freeUnits": "3", "minimum": null, "maximum": null, "fixedPerEvent": null,
           "freeEvents": 0, "freeAmount": null}'::jsonb,
         'since', '2026-03-01T00:00:00.000Z', 'until', NULL, 'by', 'Migration',
         'reason', 'Agreed at the start')))
     WHERE id = $1::uuid`,
    [own.subscriptionId, own.feature],
  );
  return own;
}

describe("a price of its own that was agreed before it had a time", () => {
  it("goes on with what it had counted: its free units are given once", async () => {
    const own = await aConverted();
    await migrate();
    await send(own.ctx, "03-10T00:00:00", [used(own.externalId, 4, "03-10T00:00:00")]);
    await close("04-01T00:00:00");

    expect(await owing(own)).toMatchObject([{ used: "6", invoiced: "24" }]);
    expect((await asked(own)).map(({ total }) => total)).toEqual(["24"]);
  });

  it("is put together where it has counted anew since, and gives nothing more free", async () => {
    const own = await aConverted();
    await send(own.ctx, "03-10T00:00:00", [used(own.externalId, 3, "03-10T00:00:00")]);
    await migrate();
    await migrate();
    await send(own.ctx, "03-11T00:00:00", [used(own.externalId, 1, "03-11T00:00:00")]);
    await close("04-01T00:00:00");

    // Two free units more than agreed were given before it was put together; they stay given.
    expect(await owing(own)).toMatchObject([{ used: "6", invoiced: "8" }]);
  });
});
