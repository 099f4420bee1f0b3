import { describe, expect, it } from "vitest";
import { credits } from "@/lib/testing/amounts";
import { aContext } from "@/lib/testing/factories";
import { aFeature, anEvent, externalIdOf } from "@/lib/testing/usage";
import { anAccount } from "@/lib/testing/wallets";
import { ingestEvents } from "@/lib/usage/writes/ingest-events";
import { previewDebitOutlook } from "./debit-outlook";

describe("previewDebitOutlook", () => {
  it("tells how long the credits last before and after, at the pace of the last days", async () => {
    const ctx = await aContext();
    await aFeature(ctx);
    const { customerId, walletId } = await anAccount(ctx, ["135"]);
    const externalId = await externalIdOf(customerId);
    // Seven uses of 5 credits leave 100 and burn 5 a day.
    await ingestEvents(
      ctx,
      Array.from({ length: 7 }, () => anEvent(externalId)),
    );

    const outlook = await previewDebitOutlook(ctx, walletId, { amount: credits("26") });

    expect(outlook).toMatchObject({
      preview: { before: { available: "100" }, after: { available: "74" }, taken: "26" },
      daysLeftBefore: 20,
      daysLeftAfter: 14,
      isLarge: true,
    });
  });

  it("asks for the amount again only above a quarter of what is available", async () => {
    const ctx = await aContext();
    const { walletId } = await anAccount(ctx, ["100"]);
    const isLarge = async (amount: string) =>
      (await previewDebitOutlook(ctx, walletId, { amount: credits(amount) })).isLarge;

    expect(await isLarge("25")).toBe(false);
    expect(await isLarge("25.000000001")).toBe(true);
  });

  it("forecasts nothing for who burns nothing, and answers a shortage instead of failing", async () => {
    const ctx = await aContext();
    const { walletId } = await anAccount(ctx, ["10"]);

    const outlook = await previewDebitOutlook(ctx, walletId, { amount: credits("30") });

    expect(outlook).toMatchObject({
      preview: { refusal: { code: "insufficient_credits", shortfall: "20" } },
      daysLeftBefore: null,
      daysLeftAfter: null,
    });
  });

  it("knows no wallet of another organization", async () => {
    const { walletId } = await anAccount(await aContext(), ["10"]);

    await expect(
      previewDebitOutlook(await aContext(), walletId, { amount: credits("1") }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});
