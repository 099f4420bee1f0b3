/** Use that comes after the last close of customers on a clock is asked for by its advance. */
import { expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { parseId } from "@/lib/ids";
import { CancelInput } from "@/lib/subscription/schema";
import { cancelSubscription } from "@/lib/subscription/writes/cancel-subscription";
import { invoiceLateUsage } from "@/lib/subscription/writes/invoice-late-usage";
import { onATestClock } from "@/lib/testing/clocked";
import { later } from "@/lib/testing/factories";
import { aMoneySubscriber, asked, used } from "@/lib/testing/money-usage";
import { aFeature } from "@/lib/testing/usage";
import { ingestEvents } from "@/lib/usage/writes/ingest-events";

it("comes after the end, and is on an invoice of the clock's time, once", async () => {
  const clock = await onATestClock("2026-03-01T00:00:00Z");
  const start = later(clock.ctx, "2026-03-01T00:00:00Z");
  const feature = await aFeature(start, { cost: null, sumOf: "count", allowsReturns: true });
  const own = await aMoneySubscriber(start, feature, { charge: {} });
  await readSql("UPDATE customer SET test_clock_id = $2::uuid WHERE id = $1::uuid", [
    own.customerId,
    parseId("clk", clock.clockId) ?? "",
  ]);
  await clock.advance("2026-03-11T00:00:00Z");
  await cancelSubscription(clock.ctx, own.subscriptionId, CancelInput.parse({ when: "now" }));
  await clock.advance("2026-03-13T00:00:00Z");
  await ingestEvents(clock.ctx, [used(own.externalId, 2, "03-10T12:00:00")]);

  // The job of real time leaves it alone.
  expect(await invoiceLateUsage(clock.ctx.at)).toEqual({ steps: 0, failed: [] });
  const path = `/test-clocks/${clock.clockId}/advance`;
  const shown = await clock.made(`${path}/preview`, { to: "2026-03-14T00:00:00Z" });
  expect(shown.happened).toMatchObject([{ kind: "invoiced", amount: "20" }]);
  expect(await clock.advance("2026-03-14T00:00:00Z")).toEqual(["2026-03-14T00:00:00Z invoiced 20"]);
  expect(await clock.advance("2026-03-15T00:00:00Z")).toEqual([]);
  expect(await asked({ ...own, ctx: clock.ctx })).toEqual([
    { total: "20", lines: [["usage", "Exports: 2 at $10.00", "20"]] },
  ]);
});
