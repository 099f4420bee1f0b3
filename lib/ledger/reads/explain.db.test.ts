import { describe, expect, it } from "vitest";
import { type FeatureId, newId } from "@/lib/ids";
import { credits } from "@/lib/testing/amounts";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { hoursAfter } from "@/lib/testing/wallet-story";
import { aDebit, anAccount, give } from "@/lib/testing/wallets";
import { post } from "../post";
import { explainFigure } from "./explain-figure";
import { listGrantEntries } from "./explain-grant";
import { simulateBurn } from "./simulate-burn";
import { findTransaction } from "./transactions";

const NOW = { asOf: null, knownAt: null };
const FIRST = { ...NOW, cursor: null, limit: 50 };

/** SEMANTICS §2: A 40 promotional to the 30th, B 100 of the plan to the 30th, C 500 bought for good. */
async function theExample(priorityOfC = 10) {
  const ctx = await aContext({ at: new Date("2026-11-10T12:00:00Z") });
  const expiresAt = new Date("2026-11-30T00:00:00Z");
  const life = { effectiveAt: ctx.at, expiresAt };
  const account = await anAccount(ctx, [
    { name: "C", amount: credits("500"), effectiveAt: ctx.at, priority: priorityOfC },
    { name: "B", amount: credits("100"), category: "COMMITTED", source: "plan", ...life },
    { name: "A", amount: credits("40"), category: "PROMOTIONAL", ...life },
  ]);
  return { ctx, account };
}

describe("a simulated use", () => {
  const tried = async (priorityOfC?: number) => {
    const { ctx, account } = await theExample(priorityOfC);
    const use = { amount: credits("90"), featureId: null };
    const { grants } = await simulateBurn(ctx, account.walletId, use);
    return grants.map(({ name, takes, decidedBy }) => [name, takes, decidedBy]);
  };

  it("burns what expires first, free credits before bought ones, and says why", async () => {
    expect(await tried()).toEqual([
      ["A", "40", "category"],
      ["B", "50", "sooner_expiry"],
      ["C", "0", "only_choice"],
    ]);
    expect(await tried(1)).toEqual([
      ["C", "90", "grant_priority"],
      ["A", "0", "category"],
      ["B", "0", "only_choice"],
    ]);
  });

  it("does what the debit then does", async () => {
    const { ctx, account } = await theExample();
    const use = { amount: credits("130"), featureId: null };
    const { grants, after } = await simulateBurn(ctx, account.walletId, use);

    const outcome = await post(ctx, aDebit(ctx, account, "130"));

    if (!outcome.ok) throw new Error("refused");
    expect(grants.filter(({ takes }) => takes !== "0").map(({ takes }) => takes)).toEqual(
      outcome.draws.map(({ amount }) => String(amount / 1_000_000_000n)),
    );
    expect(after.available).toBe("510");
  });

  it("passes over what is not for the feature", async () => {
    const ctx = await aContext();
    const [calls, mails] = [newId<FeatureId>(), newId<FeatureId>()];
    const account = await anAccount(ctx, ["10"]);
    await give(ctx, account, { amount: credits("5"), effectiveAt: ctx.at, featureIds: [calls] });

    const use = { amount: credits("6"), featureId: mails };
    const { grants, refusal } = await simulateBurn(ctx, account.walletId, use);

    expect(refusal).toBeNull();
    expect(grants.map(({ takes, mayPay }) => [takes, mayPay])).toEqual([
      ["0", false],
      ["6", true],
    ]);
  });
});

describe("a figure", () => {
  it("is made up of its grants, less what is owed, at any instant", async () => {
    const { ctx, account } = await theExample();
    const now = later(ctx, hoursAfter(ctx, 2));
    const then = later(ctx, hoursAfter(ctx, 1));
    await post(then, aDebit(then, account, "90"));

    const told = async (figure: "available" | "balance" | "held", asOf: Date | null) => {
      const query = { figure, asOf, knownAt: null };
      const { credits, parts, tiesOut } = await explainFigure(now, account.walletId, query);
      return [credits, parts.map(({ name, credits }) => `${name} ${credits}`), tiesOut];
    };

    expect(await told("available", null)).toEqual(["550", ["B 50", "C 500"], true]);
    expect(await told("balance", ctx.at)).toEqual(["640", ["A 40", "B 100", "C 500"], true]);
    expect(await told("held", null)).toEqual(["0", [], true]);
  });
});

describe("a grant", () => {
  it("tells each entry with its cause, its reason and who it was, and adds up", async () => {
    const { ctx, account } = await theExample();
    const reason = { reasonCode: "correction", reason: "Ticket 4711" } as const;
    const cause = { kind: "invoice", id: newId<FeatureId>() };
    const outcome = await post(ctx, aDebit(ctx, account, "30", { ...reason, cause }));
    if (!outcome.ok) throw new Error("refused");
    const grantId = outcome.draws[0]?.grantId ?? newId();

    const { items, accounts, tiesOut } = await listGrantEntries(ctx, grantId, FIRST);

    expect(items).toMatchObject([
      {
        ...{ from: "available", to: "consumed", amount: "30", decidedBy: "category" },
        ...{ kind: "debit", ...reason, actor: { kind: "staff", name: "Test Person" } },
        cause: { kind: "invoice", id: expect.stringMatching(/^inv_/) },
      },
      { from: "issued", to: "available", amount: "40", kind: "grant" },
    ]);
    expect(accounts).toMatchObject({ available: "10", consumed: "30" });
    expect(tiesOut).toBe(true);
    const transaction = await findTransaction(ctx, outcome.transactionId);
    expect(transaction?.cause).toEqual(items[0]?.cause);
  });

  it("tells what time has done before anybody booked it, and then the same of its booking", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx);
    const expiresAt = hoursAfter(ctx, 1);
    const grantId = await give(ctx, account, {
      ...{ amount: credits("7"), effectiveAt: ctx.at, expiresAt },
    });
    const now = later(ctx, hoursAfter(ctx, 2));
    const ask = () => listGrantEntries(now, grantId, FIRST);

    const unbooked = await ask();
    await post(now, { kind: "expire", customerId: account.customerId, reference: aReference() });
    const booked = await ask();

    const lapse = { from: "available", to: "expired", amount: "7" };
    const at = expiresAt.toISOString();
    expect(unbooked.items[0]).toMatchObject({ ...lapse, transactionId: null, effectiveAt: at });
    expect(booked.items[0]).toMatchObject({ ...lapse, effectiveAt: at });
    expect(booked.items[0]?.transactionId).toMatch(/^ltx_/);
    expect(unbooked.accounts).toEqual(booked.accounts);
    expect([unbooked.tiesOut, booked.tiesOut]).toEqual([true, true]);
  });

  it("has, at an earlier instant, only the entries of then", async () => {
    const { ctx, account } = await theExample();
    const now = later(ctx, hoursAfter(ctx, 2));
    const outcome = await post(now, aDebit(now, account, "30"));
    if (!outcome.ok) throw new Error("refused");
    const grantId = outcome.draws[0]?.grantId ?? newId();

    const query = { ...FIRST, asOf: hoursAfter(ctx, 1) };
    const { items, accounts } = await listGrantEntries(now, grantId, query);

    expect(items).toMatchObject([{ from: "issued" }]);
    expect(accounts.available).toBe("40");
  });

  it("of another organization is not found", async () => {
    const { account, ctx } = await theExample();
    const grantId = await give(ctx, account, "1");
    const stranger = await aContext();

    const missing = { code: "not_found" };
    await expect(listGrantEntries(stranger, grantId, FIRST)).rejects.toMatchObject(missing);
    const figure = { figure: "held" as const, ...NOW };
    await expect(explainFigure(stranger, account.walletId, figure)).rejects.toMatchObject(missing);
    const use = { amount: credits("1"), featureId: null };
    await expect(simulateBurn(stranger, account.walletId, use)).rejects.toMatchObject(missing);
  });
});
