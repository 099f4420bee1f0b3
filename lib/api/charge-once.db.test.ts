import { describe, expect, it } from "vitest";
import { aCaller, type Caller } from "@/lib/testing/api";
import { aContext } from "@/lib/testing/factories";
import { aPayer } from "@/lib/testing/usage";

const ONCE = { property: "contact_id", window: "days", days: 30 };

const aFeature = (caller: Caller, over: object = {}) =>
  caller.post("/features", {
    name: "Contact export",
    lookup_key: "contact_export",
    meter: { event_name: "contact_export" },
    credits_per_unit: "5",
    charge_once: ONCE,
    ...over,
  });

describe("a feature that charges once", () => {
  it("is told as it was said, and changes while nothing was counted", async () => {
    const caller = await aCaller(await aContext());
    const { status, body } = await aFeature(caller);
    expect(status).toBe(201);
    expect(body.charge_once).toEqual({ ...ONCE, per: "customer" });

    const ever = { property: "contact_id", window: "ever", per: "member" };
    const changed = await caller.put(`/features/${body.id}`, { charge_once: ever });
    expect(changed.body.charge_once).toEqual({ ...ever, days: null });
    const none = await caller.put(`/features/${body.id}`, { charge_once: null });
    expect(none.body.charge_once).toBeNull();
  });

  it("is refused by the body's names where it makes no sense", async () => {
    const caller = await aCaller(await aContext());
    const pointersOf = async (over: object) =>
      (await aFeature(caller, over)).body.errors.map(({ pointer }: { pointer: string }) => pointer);

    expect(await pointersOf({ charge_once: { ...ONCE, days: null } })).toEqual([
      "/charge_once/days",
    ]);
    expect(await pointersOf({ charge_once: { property: "p", window: "ever", days: 3 } })).toEqual([
      "/charge_once/days",
    ]);
    const largest = { event_name: "seats", aggregation: { type: "MAX", field: "seats" } };
    expect(await pointersOf({ meter: largest })).toEqual(["/charge_once"]);
    const sum = { event_name: "rows", aggregation: { type: "SUM", field: "rows" } };
    expect(await pointersOf({ meter: sum, allow_returns: true })).toEqual(["/allow_returns"]);
  });

  it("tells when, and by which event, a customer was charged for an entity", async () => {
    const ctx = await aContext();
    const caller = await aCaller(ctx);
    const { id } = (await aFeature(caller)).body;
    const { externalId } = await aPayer(ctx, ["100"]);
    const properties = { contact_id: "ann" };
    const event = { event_name: "contact_export", external_customer_id: externalId, properties };
    const first = await caller.post("/events", { ...event, event_id: "first" });
    expect(first.body).toMatchObject({ status: "accepted", credits: "5" });
    const second = await caller.post("/events", { ...event, event_id: "second" });
    expect(second.body).toMatchObject({ status: "accepted", credits: "0", code: "charged_before" });

    const path = `/features/${id}/charged-entities?external_customer_id=${externalId}`;
    const { status, body } = await caller.get(`${path}&entity=ann`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      entity: "ann",
      is_charged: true,
      charges: [{ event_id: "first", credits: "5", member: null }],
    });
    const [charge] = body.charges;
    expect(Date.parse(charge.until) - Date.parse(charge.charged_at)).toBe(30 * 86_400_000);
    expect((await caller.get(`${path}&entity=ben`)).body).toMatchObject({
      is_charged: false,
      charges: [],
    });

    const fixed = await caller.put(`/features/${id}`, { charge_once: null });
    expect(fixed).toMatchObject({ status: 409, body: { code: "invalid_state" } });
    const stranger = await aCaller(await aContext());
    expect((await stranger.get(`${path}&entity=ann`)).status).toBe(404);
  });

  it("is free to ask and to consume again, and wants the entity named", async () => {
    const ctx = await aContext();
    const caller = await aCaller(ctx);
    await aFeature(caller);
    const { externalId } = await aPayer(ctx, ["7"]);
    const use = { external_customer_id: externalId, feature_key: "contact_export" };
    const ann = { ...use, properties: { contact_id: "ann" } };

    expect((await caller.post("/check", ann)).body).toMatchObject({ allowed: true, cost: "5" });
    const taken = await caller.post("/consume", { ...ann, idempotency_key: "one" });
    expect(taken.body).toMatchObject({ allowed: true, cost: "5" });
    expect((await caller.post("/check", ann)).body).toMatchObject({ allowed: true, cost: "0" });
    const again = await caller.post("/consume", { ...ann, idempotency_key: "two" });
    expect(again.body).toMatchObject({ allowed: true, cost: "0", transaction_id: null });
    expect((await caller.post("/check", use)).body).toMatchObject({
      allowed: false,
      reason: "insufficient_credits",
    });

    const unnamed = await caller.post("/consume", { ...use, idempotency_key: "three" });
    expect(unnamed).toMatchObject({ status: 400, body: { code: "validation_error" } });
  });
});

describe("how quantities are shown", () => {
  it("is kept with the feature, and touches nothing that is counted", async () => {
    const ctx = await aContext();
    const caller = await aCaller(ctx);
    const { externalId } = await aPayer(ctx, ["100"]);
    const reporting = {
      unit_singular: "dozen",
      unit_plural: "dozens",
      conversion_rate: "0.083333333",
    };
    const { body } = await aFeature(caller, { charge_once: null, reporting_unit: reporting });
    expect(body.reporting_unit).toEqual(reporting);

    const event = { event_name: "contact_export", external_customer_id: externalId };
    expect((await caller.post("/events", event)).body).toMatchObject({ credits: "5" });
    const none = await caller.put(`/features/${body.id}`, { reporting_unit: null });
    expect(none.body.reporting_unit).toBeNull();
    const zero = { ...reporting, conversion_rate: "0" };
    const refused = await caller.put(`/features/${body.id}`, { reporting_unit: zero });
    expect(refused.status).toBe(400);
  });
});
