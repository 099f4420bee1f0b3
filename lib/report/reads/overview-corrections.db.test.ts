/** What events gave back is taken off once, wherever it is told. */
import { expect, it } from "vitest";
import type { EventId } from "@/lib/ids";
import { aPayerOfRows, idsOf, rows, timed, to } from "@/lib/testing/corrections";
import { aContext, later } from "@/lib/testing/factories";
import { correctEvent } from "@/lib/usage/writes/correct-event";
import { findOverview } from "./overview";

it("counts a corrected event for what it costs since, on its own day", async () => {
  const ctx = await aContext({ at: new Date("2026-03-01T12:00:00Z") });
  const { externalId } = await aPayerOfRows(ctx);
  const [id] = await idsOf(ctx, timed([rows(externalId, "10")]));
  const next = later(ctx, "2026-03-02T09:00:00Z");
  const overview = () => findOverview(next, { days: 2 });
  expect(await overview()).toMatchObject({
    consumed: { value: "20", trend: ["20", "0"] },
    outstanding: { value: "80", trend: ["80", "80"] },
  });
  await correctEvent(next, id as EventId, to("4"));

  expect(await overview()).toMatchObject({
    consumed: { value: "8", trend: ["8", "0"] },
    outstanding: { value: "92", trend: ["80", "92"] },
  });
});
