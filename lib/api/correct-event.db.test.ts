import { describe, expect, it } from "vitest";
import { aCaller } from "@/lib/testing/api";
import { aShop } from "@/lib/testing/api-shop";

describe("POST /events/{event_id}/correct", () => {
  const aShopWithUse = async () => {
    const { ctx, caller, ids } = await aShop();
    const path = `/events/${ids.eventId}/correct`;
    return { ctx, caller, ids, path };
  };

  it("shows what it would give back, does so once, and tells it with the event", async () => {
    const { caller, ids, path } = await aShopWithUse();
    const asked = { quantity: "1", reason: "Ticket 4711", idempotency_key: "correction-1" };

    const shown = (await caller.post(`${path}/preview`, asked)).body;
    const { fingerprint } = shown;
    const { status, body } = await caller.post(path, { ...asked, fingerprint });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ event_id: ids.eventId, void: false, replayed: false, fingerprint },
      ...{ quantity_before: "2", quantity_after: "1", credits_back: "2", lapsed: "0" },
    });
    expect(shown).toMatchObject({ credits_back: "2", quantity_after: "1" });
    // As its caller calls it, who was told of no other id.
    const { event: sent } = (await caller.get(`/events/${ids.eventId}`)).body;
    const own = `/events/${sent.event_id}/correct`;
    const again = await caller.post(own, { ...asked, fingerprint });
    expect(again.body).toEqual({ ...body, replayed: true });
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(sent).toMatchObject({ code: "corrected", credits: "4", credits_back: "2" });
  });

  it("voids, and refuses what cannot be", async () => {
    const { ctx, caller, path } = await aShopWithUse();
    const asked = { reason: "Ticket 4711", idempotency_key: "correction-2" };

    for (const bad of [{}, { quantity: "1", void: true }, { quantity: "2" }, { quantity: "0" }]) {
      expect(await caller.post(path, { ...asked, ...bad })).toMatchObject({ status: 400 });
    }
    const ingester = await aCaller(ctx, ["ingest", "usage:write"]);
    expect((await ingester.post(path, { ...asked, void: true })).status).toBe(403);
    const stranger = (await aShop()).caller;
    expect((await stranger.post(path, { ...asked, void: true })).status).toBe(404);
    const stale = { ...asked, void: true, fingerprint: "0".repeat(32) };
    expect(await caller.post(path, stale)).toMatchObject({
      status: 409,
      body: { code: "stale_preview", details: { preview: { credits_back: "4" } } },
    });

    expect((await caller.post(path, { ...asked, void: true })).body).toMatchObject({
      ...{ void: true, quantity_after: "0", credits_back: "4" },
    });
    const twice = { ...asked, void: true, idempotency_key: "correction-3" };
    expect(await caller.post(path, twice)).toMatchObject({
      ...{ status: 409, body: { code: "invalid_state" } },
    });
  });
});
