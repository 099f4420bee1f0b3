import { describe, expect, it } from "vitest";
import { aShopper, aWalletBy } from "@/lib/testing/api-wallet";

const YEAR = "from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z";

async function aUsedWallet() {
  const { caller, ...rest } = await aShopper();
  const wallet = await aWalletBy(caller, { initial_credits_to_load: "100" });
  await caller.post(`/wallets/${wallet.id}/debit`, {
    ...{
      credits: "30",
      reason_code: "correction",
      reason: "counted twice",
      idempotency_key: "d-1",
    },
  });
  return { caller, wallet, ...rest };
}

describe("GET /wallets/{id}/statement", () => {
  it("opens, moves, closes and ties out", async () => {
    const { caller, wallet } = await aUsedWallet();
    const { status, body } = await caller.get(`/wallets/${wallet.id}/statement?${YEAR}`);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      wallet_id: wallet.id,
      opening: { balance: "0" },
      closing: { available: "70", balance: "70" },
      totals: { in: "100", out: "30", lines: 2 },
      ties_out: true,
      next_cursor: null,
    });
    expect(body.lines[1]).toMatchObject({
      ...{ kind: "debit", reason_code: "correction", in: "0", out: "30", balance: "70" },
      entries: [{ from: "available", to: "consumed", amount: "30" }],
    });
    const first = await caller.get(`/wallets/${wallet.id}/statement?${YEAR}&limit=1`);
    const next = `/wallets/${wallet.id}/statement?${YEAR}&limit=1&cursor=${first.body.next_cursor}`;
    expect([...first.body.lines, ...(await caller.get(next)).body.lines]).toEqual(body.lines);
  });

  it("refuses a period that is none, and other organizations", async () => {
    const { caller, wallet } = await aUsedWallet();
    const at = `/wallets/${wallet.id}/statement`;
    const backwards = "from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z";

    expect((await caller.get(at)).status).toBe(400);
    expect((await caller.get(`${at}?${backwards}`)).status).toBe(400);
    expect((await caller.get(`${at}?from=March&to=April`)).status).toBe(400);
    expect((await caller.get(`${at}?${YEAR}&cursor=nonsense`)).status).toBe(400);
    const { caller: stranger } = await aShopper();
    expect((await stranger.get(`${at}?${YEAR}`)).status).toBe(404);
  });
});

describe("GET /ledger/trial-balance", () => {
  it("sums per account to zero, now and as of an instant", async () => {
    const { caller } = await aUsedWallet();
    const { status, body } = await caller.get("/ledger/trial-balance");

    expect(status).toBe(200);
    expect(body).toMatchObject({
      credit_unit: "credits",
      ...{ is_zero_sum: true, has_arrived: true, is_as_stored: true, entries: 2 },
      totals: { debits: "130", credits: "130", balance: "0" },
    });
    expect(body.accounts).toContainEqual({
      ...{ account: "available", debits: "30", credits: "100", balance: "70", stored: "70" },
    });
    const past = await caller.get("/ledger/trial-balance?as_of=2000-01-01T00:00:00Z");
    expect(past.body).toMatchObject({ entries: 0, is_as_stored: null });
    expect((await caller.get("/ledger/trial-balance?as_of=yesterday")).status).toBe(400);
    const tokens = await caller.get("/ledger/trial-balance?credit_unit=tokens");
    expect(tokens.body.entries).toBe(0);
  });
});

describe("GET /ledger/verification", () => {
  it("says that none was done yet", async () => {
    const { caller } = await aShopper();

    const { status, body } = await caller.get("/ledger/verification");
    expect(status).toBe(200);
    expect(body).toEqual({ last: null, under_way: null });
  });
});
