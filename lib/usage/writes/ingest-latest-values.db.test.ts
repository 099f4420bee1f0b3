import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { atInstant, readSql } from "@/lib/db/transact";
import { aContext } from "@/lib/testing/factories";
import { aPayer, entitles } from "@/lib/testing/usage";
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

  it("gives back what the value costs less, and charges what it costs more", async () => {
    const ctx = await aContext();
    await aTotal(ctx, "LATEST", "2");
    const { customerId, externalId } = await aPayer(ctx, ["100"]);

    const later = atInstant(ctx, new Date("2026-03-01T13:00:00Z"));

    const { results } = await ingestEvents(later, [
      projects(externalId, 8, "2026-03-01T12:00:00.000Z"),
      projects(externalId, 3, "2026-03-01T12:00:00.001Z"),
      projects(externalId, 5, "2026-03-01T12:00:00.002Z"),
    ]);

    expect(results).toMatchObject([{ credits: "16" }, { credits: "0" }, { credits: "4" }]);
    expect(await totalsOf(customerId)).toMatchObject({ ...spent(10), available: 90, quantity: 5 });
  });
});
