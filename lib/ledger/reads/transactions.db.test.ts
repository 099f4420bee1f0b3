import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { type FeatureId, newId } from "@/lib/ids";
import { credits } from "@/lib/testing/amounts";
import { aContext, aReference, askedBy, later } from "@/lib/testing/factories";
import { randomBooks } from "@/lib/testing/random-books";
import { aDebit, anAccount, give } from "@/lib/testing/wallets";
import { post } from "../post";
import { listTransactions } from "./transactions";
import { listDayTotals } from "./transactions-days";
import type { TransactionFilter } from "./transactions-filter";

const start = new Date("2026-03-01T12:00:00Z");
const until = new Date("2026-03-05T00:00:00Z");

async function aFeature(ctx: Context): Promise<FeatureId> {
  const id = newId<FeatureId>();
  const { organizationId, at } = ctx;
  const named = {
    key: `calls-${id}`,
    name: "Calls",
    type: "METERED" as const,
    creditUnit: "credits",
  };
  await prisma().feature.create({
    data: { id, organizationId, ...named, createdAt: at, updatedAt: at },
  });
  return id;
}

/** A little of each kind, by several hands, on three days. */
async function aLedger() {
  const ctx = await aContext({ at: start });
  const account = await anAccount(ctx);
  const grantId = await give(ctx, account, { name: "Welcome", category: "PROMOTIONAL" });
  const featureId = await aFeature(ctx);
  const second = askedBy(later(ctx, "2026-03-02T12:00:00Z"), "api");
  const use = { featureId, member: "ann", reference: "calls-1" };
  const used = await post(second, aDebit(second, account, "10", use));
  const third = later(ctx, "2026-03-03T12:00:00Z");
  const why = { reasonCode: "fraud" as const, reason: "stolen key", reference: "50%_off" };
  await post(third, aDebit(third, account, "25", why));
  if (!used.ok) throw new Error("the use was refused");
  const { customerId } = account;
  const { transactionId } = used;
  const back = { amount: credits("4"), restoreDays: null, reference: aReference() };
  await post(third, { kind: "reverse", customerId, transactionId, ...back });
  const other = await anAccount(ctx, ["7"]);
  return { ctx, account, other, grantId, featureId };
}

const summary = async (ctx: Context, filter: TransactionFilter) =>
  (await listTransactions(ctx, { ...filter, cursor: null, limit: 100 })).items.map(
    ({ kind, amount }) => `${kind} ${amount}`,
  );

describe("listTransactions", () => {
  it("narrows by each filter, and by several at once", async () => {
    const { ctx, account, other, grantId, featureId } = await aLedger();
    const cases: readonly (readonly [TransactionFilter, readonly string[]])[] = [
      [{ customerId: account.customerId }, ["reverse 4", "debit 25", "debit 10", "grant 100"]],
      [{ walletId: other.walletId }, ["grant 7"]],
      [{ grantId }, ["reverse 4", "debit 25", "debit 10", "grant 100"]],
      [{ featureId }, ["debit 10"]],
      [{ kinds: ["grant", "reverse"] }, ["reverse 4", "grant 7", "grant 100"]],
      [{ reasonCode: "fraud" }, ["debit 25"]],
      [{ member: "ann" }, ["debit 10"]],
      [{ member: "an" }, []],
      [{ reference: "calls" }, ["debit 10"]],
      [{ reference: "50%_" }, ["debit 25"]],
      [{ reference: "%" }, []],
      [{ account: "issued" }, ["grant 7", "grant 100"]],
      [{ account: "held" }, []],
      [{ customer: "acme", kinds: ["grant"] }, ["grant 7", "grant 100"]],
      [{ customer: "a%e" }, []],
      [{ from: "issued" }, ["grant 7", "grant 100"]],
      [{ from: "consumed", to: "available" }, ["reverse 4"]],
      [{ category: "PREPAID" }, ["grant 7"]],
      [{ creditUnit: "tokens" }, []],
      [{ least: credits("10"), most: credits("25") }, ["debit 25", "debit 10"]],
      [
        { since: new Date("2026-03-02T12:00:00Z"), until: new Date("2026-03-03T12:00:00Z") },
        ["debit 10"],
      ],
      [{ reversed: "taken_back" }, ["debit 10"]],
      [{ reversed: "kept" }, ["debit 25"]],
      [{ actor: "test per", kinds: ["debit"] }, ["debit 25", "debit 10"]],
      [{ actor: "nobody" }, []],
      [{ customerId: account.customerId, kinds: ["debit"], least: credits("11") }, ["debit 25"]],
    ];
    for (const [filter, expected] of cases) {
      const found = await summary(ctx, filter);
      expect(
        found.toSorted(),
        JSON.stringify(filter, (_, v) => String(v)),
      ).toEqual(expected.toSorted());
    }
  });

  it("walks the filtered list by cursor: the pages are the whole", async () => {
    const ctx = await aContext();
    await randomBooks(ctx, { seed: 5, rounds: 12 });
    const filter = { kinds: ["debit"] };
    const all = await listTransactions(ctx, { ...filter, cursor: null, limit: 500 });
    expect(all.items.length).toBeGreaterThan(10);

    const walked: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listTransactions(ctx, { ...filter, cursor, limit: 3 });
      walked.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);

    expect(walked).toEqual(all.items.map(({ id }) => id));
  });

  it("shows nothing to another organization, whatever it asks for", async () => {
    const { account, grantId, featureId } = await aLedger();
    const stranger = await aContext();

    expect(await summary(stranger, {})).toEqual([]);
    const asked = {
      customerId: account.customerId,
      walletId: account.walletId,
      grantId,
      featureId,
    };
    expect(await summary(stranger, asked)).toEqual([]);
  });

  it("tells what each wallet's balance changed by", async () => {
    const { ctx, account } = await aLedger();
    const { items } = await listTransactions(ctx, {
      ...{ customerId: account.customerId, cursor: null, limit: 10 },
    });

    expect(items.map(({ wallets }) => wallets.map(({ change }) => change))).toEqual([
      ["4"],
      ["-25"],
      ["-10"],
      ["100"],
    ]);
    expect(items[0]?.wallets[0]?.figures.balance).toBe("69");
  });
});

describe("listDayTotals", () => {
  it("sums whole days of a zone, of all that the filter leaves", async () => {
    const { ctx, account } = await aLedger();
    const range = { since: new Date("2026-03-01T00:00:00Z"), until };

    expect(await listDayTotals(ctx, { customerId: account.customerId, ...range }, "UTC")).toEqual([
      { day: "2026-03-03", count: 2, added: "4", taken: "25" },
      { day: "2026-03-02", count: 1, added: "0", taken: "10" },
      { day: "2026-03-01", count: 1, added: "100", taken: "0" },
    ]);
    const tokyo = await listDayTotals(ctx, { kinds: ["debit"], ...range }, "Pacific/Kiritimati");
    expect(tokyo.map(({ day, taken }) => [day, taken])).toEqual([
      ["2026-03-04", "25"],
      ["2026-03-03", "10"],
    ]);
    expect(await listDayTotals(await aContext(), range, "UTC")).toEqual([]);
  });

  it("are the sums of the list", async () => {
    const ctx = await aContext();
    await randomBooks(ctx, { seed: 8, rounds: 30 });
    const all = await listTransactions(ctx, { cursor: null, limit: 1000 });
    const range = { since: new Date("2026-02-01T00:00:00Z"), until };
    const days = await listDayTotals(ctx, range, "UTC");

    const sums = new Map<string, { count: number; net: bigint }>();
    for (const { recordedAt, change } of all.items) {
      const day = recordedAt.slice(0, 10);
      const sum = sums.get(day) ?? { count: 0, net: 0n };
      const sign = change.startsWith("-") ? -1n : 1n;
      const net = sum.net + sign * credits(change.replace("-", ""));
      sums.set(day, { count: sum.count + 1, net });
    }
    expect(days.length).toBeGreaterThan(1);
    expect(
      days.map(({ day, count, added, taken }) => [day, count, credits(added) - credits(taken)]),
    ).toEqual([...sums].map(([day, { count, net }]) => [day, count, net]));
  });
});
