/** What the bench loads is what the ingest would have left, and charts of it need no event. */
import { beforeAll, describe, expect, it } from "vitest";
import { databaseSettings } from "@/lib/db/settings";
import { readSql } from "@/lib/db/transact";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { breakConsumptionDown } from "@/lib/report/reads/breakdown";
import { sumConsumption } from "@/lib/report/reads/consumption";
import { findOverview } from "@/lib/report/reads/overview";
import { ConsumptionQuery } from "@/lib/report/schema/consumption";
import { compareRollUps } from "@/lib/usage/reads/compare-roll-ups";
import { LOADED_DAYS, loadEvents } from "./load-events";
import { DAY_MS, type Shop } from "./wallets";

const CUSTOMERS = 4;
const EVENTS = 4_800;

let shop: Shop;
const told: number[] = [];
beforeAll(async () => {
  const load = { slug: "loaded", customers: CUSTOMERS, events: EVENTS };
  shop = await loadEvents(databaseSettings().url, load, (loaded) => told.push(loaded));
});

const range = () => ({
  from: new Date(shop.ctx.at.getTime() - LOADED_DAYS * DAY_MS),
  to: shop.ctx.at,
});

const asked = () => {
  const { from, to } = range();
  return ConsumptionQuery.parse({ from: from.toISOString(), to: to.toISOString() });
};

describe("loaded events", () => {
  it("are as many as were asked for, and the ledger, roll-ups and counters say the same", async () => {
    const { organizationId } = shop.ctx;
    const [counts] = await readSql(
      `SELECT (SELECT count(*) FROM usage_event)::int AS events,
         (SELECT count(*) FROM usage_event_key JOIN usage_event ON event_ref = id)::int AS keys,
         (SELECT sum(events) FROM usage_counter)::int AS counted,
         (SELECT sum(amount) FROM ledger_transaction WHERE kind = 'debit')::int AS credits`,
    );
    const days = {
      from: range().from.toISOString().slice(0, 10),
      to: shop.ctx.at.toISOString().slice(0, 10),
    };

    expect(told.at(-1)).toBe(EVENTS);
    expect(counts).toEqual({ events: EVENTS, keys: EVENTS, counted: EVENTS, credits: EVENTS });
    expect((await verifyLedger()).differences).toEqual([]);
    expect(await compareRollUps(organizationId, days)).toMatchObject({ days, differences: [] });
  });

  it("are not needed for charts, which answer the same without them", async () => {
    const { ctx, targets } = shop;
    const charts = async () =>
      Promise.all([
        ...targets.map(({ customerId }) => sumConsumption(ctx, customerId, asked())),
        ...targets.map(({ customerId }) =>
          breakConsumptionDown(ctx, customerId, { ...range(), by: "member" }),
        ),
        findOverview(ctx, { days: LOADED_DAYS }),
      ]);
    const before = await charts();
    await readSql("DROP TABLE usage_event CASCADE");
    await readSql("DROP TABLE usage_event_key CASCADE");

    expect(await charts()).toEqual(before);
    expect(before[0]).toMatchObject({ total: String(EVENTS / CUSTOMERS), tiesOut: true });
  });
});
