import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { aShopper, aWalletBy, countTransactions, keysOf } from "@/lib/testing/api-wallet";
import { WalletDialect } from "./dialect/wallet";

async function aStockedWallet(over: object = {}) {
  const shopper = await aShopper();
  const wallet = await aWalletBy(shopper.caller, { initial_credits_to_load: 100, ...over });
  const path = `/wallets/${wallet.id}`;
  const ask = (verb: string, body: object = {}) => shopper.caller.post(`${path}/${verb}`, body);
  const get = async () => (await shopper.caller.get(path)).body;
  return { ...shopper, wallet, path, ask, get };
}

const debit = (key: string, credits = "1") => ({
  ...{ credits, description: "Ticket 4711", idempotency_key: key },
});

describe("freezing", () => {
  it("keeps credits in, lets them come, and is undone", async () => {
    const { ctx, ask, get } = await aStockedWallet();
    const frozen = await ask("freeze", { reason: "Chargeback", idempotency_key: "f-1" });

    expect(frozen).toMatchObject({
      status: 200,
      body: { wallet_status: "frozen", credit_balance: "100", voided: "0", replayed: false },
    });
    expect(await ask("debit", debit("d-1"))).toMatchObject({
      status: 409,
      body: { code: "invalid_state", details: { entity: "wallet", state: "FROZEN" } },
    });
    const gift = {
      ...{ credits_to_add: "5", transaction_reason: "FREE_CREDIT_GRANT" },
      idempotency_key: "t-1",
    };
    expect((await ask("top-up", gift)).status).toBe(200);
    expect(await ask("freeze", { reason: "Chargeback", idempotency_key: "f-1" })).toMatchObject({
      status: 200,
      body: { transaction_id: frozen.body.transaction_id, replayed: true },
    });
    expect((await ask("freeze", { idempotency_key: "f-2" })).status).toBe(409);
    expect((await ask("unfreeze")).body.wallet_status).toBe("active");
    expect((await ask("debit", debit("d-1"))).status).toBe(200);
    expect((await get()).credit_balance).toBe("104");

    const audits = await prisma().auditRecord.findMany({
      where: {
        organizationId: ctx.organizationId,
        action: { in: ["wallet.frozen", "wallet.unfrozen"] },
      },
      orderBy: { id: "asc" },
    });
    expect(audits.map(({ action, reason }) => [action, reason])).toEqual([
      ["wallet.frozen", "Chargeback"],
      ["wallet.unfrozen", "No reason given"],
    ]);
    expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  });
});

describe("closing", () => {
  it("terminates without a body, as clients of the dialect ask, and answers the wallet", async () => {
    const { ctx, ask, get } = await aStockedWallet();
    const { status, body } = await ask("terminate");

    expect(status).toBe(200);
    const { transaction_id: _, voided, replayed: __, ...wallet } = body;
    expect(Object.keys(wallet).sort()).toEqual(keysOf(WalletDialect));
    expect(wallet).toMatchObject({ wallet_status: "closed", credit_balance: "0" });
    expect(voided).toBe("100");
    expect(await ask("terminate")).toMatchObject({ status: 409, body: { code: "invalid_state" } });
    expect((await ask("unfreeze")).status).toBe(409);
    expect((await get()).wallet_status).toBe("closed");
    expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  });

  it("shows first what would be voided, and holds the close to it", async () => {
    const { ctx, ask } = await aStockedWallet();
    const before = await countTransactions(ctx);
    const preview = await ask("close/preview", { reason: "Customer left" });
    expect(preview).toMatchObject({
      status: 200,
      body: { credits: "100", balances: [{ available: "0", balance: "0" }] },
    });
    expect(await countTransactions(ctx)).toBe(before);

    const { fingerprint } = preview.body;
    await ask("debit", debit("d-2"));
    const stale = await ask("close", { reason: "Customer left", fingerprint });
    expect(stale).toMatchObject({ status: 409, body: { code: "stale_preview" } });
    const { body: renewed } = await ask("close/preview", { reason: "Customer left" });
    const closed = await ask("close", { reason: "Left", fingerprint: renewed.fingerprint });
    expect(closed.body).toMatchObject({ voided: "99", wallet_status: "closed" });
  });

  it("is refused while something is owed", async () => {
    const { ask } = await aStockedWallet({ shortage_policy: "OVERAGE" });
    await ask("debit", debit("d-3", "120"));
    const { status, body } = await ask("close");
    expect([status, body.code]).toEqual([409, "invalid_state"]);
    expect(body.message).toContain("owed");
  });
});

describe("changing a wallet", () => {
  it("changes what is named, tells before and after, and counts from now on", async () => {
    const { ctx, caller, path, wallet, ask } = await aStockedWallet();
    const { status, body } = await caller.put(path, {
      name: "Annual",
      priority: 5,
      shortage_policy: "OVERAGE",
      overage_limit: "10",
      low_balance_at: "20",
      metadata: { team: "growth" },
      auto_topup: null,
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ id: wallet.id, name: "Annual", priority: 5, shortage_policy: "OVERAGE" },
      ...{ overage_limit: "10", low_balance_at: "20", metadata: { team: "growth" } },
    });
    expect((await ask("debit", debit("d-4", "110"))).status).toBe(200);
    expect(await ask("debit", debit("d-5", "1"))).toMatchObject({
      status: 402,
      body: { code: "limit_reached", details: { scope: "overage", limit: "10", used: "10" } },
    });
    expect((await caller.put(path, { overage_limit: "5" })).body.overage_limit).toBe("5");
    expect((await ask("debit", debit("d-5", "0.000000001"))).status).toBe(402);
    expect((await caller.put(path, { overage_limit: null })).body.overage_limit).toBe(null);
    expect((await ask("debit", debit("d-5", "1"))).status).toBe(200);

    const [audit] = await prisma().auditRecord.findMany({
      where: { organizationId: ctx.organizationId, action: "wallet.updated" },
      orderBy: { id: "asc" },
    });
    expect(audit).toMatchObject({
      before: { name: "Credits", priority: 50, shortagePolicy: "REFUSE", overageLimit: null },
      after: { name: "Annual", priority: 5, shortagePolicy: "OVERAGE", overageLimit: "10" },
    });
  });

  it("leaves no trace of a change that changes nothing", async () => {
    const { ctx, caller, path, wallet } = await aStockedWallet();
    expect((await caller.put(path, { name: wallet.name })).body).toEqual(wallet);
    const where = { organizationId: ctx.organizationId, action: "wallet.updated" };
    expect(await prisma().auditRecord.count({ where })).toBe(0);
  });

  it("decides by the order and the features that are set when it is asked", async () => {
    const { caller, path, wallet } = await aStockedWallet();
    const second = await aWalletBy(caller, { initial_credits_to_load: 100, priority: 60 });
    const use = (key: string, feature_key?: string) =>
      caller.post("/wallets/debit", {
        ...{ external_customer_id: "flex-1", credits: "10", reason: "Export" },
        ...{ idempotency_key: key, feature_key },
      });
    const payers = async (key: string, feature?: string) =>
      (await use(key, feature)).body.draws.map(({ wallet_id: id }: { wallet_id: string }) => id);

    expect(await payers("u-1")).toEqual([wallet.id]);
    await caller.put(path, { priority: 70 });
    expect(await payers("u-2")).toEqual([second.id]);

    const feature = (
      await caller.post("/features", { name: "Search", lookup_key: "search", type: "boolean" })
    ).body;
    await caller.put(`/wallets/${second.id}`, { feature_ids: [feature.id] });
    expect(await payers("u-3")).toEqual([wallet.id]);
    expect(await payers("u-4", "search")).toEqual([second.id]);
    const unknown = await caller.put(path, { feature_ids: [`feat_${"0".repeat(26)}`] });
    expect(unknown).toMatchObject({ status: 400, body: { code: "validation_error" } });
    expect(unknown.body.errors[0].pointer).toBe("/feature_ids/0");
  });

  it("refuses a closed wallet, and one of another organization", async () => {
    const { caller, path, ask } = await aStockedWallet();
    const other = await aShopper();
    expect((await other.caller.put(path, { name: "Mine" })).status).toBe(404);
    await ask("close");
    expect(await caller.put(path, { name: "X" })).toMatchObject({
      status: 409,
      body: { code: "invalid_state", details: { state: "CLOSED" } },
    });
  });
});

describe("adjusting", () => {
  const adjust = (credits: string, key: string) => ({
    ...{ credits, reason_code: "correction", reason: "Counted twice", idempotency_key: key },
  });

  it("gives and takes, once a key, as its preview says", async () => {
    const { ctx, ask, get } = await aStockedWallet();
    const preview = (await ask("adjust/preview", adjust("-12.5", "a-1"))).body;
    expect(preview).toMatchObject({ credits: "12.5", balances: [{ available: "87.5" }] });

    const { fingerprint } = preview;
    const taken = await ask("adjust", { ...adjust("-12.5", "a-1"), fingerprint });
    expect(taken).toMatchObject({ status: 200, body: { credits: "12.5", replayed: false } });
    const again = await ask("adjust", adjust("-12.5", "a-1"));
    expect(again.body).toEqual({ ...taken.body, replayed: true });
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect((await ask("adjust", adjust("12.5", "a-1"))).status).toBe(409);

    const given = await ask("adjust", {
      ...adjust("2", "a-2"),
      expires_at: "2099-01-01T00:00:00Z",
    });
    expect(given.body.grant_id).toMatch(/^grt_/);
    expect((await get()).credit_balance).toBe("89.5");
    expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  });

  it("refuses more than there is, and zero", async () => {
    const { ctx, ask } = await aStockedWallet();
    const before = await countTransactions(ctx);
    expect(await ask("adjust", adjust("-100.1", "a-3"))).toMatchObject({
      status: 402,
      body: { details: { required: "100.1", available: "100", shortfall: "0.1" } },
    });
    expect(await ask("adjust", adjust("0", "a-4"))).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/credits" }] },
    });
    expect(await countTransactions(ctx)).toBe(before);
  });
});
