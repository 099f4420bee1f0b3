import { describe, expect, it } from "vitest";
import { CreditCostInput } from "@/lib/catalog/schema/feature";
import { addCreditCost } from "@/lib/catalog/writes/add-credit-cost";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { idText } from "@/lib/ids";
import { aContext } from "@/lib/testing/factories";
import { aFeature, aPayer, aPlan, entitles } from "@/lib/testing/usage";
import { aSubscriber, aTotal, said, spent, totalsOf } from "@/lib/testing/usage-totals";
import { ingestEvents } from "./ingest-events";

describe("ingestEvents of LATEST", () => {
  const projectsOf = (ctx: Context) => aTotal(ctx, "LATEST", null);
  const projects = (externalId: string, count: number, timestamp: string) =>
    said(externalId, count, { timestamp });

  it("takes the value of the event that is latest by its own time, in any order", async () => {
    const ctx = await aContext();
    const feature = await projectsOf(ctx);
    const values: [number, string][] = [
      [4, "2026-03-01T08:00:00Z"],
      [9, "2026-03-01T10:00:00Z"],
      [6, "2026-03-01T09:00:00Z"],
      [7, "2026-03-01T11:00:00Z"],
    ];
    for (const order of [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
    ]) {
      const { customerId, externalId } = await aPayer(ctx, []);
      for (const index of order) {
        const [count, at] = values[index] ?? [0, ""];
        await ingestEvents(ctx, [projects(externalId, count, at)]);
      }
      const [counter] = await readSql(
        `SELECT quantity::float AS quantity FROM usage_counter
         WHERE customer_id = $1::uuid AND feature_id = $2::uuid`,
        [customerId, feature],
      );
      expect(counter).toEqual({ quantity: 7 });
      expect(await totalsOf(customerId)).toMatchObject({ ...spent(0), quantity: 7 });
    }
  });

  it("refuses what lies beyond the limit, and lets a fall through", async () => {
    const ctx = await aContext();
    const feature = await projectsOf(ctx);
    const hard = entitles(feature, { usageLimit: "10", isSoftLimit: false });
    const { externalId } = await aSubscriber(ctx, { entitlements: [hard] }, []);

    const { results } = await ingestEvents(ctx, [
      projects(externalId, 8, "2026-03-01T12:00:00.000Z"),
      projects(externalId, 11, "2026-03-01T12:00:00.001Z"),
      projects(externalId, 3, "2026-03-01T12:00:00.002Z"),
      projects(externalId, 10, "2026-03-01T12:00:00.003Z"),
    ]);

    expect(results).toMatchObject([
      { status: "ACCEPTED" },
      { status: "REFUSED", code: "limit_reached" },
      { status: "ACCEPTED" },
      { status: "ACCEPTED" },
    ]);
  });

  it("has no price, because what a fall gives back is not booked yet", async () => {
    const ctx = await aContext();
    const feature = await projectsOf(ctx);
    const counts = { aggregation: "LATEST", property: "value" } as const;

    await expect(aFeature(ctx, { key: "priced", cost: "1", counts })).rejects.toThrow("may fall");
    await expect(
      addCreditCost(ctx, feature, CreditCostInput.parse({ creditsPerUnit: "1" })),
    ).rejects.toMatchObject({ code: "validation_error" });
    const charge = { kind: "USAGE" as const, featureId: idText("feat", feature), amount: "1" };
    await expect(aPlan(ctx, { charges: [charge] })).rejects.toMatchObject({
      code: "validation_error",
    });
  });
});
