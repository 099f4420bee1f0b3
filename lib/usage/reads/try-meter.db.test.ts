import { describe, expect, it } from "vitest";
import { aCaller } from "@/lib/testing/api";
import { aContext } from "@/lib/testing/factories";
import { TryMeterInput } from "../schema/try-meter";
import { tryMeter } from "./try-meter";

describe("tryMeter", () => {
  it("shows the last events, those of the name first, and what each would count", async () => {
    const ctx = await aContext({ at: new Date() });
    const caller = await aCaller(ctx);
    await caller.post("/customers", { external_id: "acme", name: "Acme" });
    const send = (event_id: string, event_name: string, properties: object) =>
      caller.post("/events", {
        ...{ event_id, event_name, properties, external_customer_id: "acme" },
      });
    await send("1", "row.exported", { rows: 3, region: "eu" });
    await send("2", "row.exported", { rows: 5, region: "asia" });
    await send("3", "row.exported", { region: "eu" });
    await send("4", "page.viewed", {});
    const meter = TryMeterInput.parse({
      ...{ eventName: "row.exported", aggregation: "SUM", property: "rows" },
      filters: [{ property: "region", values: ["eu"] }],
    });

    const tried = await tryMeter(ctx, meter);
    expect(tried.map(({ eventName, counts, words }) => [eventName, counts, words])).toEqual([
      ["row.exported", false, "would be refused: the property that it counts is missing"],
      ["row.exported", false, "would not count: its region is asia"],
      ["row.exported", true, "would count 3"],
      ["page.viewed", false, "would not count: its name is another"],
    ]);
    expect(tried[0]?.customer).toBe("Acme");
    expect(await tryMeter(await aContext(), meter)).toEqual([]);
  });
});
