import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { aCaller, type Caller } from "@/lib/testing/api";
import { aContext } from "@/lib/testing/factories";
import { CustomerDialect } from "./dialect/customer";

const aCustomer = async (caller: Caller, over: object = {}) =>
  (await caller.post("/customers", { external_id: "flex-1", name: "Flex", ...over })).body;

describe("customers", () => {
  it("creates one, with every documented key", async () => {
    const ctx = await aContext();
    const caller = await aCaller(ctx);
    const { status, body, headers } = await caller.post("/customers", {
      external_id: "flex-1",
      name: "Flex Corporation",
      email: "billing@flex.example",
      timezone: "Europe/Berlin",
      address_city: "Berlin",
      address_country: "de",
      metadata: { segment: "mid" },
    });

    expect(status).toBe(201);
    expect(headers.get("x-request-id")).toBeTruthy();
    expect(Object.keys(body).sort()).toEqual(Object.keys(CustomerDialect.shape).sort());
    expect(body).toMatchObject({
      external_id: "flex-1",
      address_city: "Berlin",
      address_country: "DE",
      address_line1: "",
      contact: null,
      status: "published",
    });
    expect((await caller.get(`/customers/${body.id}`)).body).toEqual(body);
    expect((await caller.get("/customers/external/flex-1")).body).toEqual(body);
  });

  it("refuses an external id that is taken, in the dialect's words", async () => {
    const caller = await aCaller(await aContext());
    await aCustomer(caller);
    const { status, body } = await caller.post("/customers", { external_id: "flex-1" });

    expect(status).toBe(409);
    expect(body).toMatchObject({ code: "already_exists", details: { field: "external_id" } });
    expect(body.errors).toEqual([
      { pointer: "/external_id", code: "already_exists", detail: body.message },
    ]);
  });

  it("lists the newest first, page by page", async () => {
    const caller = await aCaller(await aContext());
    for (const external_id of ["a", "b", "c"]) await aCustomer(caller, { external_id });

    const first = (await caller.get("/customers?limit=2")).body;
    expect(first.items.map((item: CustomerDialect) => item.external_id)).toEqual(["c", "b"]);
    expect(first.pagination).toEqual({ total: 3, limit: 2, offset: 0 });

    const rest = (await caller.get(`/customers?limit=2&cursor=${first.next_cursor}`)).body;
    expect(rest.items.map((item: CustomerDialect) => item.external_id)).toEqual(["a"]);
    expect(rest.next_cursor).toBeNull();
  });

  it("changes what is named and leaves the rest", async () => {
    const caller = await aCaller(await aContext());
    const { id } = await aCustomer(caller, { address_city: "Berlin", address_line1: "Allee 1" });
    const { status, body } = await caller.put(`/customers/${id}`, { address_city: "Hamburg" });

    expect(status).toBe(200);
    expect(body).toMatchObject({ name: "Flex", address_city: "Hamburg", address_line1: "Allee 1" });
  });

  it("changes the one that the query names, by either id, and nobody without a name", async () => {
    const caller = await aCaller(await aContext());
    const { id } = await aCustomer(caller);
    const stranger = await aCaller(await aContext());

    const byId = await caller.put(`/customers?id=${id}`, { name: "Flexible" });
    expect(byId).toMatchObject({ status: 200, body: { id, name: "Flexible" } });
    const byKey = await caller.put("/customers?external_customer_id=flex-1", { email: "" });
    expect(byKey).toMatchObject({ status: 200, body: { id, name: "Flexible", email: "" } });
    expect((await caller.put("/customers", { name: "Who" })).status).toBe(400);
    expect((await caller.put("/customers?external_customer_id=no", { name: "Who" })).status).toBe(
      404,
    );
    expect((await stranger.put(`/customers?id=${id}`, { name: "Mine" })).status).toBe(404);
    expect((await caller.get(`/customers/${id}`)).body.name).toBe("Flexible");
  });

  it("archives one with 204 and no body", async () => {
    const caller = await aCaller(await aContext());
    const { id } = await aCustomer(caller);

    expect(await caller.delete(`/customers/${id}`)).toMatchObject({ status: 204, body: null });
    expect((await caller.get(`/customers/${id}`)).body.status).toBe("archived");
  });

  it("does not find another organization's customer, nor what cannot be an id", async () => {
    const { id } = await aCustomer(await aCaller(await aContext()));
    const caller = await aCaller(await aContext());

    for (const path of [
      `/customers/${id}`,
      "/customers/cus_nonsense",
      "/customers/external/flex-1",
    ]) {
      expect(await caller.get(path)).toMatchObject({ status: 404, body: { code: "not_found" } });
    }
    expect(await caller.put(`/customers/${id}`, { name: "Mine" })).toMatchObject({ status: 404 });
    expect(await caller.delete(`/customers/${id}`)).toMatchObject({ status: 404 });
  });
});

describe("every call", () => {
  it("needs a key: none, a wrong one, a revoked one", async () => {
    const ctx = await aContext();
    const caller = await aCaller(ctx);
    for (const key of ["", "fl_live_nonsense", `fl_live_${"a".repeat(43)}`]) {
      const answer = await caller.get("/customers", { "x-api-key": key });
      expect(answer).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
    }
  });

  it("takes the key as a bearer token too", async () => {
    const caller = await aCaller(await aContext());
    const headers = { "x-api-key": "", authorization: `Bearer ${caller.secret}` };

    expect((await caller.get("/customers", headers)).status).toBe(200);
  });

  it("needs the scope, and says which", async () => {
    const caller = await aCaller(await aContext(), ["customers:read"]);
    const { status, body } = await caller.post("/customers", { external_id: "a" });

    expect(status).toBe(403);
    expect(body).toMatchObject({
      code: "forbidden",
      details: { missing_permission: "customers:write" },
    });
    expect((await caller.get("/customers")).status).toBe(200);
  });

  it("tells every fault at once, each by its pointer", async () => {
    const ctx = await aContext();
    const caller = await aCaller(ctx);
    const { status, body } = await caller.post("/customers", {
      externalId: "flex-1",
      email: "nonsense",
      metadata: { plan: 12345 },
    });

    expect(status).toBe(400);
    expect(body.code).toBe("validation_error");
    expect(body.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ pointer: "/external_id", code: "missing" }),
        expect.objectContaining({ pointer: "/email" }),
        expect.objectContaining({ pointer: "/metadata/plan", code: "invalid_type" }),
        {
          pointer: "/externalId",
          code: "unknown_key",
          detail: 'Unknown key "externalId"; did you mean "external_id"?',
        },
      ]),
    );
    expect(await prisma().customer.count({ where: { organizationId: ctx.organizationId } })).toBe(
      0,
    );
  });

  it("refuses other methods, types, sizes and broken JSON by their status", async () => {
    const caller = await aCaller(await aContext());
    const json = { "content-type": "application/json" };

    const method = await caller.send("/customers", { method: "PATCH" });
    expect(method.status).toBe(405);
    expect(method.headers.get("allow")).toBe("POST, GET, PUT, HEAD");
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect(
      await caller.send("/customers", { method: "POST", headers: form, body: "external_id=a" }),
    ).toMatchObject({ status: 415, body: { code: "unsupported_media_type" } });
    expect(
      await caller.send("/customers", { method: "POST", headers: json, body: "{" }),
    ).toMatchObject({ status: 400, body: { errors: [{ code: "invalid_json" }] } });
    expect(
      await caller.send("/customers", {
        method: "POST",
        headers: json,
        body: JSON.stringify({ external_id: "a".repeat(9 * 1024 * 1024) }),
      }),
    ).toMatchObject({ status: 413, body: { code: "too_large" } });
  });
});
