import { describe, expect, it } from "vitest";
import { createFeature } from "@/lib/catalog/writes/create-feature";
import { readSql } from "@/lib/db/transact";
import { idText } from "@/lib/ids";
import { contactExport, innerId } from "@/lib/testing/catalog";
import { aContext, aCustomer } from "@/lib/testing/factories";
import { findFeatureUsage } from "./feature-usage";

describe("findFeatureUsage", () => {
  it("sums thirty days by day and by customer, the most first, and no other feature's or business's", async () => {
    const ctx = await aContext({ at: new Date("2026-03-30T12:00:00Z") });
    const id = innerId("feat", (await createFeature(ctx, contactExport())).id);
    const [acme, bolt] = [await aCustomer(ctx), await aCustomer(ctx)];
    const use = (customerId: string, day: string, events: number, credits: string) =>
      readSql(
        `INSERT INTO usage_day (organization_id, customer_id, day, feature_id, events, credits, refused)
         VALUES ($1::uuid, $2::uuid, $3::date, $4::uuid, $5::int, $6::numeric, 1)`,
        [ctx.organizationId, customerId, day, id, events, credits],
      );
    await use(acme, "2026-03-01", 2, "10");
    await use(acme, "2026-03-30", 1, "0.5");
    await use(bolt, "2026-03-30", 4, "20");
    await use(bolt, "2026-02-28", 100, "500");

    const usage = await findFeatureUsage(ctx, id, "UTC");
    expect(usage).toMatchObject({ credits: "30.5", events: 7, customerCount: 2 });
    expect([usage.days.length, usage.days[0], usage.days.at(-1)]).toEqual([
      30,
      { day: "2026-03-01", credits: "10", events: 2 },
      { day: "2026-03-30", credits: "20.5", events: 5 },
    ]);
    expect(usage.customers).toMatchObject([
      { id: idText("cus", bolt), credits: "20", events: 4, refused: 1 },
      { id: idText("cus", acme), credits: "10.5", events: 3, refused: 2 },
    ]);
    const stranger = await findFeatureUsage(await aContext(), id, "UTC");
    expect(stranger).toMatchObject({ credits: "0", customers: [], customerCount: 0 });
  });
});
