import { expect, it } from "vitest";
import { idText } from "@/lib/ids";
import { idsOf, rows, timed, to } from "@/lib/testing/corrections";
import { aContext } from "@/lib/testing/factories";
import { aFeature, entitles } from "@/lib/testing/usage";
import { aSubscriber } from "@/lib/testing/usage-totals";
import { correctEvent } from "../writes/correct-event";
import { findEvent } from "./events";

it("tells what is left of a corrected use, though its free units serve another now", async () => {
  const ctx = await aContext();
  const feature = await aFeature(ctx, { key: "rows", sumOf: "count", cost: "2" });
  const entitlements = [entitles(feature, { includedUnits: "5", isSoftLimit: true })];
  const { externalId } = await aSubscriber(ctx, { entitlements }, ["100"]);
  const sent = timed([rows(externalId, "3"), rows(externalId, "9")]);
  const [free, billed] = await idsOf(ctx, sent);
  if (!free || !billed) throw new Error("an event was not kept");
  const told = async (id: typeof free) => {
    const trace = await findEvent(ctx, idText("evt", id));
    const { quantity, included, billable } = trace?.event.uses[0] ?? {};
    return [quantity, included, billable, trace?.stages.at(-1)?.message];
  };
  expect(await told(billed)).toEqual(["9", "2", "7", "14 credits taken"]);

  await correctEvent(ctx, billed, to("1"));
  // The seven that were billed, and one of the five that are free.
  expect(await told(billed)).toEqual(["1", "1", "0", "14 credits taken, 14 credits given back"]);

  await correctEvent(ctx, free, to(null));
  const voided = "Voided: 0 credits taken";
  expect(await told(free)).toEqual(["0", "0", "0", voided]);
});

it("never counts free units of an event below none", async () => {
  const ctx = await aContext();
  const feature = await aFeature(ctx, { key: "rows", sumOf: "count", cost: "2" });
  const entitlements = [entitles(feature, { includedUnits: "5", isSoftLimit: true })];
  const { externalId } = await aSubscriber(ctx, { entitlements }, ["100"]);
  const [free, billed] = await idsOf(ctx, timed([rows(externalId, "5"), rows(externalId, "4")]));
  if (!free || !billed) throw new Error("an event was not kept");
  const told = async (id: typeof free) => {
    const trace = await findEvent(ctx, idText("evt", id));
    const { included, billable } = trace?.event.uses[0] ?? {};
    return [included, billable, trace?.stages.at(-1)?.message];
  };

  await correctEvent(ctx, free, to(null));
  const back = "Voided: 0 credits taken, 8 credits given back";
  expect(await told(free)).toEqual(["0", "0", back]);
  await correctEvent(ctx, billed, to("1"));
  expect(await told(billed)).toEqual(["0", "1", "8 credits taken"]);
});
