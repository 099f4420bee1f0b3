import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { CustomerId, FeatureId } from "@/lib/ids";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { countAll } from "@/lib/testing/api-refusal";
import { anEvent, aUser, available } from "@/lib/testing/api-usage";
import { aPlan, entitles, subscribe, usageTotalsOf } from "@/lib/testing/usage";

const use = (key: string, over: object = {}) => ({
  ...{ external_customer_id: "flex-1", feature_key: "contact_export", idempotency_key: key },
  ...over,
});

describe("consume", () => {
  it("takes what the check said, as an event of the feature would", async () => {
    const { ctx, caller, customer, wallet } = await aUser();
    const { reasons, ...check } = (
      await caller.post("/check", use("c-1", { idempotency_key: undefined, quantity: 3 }))
    ).body;
    expect(reasons.length).toBeGreaterThan(0);
    const { status, body } = await caller.post(
      "/consume",
      use("c-1", { quantity: 3, member: "ann" }),
    );

    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ allowed: true, reason: null, cost: "15", event_id: "c-1", replayed: false },
      balances: [{ wallet_id: wallet.id, available: "85" }],
    });
    expect(body.would_draw).toEqual(check.would_draw);
    expect(body.transaction_id).toMatch(/^ltx_/);
    expect(Object.keys(body).sort()).toEqual(
      [...Object.keys(check), "event_id", "transaction_id", "replayed"].sort(),
    );
    await caller.post("/events", anEvent());
    const customerId = CustomerId.parse(customer.id);
    expect(await usageTotalsOf(customerId)).toEqual({
      events: 25,
      days: 25,
      hours: 25,
      ledger: 25,
    });
    const [kept] = await readSql(
      `SELECT status::text AS status, member, credits::float AS credits FROM usage_event
       WHERE organization_id = $1::uuid AND event_id = 'c-1'`,
      [ctx.organizationId],
    );
    expect(kept).toEqual({ status: "ACCEPTED", member: "ann", credits: 15 });
    expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  });

  it("takes once a key, and answers a repeat as the first time", async () => {
    const { caller, wallet } = await aUser();
    const answers = await Promise.all([1, 2, 3].map(() => caller.post("/consume", use("c-2"))));
    await caller.post("/consume", use("c-3"));
    const again = await caller.post("/consume", use("c-2"));

    expect(answers.filter(({ body }) => !body.replayed)).toHaveLength(1);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    const first = answers.find(({ body }) => !body.replayed)?.body;
    expect(again.body).toEqual({ ...first, replayed: true });
    expect(await available(caller, wallet)).toBe("90");
    for (const other of [{ quantity: 2 }, { member: "bob" }, { properties: { a: 1 } }]) {
      expect(await caller.post("/consume", use("c-2", other))).toMatchObject({
        status: 409,
        body: { code: "idempotency_conflict", details: { reference: "c-2" } },
      });
    }
  });

  it("does not count an event that was sent under the same id, nor one sent after", async () => {
    const { caller, wallet } = await aUser();
    await caller.post("/events", anEvent({ event_id: "both" }));
    expect((await caller.post("/consume", use("both"))).status).toBe(409);
    await caller.post("/consume", use("other"));
    const sent = await caller.post("/events", anEvent({ event_id: "other" }));
    expect(sent.body).toMatchObject({ status: "duplicate", code: "content_differs" });
    expect(await available(caller, wallet)).toBe("85");
  });

  it("refuses with the check's answer, stores nothing and keeps the key free", async () => {
    const { caller, wallet } = await aUser("9");
    await caller.post("/consume", use("c-4"));
    const before = await countAll();
    const refused = await caller.post("/consume", use("c-5"));

    expect(refused).toMatchObject({
      status: 402,
      body: {
        ...{ code: "insufficient_credits", status: 402, allowed: false },
        ...{ reason: "insufficient_credits", cost: "5", would_draw: [] },
        balances: [{ wallet_id: wallet.id, available: "4" }],
        cures: [{ kind: "top_up", credits: "1" }],
        details: { required: "5", available: "4", shortfall: "1" },
      },
    });
    expect(await countAll()).toEqual(before);
    await caller.post("/credit-grants", { wallet_id: wallet.id, amount: "1" });
    expect(await caller.post("/consume", use("c-5"))).toMatchObject({
      status: 200,
      body: { replayed: false },
    });
  });

  it("counts included units down and stops at the limit", async () => {
    const { ctx, caller, customer, feature, wallet } = await aUser();
    const entitlement = entitles(FeatureId.parse(feature.id), {
      ...{ includedUnits: "1", usageLimit: "2", isSoftLimit: false },
    });
    const planId = await aPlan(ctx, { entitlements: [entitlement] });
    await subscribe(ctx, CustomerId.parse(customer.id), planId);

    const free = await caller.post("/consume", use("c-6"));
    expect(free.body).toMatchObject({
      ...{ cost: "0", transaction_id: null, would_draw: [] },
      ...{ entitlement: { used: "1", remaining: "0" }, limit: { used: "1", remaining: "1" } },
    });
    expect((await caller.post("/consume", use("c-7"))).body).toMatchObject({ cost: "5" });
    expect(await caller.post("/consume", use("c-8"))).toMatchObject({
      status: 402,
      body: {
        ...{ code: "limit_reached", reason: "limit_reached" },
        details: { scope: "feature", limit: "2", used: "2", required: "1", available: "0" },
        cures: [{ kind: "raise_limit" }],
      },
    });
    const [first] = await Promise.all([caller.post("/consume", use("c-6"))]);
    expect(first.body).toEqual({ ...free.body, replayed: true });
    expect(await available(caller, wallet)).toBe("95");
  });

  it("says that nobody is entitled to what has neither plan nor price", async () => {
    const { caller } = await aUser();
    await caller.post("/features", { name: "Dark", meter: { event_name: "dark" } });
    await caller.post("/features", { name: "Single sign-on", type: "boolean", lookup_key: "sso" });
    const before = await countAll();
    expect(await caller.post("/consume", use("c-9", { feature_key: "dark" }))).toMatchObject({
      status: 402,
      body: { code: "not_entitled", reason: "not_entitled", allowed: false },
    });
    expect(await caller.post("/consume", use("c-9", { feature_key: "sso" }))).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/feature_key" }] },
    });
    for (const nobody of [{ feature_key: "nothing" }, { external_customer_id: "nobody" }]) {
      expect((await caller.post("/consume", use("c-9", nobody))).status).toBe(404);
    }
    expect(await countAll()).toEqual(before);
  });

  it("never takes more than there is, whoever asks at the same time", async () => {
    const { ctx, caller, wallet } = await aUser("23");
    const answers = await Promise.all(
      Array.from({ length: 9 }, (_, index) => caller.post("/consume", use(`many-${index}`))),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(4);
    expect(answers.filter(({ status }) => status === 402)).toHaveLength(5);
    expect(await available(caller, wallet)).toBe("3");
    expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  });

  it("does what its preview showed, or nothing", async () => {
    const { caller, wallet } = await aUser();
    const before = await countAll();
    const { body: preview } = await caller.post("/consume/preview", use("c-10"));
    expect(preview).toMatchObject({ allowed: true, cost: "5", balances: [{ available: "100" }] });
    expect(await countAll()).toEqual(before);

    await caller.post("/consume", use("c-11"));
    const { fingerprint } = preview;
    const stale = await caller.post("/consume", use("c-10", { fingerprint }));
    expect(stale).toMatchObject({ status: 409, body: { code: "stale_preview" } });
    const renewed = stale.body.details.preview;
    expect(renewed).toMatchObject({ cost: "5", balances: [{ available: "95" }] });
    const { status } = await caller.post(
      "/consume",
      use("c-10", { fingerprint: renewed.fingerprint }),
    );
    expect(status).toBe(200);
    expect(await available(caller, wallet)).toBe("90");
  });

  it("sees what is held as gone", async () => {
    const { caller, wallet } = await aUser("10");
    await caller.post("/holds", {
      ...{ wallet_id: wallet.id, credits: "7", idempotency_key: "hold-1" },
    });
    expect(
      (await caller.post("/check", { ...use("x"), idempotency_key: undefined })).body,
    ).toMatchObject({
      ...{ allowed: false, balances: [{ available: "3", held: "7", balance: "10" }] },
    });
    expect((await caller.post("/consume", use("c-12"))).status).toBe(402);
  });
});
