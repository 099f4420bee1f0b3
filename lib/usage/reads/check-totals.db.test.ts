import { describe, expect, it } from "vitest";
import { aContext } from "@/lib/testing/factories";
import { aPayer, entitles } from "@/lib/testing/usage";
import { aSubscriber, aTotal, said, spent, totalsOf } from "@/lib/testing/usage-totals";
import { CheckInput, ConsumeInput } from "../schema/access";
import { consumeFeature } from "../writes/consume-feature";
import { ingestEvents } from "../writes/ingest-events";
import { checkAccess } from "./check-access";

describe("check and consume of totals that are no sums", () => {
  it("take a quantity of MAX for the new value", async () => {
    const ctx = await aContext();
    const feature = await aTotal(ctx, "MAX");
    const hard = entitles(feature, { includedUnits: "0", usageLimit: "10", isSoftLimit: false });
    const { customerId, externalId } = await aSubscriber(ctx, { entitlements: [hard] }, ["100"]);
    const asked = { externalCustomerId: externalId, featureKey: "max" };
    const check = (quantity: string) => checkAccess(ctx, CheckInput.parse({ ...asked, quantity }));
    await ingestEvents(ctx, [said(externalId, 6)]);

    expect(await check("5")).toMatchObject({ allowed: true, cost: "0" });
    expect(await check("9")).toMatchObject({ allowed: true, cost: "6" });
    expect(await check("11")).toMatchObject({ allowed: false, reason: "limit_reached" });

    const consumed = await consumeFeature(
      ctx,
      ConsumeInput.parse({ ...asked, quantity: "9", reference: "nine" }),
    );
    expect(consumed).toMatchObject({ ok: true, view: { cost: "6", limit: { used: "9" } } });
    expect(await totalsOf(customerId)).toMatchObject({ ...spent(18), quantity: 9 });
  });

  it("ask of UNIQUE_COUNT about the value that the properties name", async () => {
    const ctx = await aContext();
    await aTotal(ctx, "UNIQUE_COUNT", "3");
    const { customerId, externalId } = await aPayer(ctx, ["100"]);
    const asked = { externalCustomerId: externalId, featureKey: "unique_count" };
    const check = (over: object) => checkAccess(ctx, CheckInput.parse({ ...asked, ...over }));
    const consume = (reference: string, properties: object) =>
      consumeFeature(ctx, ConsumeInput.parse({ ...asked, reference, properties }));
    await ingestEvents(ctx, [said(externalId, "ann")]);

    expect(await check({ properties: { value: "ann" } })).toMatchObject({ cost: "0" });
    expect(await check({ properties: { value: "ben" } })).toMatchObject({ cost: "3" });
    expect(await check({ quantity: "4" })).toMatchObject({ cost: "12" });
    await expect(check({ quantity: "2", properties: { value: "ben" } })).rejects.toMatchObject({
      code: "validation_error",
    });

    expect(await consume("a", { value: "ann" })).toMatchObject({ ok: true, view: { cost: "0" } });
    expect(await consume("b", { value: "ben" })).toMatchObject({ ok: true, view: { cost: "3" } });
    await expect(consume("c", {})).rejects.toMatchObject({ code: "validation_error" });
    const later = await ingestEvents(ctx, [said(externalId, "ben")]);
    expect(later.results).toMatchObject([{ status: "ACCEPTED", credits: "0" }]);
    expect(await totalsOf(customerId)).toMatchObject({ ...spent(6), quantity: 2 });
  });
});
