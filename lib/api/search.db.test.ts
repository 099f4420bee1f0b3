import { beforeAll, describe, expect, it } from "vitest";
import { aCaller, type Caller } from "@/lib/testing/api";
import { countAll } from "@/lib/testing/api-refusal";
import { aShop, type Shop } from "@/lib/testing/api-shop";
import { aContext } from "@/lib/testing/factories";

const COUNTRIES = { ada: "DE", bob: "FR", cem: "DE", dot: "" };

async function aDirectory() {
  const caller = await aCaller(await aContext());
  const made: Record<string, string> = {};
  for (const [name, country] of Object.entries(COUNTRIES)) {
    const body = { external_id: `${name}-1`, name, address_country: country };
    made[name] = (await caller.post("/customers", body)).body.id;
  }
  await caller.delete(`/customers/${made.cem}`);
  return { caller, made };
}

const string = (field: string, operator: string, text: string) => ({
  ...{ field, operator, data_type: "string", value: { string: text } },
});
const array = (field: string, operator: string, values: readonly string[]) => ({
  ...{ field, operator, data_type: "array", value: { array: values } },
});

describe("post /customers/search", () => {
  let caller: Caller;
  let made: Record<string, string>;
  beforeAll(async () => {
    ({ caller, made } = await aDirectory());
  });
  const names = async (body: object) => {
    const answer = await caller.post("/customers/search", body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body.items.map(({ name }: { name: string }) => name);
  };
  const byName = { sort: [{ field: "name", direction: "asc" }] };

  it("answers all, newest first, where nothing is asked", async () => {
    expect(await names({})).toEqual(["dot", "cem", "bob", "ada"]);
    expect(await names({ order: "asc" })).toEqual(["ada", "bob", "cem", "dot"]);
  });

  it.each([
    [[string("name", "eq", "bob")], ["bob"]],
    [[string("name", "contains", "D")], ["ada", "dot"]],
    [[string("name", "contains", "%")], []],
    [[string("name", "not_contains", "d")], ["bob", "cem"]],
    [[array("external_id", "in", ["ada-1", "dot-1", "eve-1"])], ["ada", "dot"]],
    [[array("address_country", "not_in", ["DE"])], ["bob", "dot"]],
    [[string("status", "eq", "archived")], ["cem"]],
    [[array("status", "in", ["published", "deleted"])], ["ada", "bob", "dot"]],
    [[string("address_country", "eq", "DE"), string("status", "eq", "published")], ["ada"]],
    [[{ field: "created_at", operator: "after", value: { date: "2099-01-01T00:00:00Z" } }], []],
  ])("filters by %j", async (filters, found) => {
    expect(await names({ filters, ...byName })).toEqual(found);
  });

  it("filters by ids, and by the dialect's own keys", async () => {
    const filters = [array("id", "in", [made.ada, made.bob] as string[])];
    expect(await names({ filters, ...byName })).toEqual(["ada", "bob"]);
    expect(await names({ customer_ids: [made.dot], status: "published" })).toEqual(["dot"]);
    expect(await names({ external_ids: ["bob-1"] })).toEqual(["bob"]);
    expect(await names({ external_id: "ada-1", status: "archived" })).toEqual([]);
    expect(await names({ start_time: "2099-01-01T00:00:00Z" })).toEqual([]);
  });

  it("pages in the order asked, and counts what fits", async () => {
    const page = { ...byName, status: "published", limit: 2 };
    const first = await caller.post("/customers/search", page);
    const second = await caller.post("/customers/search", { ...page, offset: 2 });

    expect(first.body.pagination).toEqual({ total: 3, limit: 2, offset: 0 });
    expect(second.body.pagination).toEqual({ total: 3, limit: 2, offset: 2 });
    expect([...first.body.items, ...second.body.items].map(({ id }) => id)).toEqual([
      ...[made.ada, made.bob, made.dot],
    ]);
  });

  it.each([
    [{ filters: [string("nmae", "eq", "x")] }, "/filters/0/field", 'did you mean "name"?'],
    [{ sort: [{ field: "shoe_size", direction: "asc" }] }, "/sort/0/field", "there are id, "],
    [{ filters: [string("name", "gt", "x")] }, "/filters/0/operator", "name takes eq, contains"],
    [{ filters: [string("name", "eq", "x"), string("id", "eq", "x")] }, "/filters/1/value", "cus_"],
    [{ filters: [string("status", "eq", "gone")] }, "/filters/0/value", "One of published"],
    [
      { filters: [{ ...string("name", "eq", "x"), data_type: "number" }] },
      "/filters/0/data_type",
      'Here it is "string"',
    ],
    [
      { filters: [{ field: "created_at", operator: "after", value: { string: "today" } }] },
      "/filters/0/value",
      "Send value.date",
    ],
    [{ limit: 1001 }, "/limit", "1000"],
    [{ page: 2 }, "/page", "Unknown key"],
  ])("refuses %j", async (body, pointer, detail) => {
    const answer = await caller.post("/customers/search", body);

    expect(answer).toMatchObject({ status: 400, body: { code: "validation_error" } });
    expect(answer.body.errors).toEqual([
      expect.objectContaining({ pointer, detail: expect.stringContaining(detail) }),
    ]);
  });
});

describe.each([
  ["/customers/search", "customers:read"],
  ["/subscriptions/search", "subscriptions:read"],
  ["/invoices/search", "invoices:read"],
] as const)("post %s", (path, scope) => {
  it("shows nothing of another organization, nor without its scope, and changes nothing", async () => {
    const { ctx } = await aShop();
    const stranger = await aCaller(await aContext({ mode: "TEST" }), [scope]);
    const narrow = await aCaller(ctx, ["wallets:write"]);
    const before = await countAll();

    expect((await stranger.post(path, {})).body).toMatchObject({
      items: [],
      pagination: { total: 0 },
    });
    expect(await narrow.post(path, {})).toMatchObject({
      status: 403,
      body: { details: { missing_permission: scope } },
    });
    expect(await countAll()).toEqual(before);
  });
});

describe("searches of what is billed", () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await aShop();
  });
  const found = async (path: string, body: object) => {
    const answer = await shop.caller.post(path, body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body;
  };

  it("finds subscriptions by status, plan and customer", async () => {
    const { subscriptionId, planId, customerId, newcomerId } = shop.ids;
    const active = { subscription_status: ["active", "draft"], plan_id: planId };
    const list = await found("/subscriptions/search", { ...active, customer_id: customerId });
    expect(list.items).toEqual([(await shop.caller.get(`/subscriptions/${subscriptionId}`)).body]);
    expect(list.pagination.total).toBe(1);
    const filters = [string("subscription_status", "eq", "ended")];
    expect((await found("/subscriptions/search", { filters })).items).toEqual([]);
    expect((await found("/subscriptions/search", { customer_id: newcomerId })).items).toEqual([]);
    const monthly = { billing_period: ["MONTHLY"], external_customer_id: "flex-1" };
    expect((await found("/subscriptions/search", monthly)).pagination.total).toBe(1);
  });

  it("finds invoices by amount, status and period, ordered by what is asked", async () => {
    const { invoiceId, subscriptionId, customerId } = shop.ids;
    const all = await found("/invoices/search", {
      sort: [{ field: "amount_due", direction: "desc" }],
    });
    const totals = all.items.map(({ total }: { total: string }) => Number(total));
    expect(totals).toEqual([1000, 149, 149, 149, 149, 149]);
    const dear = { filters: [{ field: "total", operator: "gt", value: { number: 149 } }] };
    expect((await found("/invoices/search", dear)).items).toMatchObject([
      { id: invoiceId, total: "1000", invoice_status: "FINALIZED", line_items: null },
    ]);
    expect((await found("/invoices/search", { amount_due_gt: 1000 })).items).toEqual([]);
    const ofPlan = { subscription_id: subscriptionId, customer_id: customerId };
    expect((await found("/invoices/search", ofPlan)).items).toMatchObject([{ total: "149" }]);
    const open = { invoice_status: ["FINALIZED"], payment_status: ["PENDING"] };
    expect((await found("/invoices/search", open)).pagination.total).toBe(6);
    expect((await found("/invoices/search", { invoice_status: ["VOIDED"] })).items).toEqual([]);
    expect((await found("/invoices/search", { invoice_type: "CREDIT" })).items).toHaveLength(1);
  });
});
