import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createApi } from "@/lib/api/app";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { RequestLogId } from "@/lib/ids";
import { TASKS } from "@/lib/jobs/tasks";
import { aCaller, type Caller } from "@/lib/testing/api";
import { aContext } from "@/lib/testing/factories";
import { deliver, withSecret } from "@/lib/testing/stripe";
import { anEvent } from "@/lib/testing/stripe-events";
import { findRequest, listRequests } from "./reads";
import type { RawExchange } from "./rules/exchange";
import { flushRequests, noteRequest } from "./writes/note-request";

beforeAll(() => vi.stubEnv("NEXTAUTH_SECRET", "a-secret-of-this-process"));
afterAll(() => vi.unstubAllEnvs());

const DAY_MS = 86_400_000;

let ctx: Context;
let caller: Caller;
beforeEach(async () => {
  ctx = await aContext();
  caller = await aCaller(ctx);
});

/** The calls of the organization, the latest first, with what was said in them. */
async function calls(of = ctx) {
  await flushRequests();
  const { items } = await listRequests(of, { limit: 100 });
  const found = items.map(({ id }) => findRequest(of, RequestLogId.parse(id)));
  return (await Promise.all(found)).filter((call) => call !== undefined);
}

async function keptRows(): Promise<number> {
  const [row] = await readSql(
    `SELECT count(*)::int AS count FROM request_exchange JOIN request_log USING (id)
      WHERE organization_id = $1::uuid`,
    [ctx.organizationId],
  );
  return Number(row?.count);
}

describe("what was said in a refused call", () => {
  it("is kept with the field at fault, the call to repeat, and no secret", async () => {
    const body = {
      external_id: "acme",
      email: "not an address",
      metadata: { api_key: "hunter2", note: "with fl_live_4eC39HqLyjWDarjtT1zdp7dc" },
    };
    const answer = await caller.post("/customers?colour=red", body, { "idempotency-key": "k-1" });
    const [call] = await calls();

    expect(call).toMatchObject({ status: 400, code: "validation_error" });
    expect(call?.exchange).toMatchObject({
      target: "/v1/customers?colour=red",
      ...{ idempotencyKey: "k-1", contentType: "application/json", bodyState: "WHOLE" },
      ...{ bodyBytes: JSON.stringify(body).length, isAnswerCut: false },
    });
    expect(JSON.parse(call?.exchange?.body ?? "")).toEqual({
      ...body,
      metadata: { api_key: "[redacted]", note: "with [redacted]" },
    });
    expect(JSON.parse(call?.exchange?.answer ?? "")).toEqual(answer.body);
    expect(call?.exchange?.faults).toContainEqual({
      field: "email",
      said: expect.stringMatching(/email/i),
    });
    expect(call?.exchange?.curl).toContain("\"$FLORIN_URL\"'/v1/customers?colour=red'");
    const [row] = await readSql(
      "SELECT to_jsonb(kept)::text AS text FROM request_exchange AS kept WHERE id = $1::uuid",
      [RequestLogId.parse(call?.id)],
    );
    expect(row?.text).not.toMatch(/hunter2|4eC39/);
    expect(row?.text).not.toContain(caller.secret);
  });

  it("is kept of every kind of refusal, and of no call that went well", async () => {
    await caller.post("/customers", { external_id: "acme" });
    await caller.post("/customers", { external_id: "acme" });
    await caller.get("/customers/cus_00000000000000000000000000");
    await caller.get("/customers");
    const found = await calls();

    expect(found.map(({ status, exchange }) => [status, exchange?.bodyState])).toEqual([
      [200, undefined],
      [404, "NONE"],
      [409, "WHOLE"],
      [201, undefined],
    ]);
    expect(await keptRows()).toBe(2);
    expect(found[1]?.exchange?.target).toBe("/v1/customers/cus_00000000000000000000000000");
  });

  it("tells of a body that was not kept why, and how large it was", async () => {
    const send = (body: string, type = "application/json", length = body.length) =>
      caller.send("/customers", {
        method: "POST",
        body,
        headers: { "content-type": type, "content-length": String(length) },
      });
    await send('{"password": "hunter2"');
    await send("password=hunter2", "application/x-www-form-urlencoded");
    await send(JSON.stringify({ colour: "x".repeat(70_000) }));
    await send(JSON.stringify({ colour: "x".repeat(9_000) }));
    await send("{}", "application/json", 9_000_000);
    await caller.post("/customers", { external_id: "acme" }, { "x-api-key": "fl_live_nobody" });
    const narrow = await aCaller(ctx, ["customers:read"]);
    await narrow.send("/customers", {
      method: "POST",
      body: '{"password":"hunter2"}',
      headers: { "content-type": "application/json", "content-length": "22" },
    });

    const said = (await calls()).map(({ exchange }) => [
      ...[exchange?.bodyState, exchange?.contentType, exchange?.bodyBytes],
      exchange?.body?.length ?? null,
    ]);
    expect(said).toEqual([
      ["UNREAD", "application/json", 22, null],
      ["UNREAD", "application/json", 9_000_000, null],
      ["CUT", "application/json", 9_013, 1_037],
      ["TOO_LARGE", "application/json", 70_013, null],
      ["UNREAD", "application/x-www-form-urlencoded", 16, null],
      ["NOT_JSON", "application/json", 22, null],
    ]);
  });

  it("keeps what no column could hold otherwise, and numbers as they were spelled", async () => {
    const body = '{"external_id":"a\\u0000b","metadata":{"n":12345678901234567891}}';
    const headers = { "content-type": "application/json" };
    await caller.send("/customers", { method: "POST", body, headers });
    const [call] = await calls();

    expect(call?.exchange?.body).toContain('"a\\u0000b"');
    expect(call?.exchange?.body).toContain('"n": 12345678901234567891');
  });

  it("is told by the API too, to who may read the log, in their own organization", async () => {
    await caller.post("/customers", { external_id: 7 });
    const [call] = await calls();
    const { status, body } = await caller.get(`/request-log/${call?.id}`);

    expect(status).toBe(200);
    expect(body.exchange).toMatchObject({
      body: '{\n  "external_id": 7\n}',
      body_state: "WHOLE",
      faults: [{ field: "external_id", said: expect.any(String) }],
    });
    const stranger = await aCaller(await aContext());
    expect((await stranger.get(`/request-log/${call?.id}`)).status).toBe(404);
    expect(await findRequest(await aContext(), RequestLogId.parse(call?.id))).toBeUndefined();
    const narrow = await aCaller(ctx, ["customers:write"]);
    expect((await narrow.get(`/request-log/${call?.id}`)).status).toBe(403);
    expect((await caller.get("/request-log/req_00000000000000000000000000")).status).toBe(404);
  });

  it("is not kept of what Stripe sends", async () => {
    await withSecret(ctx);
    await deliver(ctx, anEvent());
    const forged = await deliver(ctx, anEvent(), { signature: "t=1,v1=forged" });
    const broken = await deliver(ctx, "{");
    expect([forged.status, broken.status]).toEqual([401, 400]);

    expect(await calls()).toMatchObject([
      { path: "/webhooks/stripe/{organizationId}", code: "unknown_customer", exchange: null },
    ]);
    expect(await keptRows()).toBe(0);
  });

  it("is not kept where that is switched off; the calls are", async () => {
    const app = createApi(undefined, { keepsBodies: false });
    const headers = { "content-type": "application/json", "x-api-key": caller.secret };
    await app.request("/v1/customers", { method: "POST", headers, body: '{"colour":"red"}' });

    expect(await calls()).toMatchObject([{ status: 400, exchange: null }]);
    expect(await keptRows()).toBe(0);
  });

  it("goes with its call", async () => {
    await caller.post("/customers", {});
    const [call] = await calls();
    const trim = (days: number) =>
      TASKS["trim-requests"]({
        ...{ name: "trim-requests", id: "1", payload: {} },
        at: new Date(Date.now() + days * DAY_MS),
      });

    await trim(13);
    expect(await keptRows()).toBe(1);
    await trim(15);
    expect(await findRequest(ctx, RequestLogId.parse(call?.id))).toBeUndefined();
    const rows = await readSql("SELECT 1 FROM request_exchange WHERE id = $1::uuid", [
      RequestLogId.parse(call?.id),
    ]);
    expect(rows).toEqual([]);
  });
});

describe("under pressure", () => {
  const note = (letters: number, answer = '{"status":400}') => {
    const exchange: RawExchange = {
      ...{ target: "/v1/customers", idempotencyKey: null, contentType: null, bodyBytes: letters },
      ...{ body: { state: "READ", text: JSON.stringify("x".repeat(letters)) }, answer },
    };
    noteRequest(
      {
        ...{ organizationId: ctx.organizationId, at: ctx.at, method: "POST", path: "/customers" },
        ...{ status: 400, code: null, ms: 1, apiKeyId: null, actorName: "Test", address: null },
        ...{ requestId: "many", isReplayed: false },
      },
      exchange,
    );
  };
  const states = async () => {
    await flushRequests();
    const rows = await readSql(
      `SELECT coalesce(body_state, 'nothing') AS state, count(*)::int AS count
         FROM request_log LEFT JOIN request_exchange USING (id)
        WHERE organization_id = $1::uuid GROUP BY 1 ORDER BY 1`,
      [ctx.organizationId],
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  };

  it("leaves out bodies first, then answers, and calls last; and starts anew once all is written", async () => {
    await flushRequests();
    // Eight mebibytes hold 64 such bodies, each letter counted twice, and a little less.
    for (let i = 0; i < 100; i++) note(65_000);
    expect(await states()).toEqual({ CUT: 64, LEFT_OUT: 36 });

    const long = JSON.stringify("x".repeat(65_000));
    for (let i = 0; i < 200; i++) note(65_000, long);
    // As many bytes again hold the answers of those whose bodies are left out.
    expect(await states()).toEqual({ CUT: 64 + 32, LEFT_OUT: 36 + 65, nothing: 103 });

    note(10);
    expect(await states()).toMatchObject({ WHOLE: 1 });
  });
});
