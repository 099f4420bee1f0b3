import { beforeAll, describe, expect, it } from "vitest";
import { aCaller, type Caller } from "@/lib/testing/api";
import { aShopper, aWalletBy } from "@/lib/testing/api-wallet";
import { aContext } from "@/lib/testing/factories";

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

/** A 10 ended yesterday with 6 used; B has 100; two days back 6 more were used, and told just now. */
describe("a wallet's history", () => {
  let caller: Caller;
  let path: string;
  const grantIds: Record<string, string> = {};
  let told: string;

  beforeAll(async () => {
    const shop = await aShopper();
    caller = shop.caller;
    const wallet = await aWalletBy(caller);
    path = `/wallets/${wallet.id}`;
    for (const terms of [
      { name: "A", amount: "10", effective_at: daysAgo(5), expires_at: daysAgo(1) },
      { name: "B", amount: "100", effective_at: daysAgo(5) },
    ]) {
      const grant = await caller.post("/credit-grants", { wallet_id: wallet.id, ...terms });
      grantIds[terms.name] = grant.body.id;
    }
    const call = { name: "Call", lookup_key: "call", meter: { event_name: "call" } };
    const feature = (await caller.post("/features", call)).body;
    const cost = { credits_per_unit: "6", effective_from: daysAgo(6) };
    expect((await caller.post(`/features/${feature.id}/credit-costs`, cost)).status).toBe(201);
    const use = async (timestamp: string) => {
      const event = { event_name: "call", external_customer_id: "flex-1", timestamp };
      expect((await caller.post("/events", event)).body.status).toBe("accepted");
    };
    await use(daysAgo(4));
    told = new Date().toISOString();
    await new Promise((done) => setTimeout(done, 5));
    await use(daysAgo(2));
  });

  it("tells the five figures of an instant, as known then and as known now", async () => {
    const at = daysAgo(1.5);

    const now = (await caller.get(`${path}/balance?as_of=${at}`)).body;
    const then = (await caller.get(`${path}/balance?as_of=${at}&known_at=${told}`)).body;

    expect(now).toMatchObject({
      as_of: at,
      known_at: null,
      feature_key: null,
      available: "98",
      figures: { available: "98", held: "0", balance: "98", pending: "0", overage: "0" },
      ties_out: true,
    });
    expect(then).toMatchObject({ known_at: told, figures: { available: "104" } });
  });

  it("tells without an instant what it is now, and changes nothing by it", async () => {
    const before = (await caller.get(`${path}/entries`)).body;

    const { figures } = (await caller.get(`${path}/balance`)).body;

    expect(figures).toEqual((await caller.get(`${path}/balance/real-time`)).body.figures);
    expect((await caller.get(`${path}/entries`)).body).toEqual(before);
  });

  it("tells what a feature could spend", async () => {
    const { status, body } = await caller.get(`${path}/balance?feature_key=call`);

    expect(status).toBe(200);
    expect(body).toMatchObject({ feature_key: "call", figures: { available: "98" } });
    expect((await caller.get(`${path}/balance?feature_key=fax`)).status).toBe(404);
  });

  it("lists the grants of an instant in the burn order of then", async () => {
    const at = daysAgo(3);

    const { items } = (await caller.get(`${path}/grants?as_of=${at}`)).body;

    const of = ({ name, available, grant_status, burn_order }: Record<string, string>) => [
      ...[name, available, grant_status, burn_order],
    ];
    expect(items.map(of)).toEqual([
      ["A", "4", "active", 1],
      ["B", "100", "active", 2],
    ]);
    const today = (await caller.get(`${path}/grants`)).body.items;
    expect(today.map(of)).toEqual([
      ["B", "98", "active", 1],
      ["A", "0", "expired", null],
    ]);
  });

  it("tells the burn-down in segments that tile the time and add up", async () => {
    const [from, to] = [daysAgo(4.5), daysAgo(0)];

    const { body } = await caller.get(`${path}/burn-down?from=${from}&to=${to}`);

    const [A, B] = [grantIds.A, grantIds.B];
    expect(body).toMatchObject({ from, to, credit_unit: "credits" });
    expect(body.segments).toMatchObject([
      {
        ...{ from, usage: "12", overage_at_start: "0", overage_at_end: "0" },
        grants_at_start: [
          { grant_id: A, credits: "10" },
          { grant_id: B, credits: "100" },
        ],
        grants_at_end: [{ grant_id: B, credits: "98" }],
        ended_by: "end",
        to,
      },
    ]);
  });

  it("opens a figure into its grants, and a grant into its entries with their cause", async () => {
    const figure = (await caller.get(`${path}/explain?figure=available`)).body;
    const entries = (await caller.get(`/credit-grants/${grantIds.A}/entries`)).body;

    expect(figure).toMatchObject({
      ...{ figure: "available", credits: "98", ties_out: true },
      parts: [{ grant_id: grantIds.B, name: "B", credits: "98", burn_order: 1 }],
    });
    expect(entries).toMatchObject({
      accounts: { consumed: "10", expired: "0", available: "0" },
      ties_out: true,
      next_cursor: null,
    });
    const moved = entries.items.map(
      ({ from, to, amount, decided_by, cause, feature_name }: never) => [
        ...[from, to, amount, decided_by, (cause as { kind: string } | null)?.kind, feature_name],
      ],
    );
    expect(moved).toEqual(
      expect.arrayContaining([
        ["issued", "available", "10", null, undefined, null],
        ["available", "consumed", "6", "sooner_expiry", "usage", "Call"],
        ["available", "consumed", "4", "sooner_expiry", "usage", "Call"],
      ]),
    );
    const actors = new Set(
      entries.items.map(({ actor }: { actor: { kind: string } }) => actor.kind),
    );
    expect(actors).toEqual(new Set(["api_key"]));
  });

  it("walks a grant's entries by cursor, each once", async () => {
    const address = `/credit-grants/${grantIds.A}/entries`;
    const whole = (await caller.get(address)).body.items;
    const walked: unknown[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const after: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
      const { body } = await caller.get(`${address}?limit=1${after}`);
      walked.push(...body.items);
      cursor = body.next_cursor;
    }

    expect(walked).toEqual(whole);
    expect((await caller.get(`${address}?cursor=nonsense`)).status).toBe(400);
  });

  it("simulates a use without taking anything", async () => {
    const { body } = await caller.get(`${path}/burn-order?credits=30&feature_key=call`);

    expect(body).toMatchObject({ taken: "30", refusal: null, after: { available: "68" } });
    expect(body.grants).toMatchObject([
      { name: "B", takes: "30", left_after: "68", may_pay: true, decided_by: "only_choice" },
    ]);
    const short = (await caller.get(`${path}/burn-order?credits=99`)).body;
    expect(short).toMatchObject({ taken: "0", refusal: { shortfall: "1" } });
    expect((await caller.get(`${path}/balance`)).body.figures.available).toBe("98");
  });

  const addresses = () => [
    `${path}/balance`,
    `${path}/grants?as_of=${daysAgo(1)}`,
    `${path}/burn-down`,
    `${path}/explain?figure=held`,
    `${path}/burn-order?credits=1`,
    `/credit-grants/${grantIds.A}/entries`,
  ];

  it("does not tell another organization", async () => {
    const stranger = await aCaller(await aContext());

    for (const address of addresses()) {
      expect([address, (await stranger.get(address)).status]).toEqual([address, 404]);
      expect([address, (await caller.get(address)).status]).toEqual([address, 200]);
    }
  });

  it.each([
    "/balance?as_of=yesterday",
    "/balance?known_at=2026-01-01",
    "/grants?as_of=2026-01-01T00:00:00",
    "/burn-down?from=soon",
    "/burn-down?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z",
    "/explain?figure=total",
    "/burn-order?credits=0",
    "/burn-order",
  ])("refuses %s", async (query) => {
    const { status, body } = await caller.get(`${path}${query}`);

    expect([status, body.code]).toEqual([400, "validation_error"]);
  });
});
