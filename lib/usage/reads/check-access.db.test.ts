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
import { findCustomerUsage } from "./customer-usage";

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
    // Cheaper ones that this customer is not to be told of, or could not buy one of.
    const elsewhere = idText("plan", await aPlan(ctx, {}));
    for (const bound of [{ visibility: "HIDDEN" }, { minQuantity: 2 }, { planIds: [elsewhere] }]) {
      await createPack(ctx, PackInput.parse({ ...pack, price: "9", ...bound }));
    }
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

  it("tells each of many who ask at once what that one used", async () => {
    const ctx = await aContext();
    const feature = await aFeature(ctx);
    const plan = await aPlan(ctx, { entitlements: [entitles(feature, { includedUnits: "9" })] });
    const accounts = await Promise.all([0, 1, 2, 3].map(() => anAccount(ctx, ["100"])));
    const externalIds: string[] = [];
    for (const [uses, { customerId }] of accounts.entries()) {
      await subscribe(ctx, customerId, plan);
      const externalId = await externalIdOf(customerId);
      externalIds.push(externalId);
      const events = Array.from({ length: uses }, () => anEvent(externalId));
      if (uses > 0) await ingestEvents(ctx, events);
    }

    const asked = [...externalIds, ...externalIds];
    const answers = await Promise.all(asked.map((id) => checkAccess(ctx, asking(id))));

    expect(answers.map(({ entitlement }) => entitlement.used)).toEqual([
      ...["0", "1", "2", "3"],
      ...["0", "1", "2", "3"],
    ]);
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

describe("the chain of reasons", () => {
  const stepsOf = ({ reasons }: Awaited<ReturnType<typeof checkAccess>>) =>
    reasons.map(({ step, ok, text }) => [ok ? "passed" : "refused", step, text]);

  it("goes from the customer to the grants that would pay", async () => {
    const ctx = await aContext();
    const feature = await aFeature(ctx);
    const { customerId, walletId } = await anAccount(ctx, ["3", "97"]);
    const entitlements = [entitles(feature, { includedUnits: "1", isSoftLimit: true })];
    await subscribe(ctx, customerId, await aPlan(ctx, { entitlements }));

    const answer = await checkAccess(
      ctx,
      asking(await externalIdOf(customerId), { quantity: "2" }),
    );

    expect(answer.allowed).toBe(true);
    expect(answer.reasons.map(({ step, text }) => [step, text])).toEqual([
      ["customer", "The customer is known"],
      ["subscription", expect.stringMatching(/^plan-.* runs, in a period until 1 Apr 2026$/)],
      ["access", expect.stringMatching(/^plan-.* lists contact_export$/)],
      ["included", "1 of 1 unit included are left; this use takes 1"],
      ["ceiling", "No limit"],
      ["price", "1 unit billed at 5 each: 5 credits"],
      ["balance", "100 credits available"],
      ["draw", expect.stringMatching(/^Would draw 3 credits from /)],
      ["draw", expect.stringMatching(/^Would draw 2 credits from /)],
    ]);
    expect(answer.reasons.every(({ ok }) => ok)).toBe(true);
    expect(answer.reasons.map(({ subjectId }) => subjectId)).toEqual([
      idText("cus", customerId),
      expect.stringMatching(/^sub_/),
      expect.stringMatching(/^plan_/),
      ...[null, null, null, idText("wal", walletId)],
      ...answer.wouldDraw.map(({ grantId }) => grantId),
    ]);
  });

  it("ends with every wallet where together they are short", async () => {
    const ctx = await aContext();
    await aFeature(ctx);
    const { customerId } = await anAccount(ctx, ["3"]);

    const answer = await checkAccess(ctx, asking(await externalIdOf(customerId)));

    expect(stepsOf(answer)).toEqual([
      ["passed", "customer", "The customer is known"],
      ["passed", "subscription", "No subscription runs"],
      ["passed", "access", "No plan is needed: it is open to whoever pays its price"],
      ["passed", "price", "1 unit billed at 5 each: 5 credits"],
      ["refused", "balance", "3 credits available; 2 short in all"],
    ]);
  });

  it("ends at the limit, before any price, and counts each member's own", async () => {
    const ctx = await aContext();
    const feature = await aFeature(ctx);
    const entitlement = entitles(feature, {
      ...{ usageLimit: "1", isSoftLimit: false, per: "member" },
    });
    const { customerId } = await anAccount(ctx, ["100"]);
    const externalId = await externalIdOf(customerId);
    await subscribe(ctx, customerId, await aPlan(ctx, { entitlements: [entitlement] }));
    const { results } = await ingestEvents(ctx, [
      anEvent(externalId, { member: "ann" }),
      anEvent(externalId, { member: "ann" }),
    ]);
    expect(results.map(({ code }) => code)).toEqual([null, "limit_reached"]);

    const ofAnn = await checkAccess(ctx, asking(externalId, { member: "ann" }));
    const ofBen = await checkAccess(ctx, asking(externalId, { member: "ben" }));

    expect(stepsOf(ofAnn).slice(3)).toEqual([
      ["passed", "included", "0 of 1 unit included are left for ann; this use takes 0"],
      ["refused", "ceiling", "1 of at most 1 unit used for ann; 1 more go beyond"],
    ]);
    expect(ofBen).toMatchObject({ allowed: true, cost: "0" });
    expect((await findCustomerUsage(ctx, customerId))?.features).toMatchObject([
      { apart: [{ value: "ann", used: "1" }], sources: [{ per: { kind: "member" } }] },
    ]);
  });

  it("ends with what no plan and no price opens, or what a plan takes away", async () => {
    const ctx = await aContext();
    const feature = await aFeature(ctx, { cost: null });
    const { customerId } = await anAccount(ctx, ["100"]);
    const externalId = await externalIdOf(customerId);

    expect(stepsOf(await checkAccess(ctx, asking(externalId))).at(-1)).toEqual([
      ...["refused", "subscription", "No subscription runs"],
    ]);
    const entitlements = [entitles(feature, { isEnabled: false })];
    await subscribe(ctx, customerId, await aPlan(ctx, { entitlements }));
    expect(stepsOf(await checkAccess(ctx, asking(externalId))).at(-1)).toEqual([
      ...["refused", "access", expect.stringMatching(/^plan-.* takes contact_export away$/)],
    ]);
  });
});
