import { describe, expect, it } from "vitest";
import { type ExportId, idText, newId } from "@/lib/ids";
import { findLastPosting } from "@/lib/ledger/reads/statement";
import { listTransactions } from "@/lib/ledger/reads/transactions";
import { StartInput } from "@/lib/subscription/schema";
import { startSubscription } from "@/lib/subscription/writes/start-subscription";
import { credits } from "@/lib/testing/amounts";
import { aPublishedPlan } from "@/lib/testing/billing";
import {
  ALL_LISTS,
  aLedger,
  anExport,
  callsOf,
  deedsOf,
  exported,
  jobsOf,
  list,
  moment,
  writeSome,
} from "@/lib/testing/exports";
import { aContext } from "@/lib/testing/factories";
import { aHold } from "@/lib/testing/holds";
import { anEvent, externalIdOf } from "@/lib/testing/usage";
import { give } from "@/lib/testing/wallets";
import { ingestEvents } from "@/lib/usage/writes/ingest-events";
import { listExports } from "./reads/exports";
import { LISTS, type ListName, listsFor } from "./reads/lists";
import { queryJson } from "./reads/stored-query";
import { cancelExport } from "./writes/cancel-export";
import { retryExport } from "./writes/retry-export";
import { takeExport } from "./writes/take-export";

/** What is asked of a plan, a pack or a move: `plan-lists.db.test.ts`. */
const WITH_OWN_TESTS: ReadonlySet<ListName> = new Set([
  ...(["migration", "pack_buyers", "renewal_dates", "renewal_move"] as const),
]);

describe("an export", () => {
  it("is the whole list under one header, with control totals, and says who did what", async () => {
    const ctx = await aContext();
    await aLedger(ctx);
    const filters = [{ label: "Kind", value: "Grant" }];
    const id = await anExport(ctx, { filters, query: { kinds: ["grant"] } });
    expect(await jobsOf(id)).toBe(1);

    await writeSome(ctx, id);

    const { items } = await listTransactions(ctx, { cursor: null, limit: 9 });
    const file = await exported(ctx, id);
    expect(file.header).toMatch(/^id,effective_at,recorded_at,customer_id,/);
    expect(file.ids).toEqual(items.map((item) => item.id));
    expect(await list(ctx)).toMatchObject([
      {
        ...{ name: "Ledger", state: "READY", rows: 5, filters, askedBy: "Test Person" },
        totals: [
          { column: "amount", unit: "credits", sum: "11.500000001" },
          { column: "change", unit: "credits", sum: "11.500000001" },
        ],
        expiresAt: "2026-03-08T12:00:00.000Z",
      },
    ]);
    await takeExport(ctx, id);
    expect(await deedsOf(ctx)).toEqual([
      ["export.asked", "Test Person", null],
      ["export.written", "write-export", null],
      ["export.downloaded", "Test Person", null],
    ]);
  });

  it("is narrowed as the screen is, by amounts, times and ids as well", async () => {
    const ctx = await aContext();
    const { walletId, customerId } = await aLedger(ctx);
    const query = { walletId, customerId, least: credits("2.5"), until: moment(ctx, -5).at };
    const id = await anExport(ctx, { query });

    await writeSome(ctx, id);

    expect((await exported(ctx, id)).totals).toEqual({
      amount: { credits: credits("5.5") },
      change: { credits: credits("5.5") },
    });
  });

  it("holds what was written down when it was asked for, and nothing later", async () => {
    const ctx = await aContext();
    const account = await aLedger(ctx);
    const id = await anExport(ctx);
    await writeSome(ctx, id, 1);
    await give(moment(ctx, 1), account, "1000");
    await give(ctx, account, "7");

    await writeSome(ctx, id);
    const asked = await anExport(moment(ctx, 61), { source: "/ledger?again" });
    await give(moment(ctx, 62), account, "9000");
    await writeSome(moment(ctx, 99), asked);

    expect((await exported(ctx, id)).rows).toBe(5);
    expect((await exported(ctx, asked)).totals.amount).toEqual({
      credits: credits("1018.500000001"),
    });
  });

  it("in a sandbox holds what a test clock wrote ahead of time", async () => {
    const ctx = await aContext({ mode: "TEST" });
    const account = await aLedger(ctx);
    await give(moment(ctx, 86_400 * 365), account, "1000");
    const id = await anExport(ctx);

    await writeSome(ctx, id);

    expect((await exported(ctx, id)).rows).toBe(6);
  });

  it("of each list can be written", async () => {
    const ctx = await aContext();
    const account = await aLedger(ctx);
    await callsOf(ctx, 5);
    await aHold(ctx, account, "1");
    const [customerId, planId] = [idText("cus", account.customerId), await aPublishedPlan(ctx)];
    const start = StartInput.parse({ customerId, planId: idText("plan", planId) });
    await startSubscription(ctx, start);
    await ingestEvents(ctx, [anEvent(await externalIdOf(account.customerId))]);

    const counted: Record<string, number> = {};
    const { walletId, customerId: id } = account;
    const whole = { from: new Date(0), to: ctx.at };
    const asked: Partial<Record<ListName, object>> = {
      statement: { walletId, seq: await findLastPosting(ctx, walletId), ...whole },
      consumption: { customerId: id, asked: { from: moment(ctx, -86_400).at, to: ctx.at } },
      breakdown: { customerId: id, ...whole, by: "member", member: null },
      members: { customerId: id },
      runs: { customerId: id },
    };
    for (const name of ALL_LISTS.filter((list) => !WITH_OWN_TESTS.has(list))) {
      const query = LISTS[name].parseQuery(JSON.parse(queryJson(asked[name] ?? {})));
      const id = await anExport(ctx, { list: name, query, source: `/${name}` });
      await writeSome(ctx, id);
      const { state, rows, lines } = await exported(ctx, id);
      expect([state, lines.length]).toEqual(["READY", rows]);
      counted[name] = rows;
    }
    expect(counted).toEqual({
      ...{ calls: 5, customers: 1, events: 1, holds: 1, invoices: 1, subscriptions: 1 },
      // Its event counted for no feature: of use there is nothing to tell.
      ...{ breakdown: 0, consumption: 0, members: 0, runs: 0 },
      // Five grants, the hold, and what the subscription gave.
      ledger: 7,
      // The grants before now, between an opening and a closing.
      statement: 7,
    });
  });
});

describe("asking for an export", () => {
  it("twice, and by many at once, is one export; a minute later it is another", async () => {
    const ctx = await aContext();
    const asked = await Promise.all(Array.from({ length: 6 }, () => anExport(ctx)));
    const [id = newId<ExportId>()] = asked;
    await writeSome(ctx, id);
    const again = await anExport(moment(ctx, 59));
    const anew = await anExport(moment(ctx, 61));

    expect(new Set([...asked, again]).size).toBe(1);
    expect(anew).not.toBe(id);
    expect(await jobsOf(id)).toBe(1);
    expect((await deedsOf(ctx)).map(([action]) => action)).toEqual([
      "export.asked",
      "export.written",
      "export.asked",
    ]);
  });

  it("of something else, or by somebody else, is another", async () => {
    const ctx = await aContext();
    const { actor } = await aContext();

    const asked = [
      await anExport(ctx),
      await anExport(ctx, { source: "/ledger?kind=debit" }),
      await anExport({ ...ctx, actor }),
    ];

    expect(new Set(asked).size).toBe(3);
  });
});

describe("who may not", () => {
  it("sees nothing of another organization's, and changes nothing of it", async () => {
    const [ctx, stranger] = [await aContext(), await aContext()];
    const id = await anExport(ctx);
    const unknown = { code: "not_found", details: { id: idText("exp", id) } };

    expect(await list(stranger)).toEqual([]);
    for (const deed of [takeExport, cancelExport, retryExport]) {
      await expect(deed(stranger, id)).rejects.toMatchObject(unknown);
    }
    expect((await list(ctx))[0]).toMatchObject({ state: "PENDING" });
    expect(await deedsOf(stranger)).toEqual([]);
  });

  it("sees only exports of lists that may be read", async () => {
    const ctx = await aContext();
    await anExport(ctx);
    await anExport(ctx, { list: "calls", source: "/developers/logs" });

    const lists = listsFor(["ledger:read", "report:read"]);

    expect(lists).toEqual(["ledger", "statement"]);
    const { items } = await listExports(ctx, { lists, after: null });
    expect(items.map(({ name }) => name)).toEqual(["Ledger"]);
  });
});
