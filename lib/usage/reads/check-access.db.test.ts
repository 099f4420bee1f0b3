import { describe, expect, it } from "vitest";
import { PackInput } from "@/lib/catalog/schema/pack";
import { createPack } from "@/lib/catalog/writes/create-pack";
import { readSql } from "@/lib/db/transact";
import { idText } from "@/lib/ids";
import { aContext } from "@/lib/testing/factories";
import { aFeature, anEvent, aPlan, entitles, externalIdOf, subscribe } from "@/lib/testing/usage";
import { anAccount } from "@/lib/testing/wallets";
import { CheckInput } from "../schema/access";
import { ingestEvents } from "../writes/ingest-events";
import { checkAccess } from "./check-access";

const asking = (externalCustomerId: string, over: Record<string, unknown> = {}) =>
  CheckInput.parse({ externalCustomerId, featureKey: "contact_export", ...over });

describe("checkAccess", () => {
  it("tells the cost, the balances and which grants would pay, and changes nothing", async () => {
    const ctx = await aContext();
    await aFeature(ctx);
    const { customerId, walletId } = await anAccount(ctx, ["3", "97"]);
    const externalId = await externalIdOf(customerId);

    const answer = await checkAccess(ctx, asking(externalId, { quantity: "2" }));

    expect(answer).toMatchObject({
      allowed: true,
      reason: null,
      cost: "10",
      creditUnit: "credits",
      entitlement: { by: "price" },
      balances: [{ walletId: idText("wal", walletId), available: "100", balance: "100" }],
      cures: [],
    });
    expect(answer.wouldDraw.map(({ amount }) => amount)).toEqual(["3", "7"]);
    const [row] = await readSql(
      `SELECT (SELECT count(*)::int FROM ledger_transaction WHERE customer_id = $1::uuid) AS booked,
         (SELECT count(*)::int FROM usage_counter WHERE customer_id = $1::uuid) AS counters`,
      [customerId],
    );
    expect(row).toEqual({ booked: 2, counters: 0 });
  });

  it("says what is short, and what would cure it", async () => {
    const ctx = await aContext();
    await aFeature(ctx);
    const pack = { name: "Starter", credits: "1000", price: "29" };
    await createPack(ctx, PackInput.parse(pack));
    const { customerId } = await anAccount(ctx, ["3"]);

    const answer = await checkAccess(ctx, asking(await externalIdOf(customerId)));

    expect(answer).toMatchObject({
      allowed: false,
      reason: "insufficient_credits",
      cost: "5",
      wouldDraw: [],
      cures: [
        { kind: "top_up", credits: "2" },
        { kind: "pack", name: "Starter", credits: "1000", price: "29", currency: "USD" },
      ],
    });
  });

  it("counts included units down, then asks the price, then meets the limit", async () => {
    const ctx = await aContext();
    const feature = await aFeature(ctx);
    const entitlement = entitles(feature, {
      includedUnits: "1",
      usageLimit: "2",
      isSoftLimit: false,
    });
    const { customerId } = await anAccount(ctx, ["100"]);
    const externalId = await externalIdOf(customerId);
    await subscribe(ctx, customerId, await aPlan(ctx, { entitlements: [entitlement] }));
    const answers = [];
    for (let use = 0; use < 3; use++) {
      answers.push(await checkAccess(ctx, asking(externalId)));
      await ingestEvents(ctx, [anEvent(externalId)]);
    }

    expect(answers).toMatchObject([
      { allowed: true, cost: "0", entitlement: { by: "plan", remaining: "1", used: "0" } },
      { allowed: true, cost: "5", entitlement: { remaining: "0", used: "1" } },
      {
        allowed: false,
        reason: "limit_reached",
        limit: { scope: "feature", limit: "2", used: "2", remaining: "0" },
        cures: [{ kind: "raise_limit" }],
      },
    ]);
    expect(answers[0]?.entitlement.resetsAt).toBe("2026-04-01T12:00:00.000Z");
  });

  it("refuses a feature that has neither plan nor price", async () => {
    const ctx = await aContext();
    await aFeature(ctx, { cost: null });
    const { customerId } = await anAccount(ctx, ["100"]);

    expect(await checkAccess(ctx, asking(await externalIdOf(customerId)))).toMatchObject({
      allowed: false,
      reason: "not_entitled",
      cost: "0",
    });
  });

  it("finds neither customers nor features of another organization", async () => {
    const [ctx, other] = [await aContext(), await aContext()];
    await aFeature(ctx);
    const { customerId } = await anAccount(ctx, ["100"]);
    const externalId = await externalIdOf(customerId);

    await expect(checkAccess(other, asking(externalId))).rejects.toMatchObject({
      code: "not_found",
      details: { entity: "feature" },
    });
    await aFeature(other);
    await expect(checkAccess(other, asking(externalId))).rejects.toMatchObject({
      code: "not_found",
      details: { entity: "customer" },
    });
  });
});
