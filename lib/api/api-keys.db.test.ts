import { describe, expect, it } from "vitest";
import { aCaller } from "@/lib/testing/api";
import { aContext } from "@/lib/testing/factories";

const SECRET = /^fl_(live|test)_[0-9A-Za-z]{43}$/;

describe("/v1/api-keys", () => {
  it("makes a key that does what its scopes say, and nothing else", async () => {
    const caller = await aCaller(await aContext());
    const made = await caller.post("/api-keys", { name: "Ingest", scopes: ["ingest"] });

    expect(made).toMatchObject({ status: 201, body: { api_key: { scopes: ["ingest"] } } });
    expect(made.body.secret).toMatch(SECRET);
    const own = { "x-api-key": made.body.secret };
    const event = { event_name: "contact.exported", external_customer_id: "flex-1" };
    expect((await caller.post("/events", event, own)).status).toBe(202);
    expect(await caller.get("/customers", own)).toMatchObject({
      status: 403,
      body: { details: { missing_permission: "customers:read" } },
    });
    expect((await caller.post("/customers", { external_id: "a" }, own)).status).toBe(403);
    expect((await caller.get("/api-keys", own)).status).toBe(403);
    const listed = await caller.get("/api-keys");
    expect(listed.body.items).toHaveLength(2);
    expect(JSON.stringify(listed.body)).not.toContain(made.body.secret);
  });

  it("lets a key give nothing that it does not have, by making or by rolling", async () => {
    const ctx = await aContext();
    const owner = await aCaller(ctx);
    const narrow = await aCaller(ctx, ["api_keys:write", "wallets:write"]);
    const wide = (await owner.get("/api-keys")).body.items.find(
      (key: { scopes: string[] }) => key.scopes[0] === "*",
    );

    for (const scopes of [["*"], ["wallets:read", "ledger:read"]]) {
      expect(await narrow.post("/api-keys", { name: "More", scopes })).toMatchObject({
        status: 403,
        body: { details: { missing_permission: scopes.at(-1) } },
      });
    }
    expect((await narrow.post(`/api-keys/${wide.id}/roll`, {})).status).toBe(403);
    expect(
      (await narrow.post("/api-keys", { name: "Less", scopes: ["wallets:read"] })).status,
    ).toBe(201);
    expect((await owner.get(`/api-keys/${wide.id}`)).body).toMatchObject({
      replaced_by: null,
      expires_at: null,
    });
  });

  it("rolls with overlap, and revokes at once", async () => {
    const caller = await aCaller(await aContext());
    const made = await caller.post("/api-keys", { name: "Server", scopes: ["customers:read"] });
    const path = `/api-keys/${made.body.api_key.id}`;
    const rolled = await caller.post(`${path}/roll`, { old_until: "2099-01-01T00:00:00Z" });
    const statusOf = async (key: string) =>
      (await caller.get("/customers", { "x-api-key": key })).status;

    expect(rolled.status).toBe(200);
    expect(await statusOf(made.body.secret)).toBe(200);
    expect(await statusOf(rolled.body.secret)).toBe(200);
    expect((await caller.delete(path)).status).toBe(204);
    expect(await statusOf(made.body.secret)).toBe(401);
    expect(await statusOf(rolled.body.secret)).toBe(200);
    expect((await caller.get(path)).body).toMatchObject({
      status: "revoked",
      replaced_by: rolled.body.api_key.id,
    });
  });

  it("knows nothing of another organization's keys", async () => {
    const caller = await aCaller(await aContext());
    const foreign = await aCaller(await aContext());
    const path = `/api-keys/${(await foreign.get("/api-keys")).body.items[0].id}`;

    expect((await caller.get(path)).status).toBe(404);
    expect((await caller.post(`${path}/roll`, {})).status).toBe(404);
    expect((await caller.delete(path)).status).toBe(404);
    expect((await foreign.get("/customers")).status).toBe(200);
  });
});
