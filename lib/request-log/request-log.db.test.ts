import { describe, expect, it } from "vitest";
import { flushKeyUses, listApiKeys } from "@/lib/api-key/reads";
import { revokeApiKey } from "@/lib/api-key/writes/revoke-api-key";
import { readSql } from "@/lib/db/transact";
import { ApiKeyId, newId, type RequestLogId } from "@/lib/ids";
import { TASKS } from "@/lib/jobs/tasks";
import { aCaller, type Caller } from "@/lib/testing/api";
import { aContext } from "@/lib/testing/factories";
import { countCallsOfKey } from "./reads";
import { insertRequests } from "./store";
import { flushRequests, noteRequest } from "./writes/note-request";

const DAY_MS = 86_400_000;

async function logOf(caller: Caller, query = "") {
  await flushRequests();
  const { body } = await caller.get(`/request-log?${query}`);
  return body.items;
}

describe("the request log", () => {
  it("tells of each call what was asked, by whom, and how it was answered", async () => {
    const ctx = await aContext();
    const caller = await aCaller(ctx);
    await caller.post("/customers", { external_id: "a" }, { "x-request-id": "made-1" });
    await caller.get("/customers/cus_00000000000000000000000000");
    const wallet = await caller.post("/wallets", { external_customer_id: "a", currency: "USD" });
    const topUp = {
      credits_to_add: "5",
      idempotency_key: "k",
      transaction_reason: "FREE_CREDIT_GRANT",
    };
    await caller.post(`/wallets/${wallet.body.id}/top-up`, topUp);
    await caller.post(`/wallets/${wallet.body.id}/top-up`, topUp);
    const [key] = await listApiKeys(ctx);

    expect(await logOf(caller)).toMatchObject([
      { path: "/wallets/{walletId}/top-up", status: 200, is_replayed: true },
      { path: "/wallets/{walletId}/top-up", status: 200, is_replayed: false },
      { path: "/wallets", status: 200 },
      { method: "GET", path: "/customers/{customerId}", status: 404, code: "not_found" },
      {
        method: "POST",
        path: "/customers",
        status: 201,
        code: null,
        request_id: "made-1",
        api_key_id: key?.id,
        actor_name: "Test",
      },
    ]);
    await flushKeyUses();
    expect((await listApiKeys(ctx))[0]?.lastUsedAt).not.toBeNull();
  });

  it("is narrowed by status, key, path, request id and time, and walked by cursor", async () => {
    const ctx = await aContext();
    const [first, second] = [await aCaller(ctx), await aCaller(ctx)];
    await first.get("/customers", { "x-request-id": "one" });
    await first.post("/customers", {});
    await second.get("/wallets/wal_00000000000000000000000000");
    await second.get("/features");
    const paths = async (query: string) =>
      (await logOf(first, query)).map(({ path }: { path: string }) => path);
    const keys = (await listApiKeys(ctx)).map(({ id }) => id);

    expect(await paths("status=4xx&limit=9")).toEqual(["/wallets/{walletId}", "/customers"]);
    expect(await paths("status=404")).toEqual(["/wallets/{walletId}"]);
    expect(await paths("status=500")).toEqual([]);
    expect(await paths("request_id=one")).toEqual(["/customers"]);
    expect(await paths("path=/wal")).toEqual(["/wallets/{walletId}"]);
    expect(await paths(`api_key_id=${keys[0]}`)).toEqual(["/features", "/wallets/{walletId}"]);
    expect(await paths("to=2026-01-01T00:00:00Z")).toEqual([]);
    const soon = encodeURIComponent(new Date(Date.now() + DAY_MS).toISOString());
    expect(await paths(`from=${soon}`)).toEqual([]);
    expect(await paths(`path=/wal&from=2026-01-01T00:00:00Z&to=${soon}`)).toHaveLength(1);

    const walked: string[] = [];
    const whole = await logOf(first, "limit=1000");
    let cursor = "";
    do {
      const { body } = await first.get(`/request-log?limit=3&to=${soon}${cursor}`);
      walked.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.next_cursor && `&cursor=${body.next_cursor}`;
    } while (cursor);
    expect(walked.slice(-whole.length)).toEqual(whole.map(({ id }: { id: string }) => id));
  });

  it("shows who still uses a revoked key, and nothing of another organization", async () => {
    const ctx = await aContext();
    const [caller, old] = [await aCaller(ctx), await aCaller(ctx)];
    const stranger = await aCaller(await aContext());
    await stranger.get("/customers");
    await old.get("/customers");
    const id = ApiKeyId.parse((await listApiKeys(ctx))[0]?.id);
    await revokeApiKey(ctx, id);
    await old.get("/customers");
    await caller.get("/customers", { "x-api-key": "fl_test_nobody" });

    expect(await logOf(caller)).toMatchObject([
      { status: 401, code: "unauthenticated", path: "/customers" },
      { status: 200, path: "/customers" },
    ]);
    const since = new Date(Date.now() - DAY_MS);
    expect(await countCallsOfKey(ctx, id, since)).toMatchObject({ calls: 1 });
    expect(await countCallsOfKey(await aContext(), id, since)).toMatchObject({ calls: 0 });
  });

  it("keeps so many days", async () => {
    const ctx = await aContext();
    const caller = await aCaller(ctx);
    await caller.get("/customers");
    await flushRequests();
    await caller.get("/features");
    await flushRequests();
    const trim = (days: number) =>
      TASKS["trim-requests"]({
        ...{ name: "trim-requests", id: "1", payload: {} },
        at: new Date(Date.now() + days * DAY_MS),
      });
    const count = async () => {
      const [row] = await readSql(
        "SELECT count(*)::int AS count FROM request_log WHERE organization_id = $1::uuid",
        [ctx.organizationId],
      );
      return row?.count;
    };

    await trim(13);
    expect(await count()).toBe(2);
    await trim(15);
    expect(await count()).toBe(0);
  });

  it("leaves out what went well before it leaves out what was refused", async () => {
    const ctx = await aContext();
    await flushRequests();
    const note = (status: number) =>
      noteRequest({
        ...{ organizationId: ctx.organizationId, at: ctx.at, method: "GET", path: "/customers" },
        ...{ status, code: null, ms: 1, apiKeyId: null, actorName: "Test", address: null },
        ...{ requestId: "many", isReplayed: false },
      });
    for (let i = 0; i < 10_050; i++) note(200);
    note(500);
    await flushRequests();
    const rows = await readSql(
      `SELECT status, count(*)::int AS count FROM request_log WHERE organization_id = $1::uuid
        GROUP BY status ORDER BY status`,
      [ctx.organizationId],
    );

    expect(rows).toEqual([
      { status: 200, count: 10_000 },
      { status: 500, count: 1 },
    ]);
  });

  it("holds a call once, though it was sent twice", async () => {
    const ctx = await aContext();
    const request = {
      ...{ id: newId<RequestLogId>(), organizationId: ctx.organizationId, at: ctx.at },
      ...{ method: "GET", path: "/customers", status: 200, code: null, ms: 1, apiKeyId: null },
      ...{ actorName: "Test", address: null, requestId: "twice", isReplayed: false },
    };
    await insertRequests([request]);
    await insertRequests([request]);
    const rows = await readSql("SELECT 1 FROM request_log WHERE id = $1::uuid", [request.id]);

    expect(rows).toHaveLength(1);
  });
});
