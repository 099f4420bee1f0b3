import { describe, expect, it } from "vitest";
import { idText } from "@/lib/ids";
import { aContext, later } from "@/lib/testing/factories";
import { aPayer, entitles, externalIdOf } from "@/lib/testing/usage";
import { aSubscriber, aTotal, creditsOf, said, spent, totalsOf } from "@/lib/testing/usage-totals";
import { anAccount, give } from "@/lib/testing/wallets";
import { findEvent } from "../reads/events";
import { ingestEvents } from "./ingest-events";
import { replayEvents } from "./replay-events";

describe("ingestEvents of MAX", () => {
  it("charges only what raises the largest value of the period", async () => {
    const ctx = await aContext();
    await aTotal(ctx, "MAX");
    const { customerId, externalId } = await aPayer(ctx, ["100"]);

    expect(
      await creditsOf(ctx, [
        said(externalId, 10),
        said(externalId, "4"),
        said(externalId, 12.5),
        said(externalId, 12.5),
      ]),
    ).toEqual(["20", "0", "5", "0"]);
    expect(await creditsOf(ctx, [said(externalId, 13)])).toEqual(["1"]);
    expect(await totalsOf(customerId)).toMatchObject({
      ...spent(26),
      quantity: 13,
      available: 74,
    });
  });

  it("starts anew with the period", async () => {
    const ctx = await aContext();
    await aTotal(ctx, "MAX");
    const { externalId } = await aPayer(ctx, ["100"]);
    const april = later(ctx, "2026-04-01T00:00:00Z");

    expect(await creditsOf(ctx, [said(externalId, 10)])).toEqual(["20"]);
    expect(await creditsOf(april, [said(externalId, 4)])).toEqual(["8"]);
  });

  it("takes included units from the total, then tiers, and refuses beyond the limit", async () => {
    const ctx = await aContext();
    const feature = await aTotal(ctx, "MAX", null);
    const tiers = [
      { upTo: "10", unitAmount: "2" },
      { upTo: null, unitAmount: "1" },
    ];
    const charge = { kind: "USAGE" as const, featureId: idText("feat", feature) };
    const { customerId, externalId } = await aSubscriber(
      ctx,
      {
        charges: [{ ...charge, creditUnit: "credits", model: "GRADUATED", tiers }],
        entitlements: [
          entitles(feature, { includedUnits: "5", usageLimit: "20", isSoftLimit: false }),
        ],
      },
      ["100"],
    );

    // 5 included; of 12 in all 7 at 2; of 18 in all 13 billable: 3 more at 2 and 3 at 1.
    const answer = await ingestEvents(
      ctx,
      [5, 12, 21, 3, 18].map((count) => said(externalId, count)),
    );

    expect(answer.results).toMatchObject([
      { status: "ACCEPTED", credits: "0" },
      { status: "ACCEPTED", credits: "14" },
      { status: "REFUSED", code: "limit_reached", refusedCredits: "12" },
      { status: "ACCEPTED", credits: "0" },
      { status: "ACCEPTED", credits: "9" },
    ]);
    expect(await totalsOf(customerId)).toMatchObject({ ...spent(23), quantity: 18 });
  });

  it("keeps no value that could not be paid, and takes it when it is decided anew", async () => {
    const ctx = await aContext();
    await aTotal(ctx, "MAX");
    const account = await anAccount(ctx, ["25"]);
    const externalId = await externalIdOf(account.customerId);

    const answer = await ingestEvents(
      ctx,
      [10, 20, 12].map((count) => said(externalId, count)),
    );
    expect(answer.results).toMatchObject([
      { credits: "20" },
      { status: "REFUSED", refusedCredits: "20" },
      { credits: "4" },
    ]);

    await give(ctx, account, "100");
    const again = await replayEvents(ctx, { externalCustomerId: externalId, from: null, to: null });
    expect(again.results).toMatchObject([{ status: "ACCEPTED", credits: "16" }]);
    expect(await totalsOf(account.customerId)).toMatchObject({ ...spent(40), quantity: 20 });
  });

  it("shows the value, what it added and the total in the trace; a missing value is an error", async () => {
    const ctx = await aContext();
    await aTotal(ctx, "MAX");
    const { customerId, externalId } = await aPayer(ctx, ["100"]);
    const sent = await ingestEvents(ctx, [
      said(externalId, 10),
      said(externalId, 12, { eventId: "raises" }),
      said(externalId, undefined, { eventId: "says-nothing" }),
    ]);

    const raised = await findEvent(ctx, "raises");
    expect(raised?.event.uses).toMatchObject([
      { value: "12", quantity: "2", total: { before: "10", after: "12" }, credits: "4" },
    ]);
    const metered = raised?.stages.find(({ stage }) => stage === "matched");
    expect(metered?.message).toBe("2 of max (value 12): total 10 → 12");
    expect(sent.results[2]).toMatchObject({ status: "UNMATCHED", code: "property_missing" });
    const stages = (await findEvent(ctx, "says-nothing"))?.stages;
    expect(stages?.at(-1)).toMatchObject({ stage: "matched", isOk: false });
    expect(await totalsOf(customerId)).toMatchObject(spent(24));
  });
});
