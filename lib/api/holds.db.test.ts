import { describe, expect, it } from "vitest";
import { aShopper, aWalletBy, countTransactions, keysOf } from "@/lib/testing/api-wallet";
import { HoldDialect } from "./dialect/hold";

async function aLoadedWallet() {
  const shop = await aShopper();
  const wallet = await aWalletBy(shop.caller, { initial_credits_to_load: "100" });
  return { ...shop, wallet };
}

/** Forty credits of the customer, as `hold-1`. */
async function aHeldWallet() {
  const shop = await aLoadedWallet();
  const asked = { external_customer_id: "flex-1", credits: "40", idempotency_key: "hold-1" };
  const { status, body } = await shop.caller.post("/holds", asked);
  expect(status).toBe(201);
  return { ...shop, asked, hold: body };
}

describe("holds", () => {
  it("are placed by customer, for a day unless told, and lower what is available", async () => {
    const { hold, wallet, caller, customer } = await aHeldWallet();
    expect(hold).toMatchObject({
      ...{ customer_id: customer.id, wallet_ids: [wallet.id], state: "open", replayed: false },
      ...{ credits: "40", held: "40", captured: "0", released: "0", member: null },
      draws: [{ wallet_id: wallet.id, credits: "40", decided_by: "only_choice" }],
      balances: [{ wallet_id: wallet.id, available: "60", held: "40", balance: "100" }],
    });
    expect(Date.parse(hold.expires_at) - Date.parse(hold.created_at)).toBe(86_400_000);

    const found = await caller.get(`/holds/${hold.id}`);
    expect(found.status).toBe(200);
    expect(Object.keys(found.body).sort()).toEqual(keysOf(HoldDialect));
    const balance = await caller.get(`/wallets/${wallet.id}/balance/real-time`);
    expect(balance.body.figures).toMatchObject({ available: "60", held: "40", balance: "100" });
  });

  it("are placed by wallet with a member, an end and a purpose", async () => {
    const { caller, wallet } = await aLoadedWallet();
    const { status, body } = await caller.post("/holds", {
      ...{ wallet_id: wallet.id, external_customer_id: "flex-1", credits: 1.5, expires_in: 90 },
      ...{ member: "key-1", purpose: "A long run", idempotency_key: "hold-2" },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ credits: "1.5", member: "key-1", purpose: "A long run" });
    expect(Date.parse(body.expires_at) - Date.parse(body.created_at)).toBe(90_000);
  });

  it("are told as they were placed when asked again, whatever became of them", async () => {
    const { caller, ctx, hold, asked } = await aHeldWallet();
    await caller.post(`/holds/${hold.id}/release`, { idempotency_key: "release-1" });
    const before = await countTransactions(ctx);

    const again = await caller.post("/holds", asked);

    expect(again.status).toBe(201);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(again.body).toEqual({ ...hold, replayed: true });
    const other = await caller.post("/holds", { ...asked, credits: "41" });
    expect([other.status, other.body.code]).toEqual([409, "idempotency_conflict"]);
    expect(await countTransactions(ctx)).toBe(before);
  });

  it("are refused, not capped, with the figures and what would help", async () => {
    const { caller, ctx } = await aHeldWallet();
    const before = await countTransactions(ctx);
    const asked = { external_customer_id: "flex-1", credits: "60.5", idempotency_key: "hold-3" };

    for (const path of ["/holds", "/holds/preview"]) {
      const { status, body } = await caller.post(path, asked);
      expect(status).toBe(402);
      expect(body).toMatchObject({
        code: "insufficient_credits",
        details: {
          ...{ required: "60.5", available: "60", shortfall: "0.5" },
          cures: [{ kind: "top_up", credits: "0.5" }],
        },
      });
    }
    expect(await countTransactions(ctx)).toBe(before);
  });

  it.each([
    [{ external_customer_id: "flex-1", expires_in: 2_592_001 }, "/expires_in"],
    [{ external_customer_id: "flex-1", expires_in: 0 }, "/expires_in"],
    [{ external_customer_id: "flex-1", credits: "0" }, "/credits"],
    [{}, "/external_customer_id"],
  ])("are refused as input: %j", async (over, pointer) => {
    const { caller } = await aLoadedWallet();
    const asked = { credits: "1", idempotency_key: "hold-4", ...over };
    const { status, body } = await caller.post("/holds", asked);
    expect([status, body.code, body.errors[0]?.pointer]).toEqual([
      400,
      "validation_error",
      pointer,
    ]);
  });

  it("are captured in parts, then finally, as previews showed", async () => {
    const { caller, hold, wallet } = await aHeldWallet();
    const path = `/holds/${hold.id}/capture`;
    const part = { credits: "10", final: false, idempotency_key: "capture-1" };
    expect((await caller.post(path, part)).body).toMatchObject({
      ...{ credits: "10", released: "0", hold_id: hold.id, replayed: false },
      balances: [{ wallet_id: wallet.id, available: "60", held: "30", balance: "90" }],
    });

    const rest = { credits: "25", idempotency_key: "capture-2" };
    const shown = await caller.post(`${path}/preview`, rest);
    const taken = await caller.post(path, { ...rest, fingerprint: shown.body.fingerprint });

    expect(shown.body).toMatchObject({ credits: "25", released: "5", draws: [{ credits: "25" }] });
    expect(taken.body).toMatchObject({ credits: "25", released: "5" });
    expect((await caller.get(`/holds/${hold.id}`)).body).toMatchObject({
      ...{ state: "captured", captured: "35", released: "5", held: "0" },
    });
    const { items } = (await caller.get(`/wallets/${wallet.id}/transactions?limit=1`)).body;
    expect(items).toMatchObject([
      { kind: "capture", type: "debit", credit_amount: "25", transaction_reason: "USAGE" },
    ]);
    expect(items[0]).toMatchObject({ reference_id: hold.id, reference_type: "REQUEST" });
    const again = await caller.post(path, rest);
    expect(again.body).toEqual({ ...taken.body, replayed: true });
    const over = await caller.post(path, { idempotency_key: "capture-3" });
    expect([over.status, over.body.code]).toEqual([409, "invalid_state"]);
  });

  it("take more than they hold if there is enough, else stay as they were", async () => {
    const { caller, hold } = await aHeldWallet();
    const path = `/holds/${hold.id}/capture`;
    const tooMuch = await caller.post(path, { credits: "101", idempotency_key: "capture-1" });
    expect([tooMuch.status, tooMuch.body.details.available]).toEqual([402, "100"]);
    expect((await caller.get(`/holds/${hold.id}`)).body).toMatchObject({ held: "40" });

    const all = await caller.post(path, { credits: "100", idempotency_key: "capture-1" });
    expect(all.body).toMatchObject({ credits: "100", balances: [{ available: "0", held: "0" }] });
  });

  it("refuse a call whose preview no longer holds", async () => {
    const { caller, hold } = await aHeldWallet();
    const asked = { idempotency_key: "release-1" };
    const { body } = await caller.post(`/holds/${hold.id}/release/preview`, asked);
    expect(body).toMatchObject({ credits: "40", released: "40", lapsed: "0" });
    await caller.post(`/holds/${hold.id}/capture`, {
      ...{ credits: "1", final: false, idempotency_key: "capture-1" },
    });

    const told = { ...asked, fingerprint: body.fingerprint };
    const stale = await caller.post(`/holds/${hold.id}/release`, told);

    expect([stale.status, stale.body.code]).toEqual([409, "stale_preview"]);
    expect(stale.body.details.preview).toMatchObject({ credits: "39", released: "39" });
  });

  it("are listed by customer, wallet and state, a page at a time", async () => {
    const { caller, hold, wallet } = await aHeldWallet();
    const asked = { wallet_id: wallet.id, credits: "5", idempotency_key: "hold-2" };
    const second = (await caller.post("/holds", asked)).body;
    await caller.post(`/holds/${hold.id}/release`, { idempotency_key: "release-1" });
    const ids = async (query: string) =>
      (await caller.get(`/holds?${query}`)).body.items.map(({ id }: { id: string }) => id);

    expect(await ids("")).toEqual([second.id, hold.id]);
    expect(await ids("state=open")).toEqual([second.id]);
    expect(await ids(`state=released&wallet_id=${wallet.id}`)).toEqual([hold.id]);
    expect(await ids("external_customer_id=flex-1&state=captured")).toEqual([]);
    const first = (await caller.get("/holds?limit=1")).body;
    expect(await ids(`limit=1&cursor=${first.next_cursor}`)).toEqual([hold.id]);
    expect((await caller.get("/holds?state=lost")).status).toBe(400);
  });

  it("end by force with the grant that is voided", async () => {
    const { caller, hold } = await aHeldWallet();
    const grant = hold.draws[0].grant_id;
    const asked = { reason: "By mistake", force: true, idempotency_key: "void-1" };
    const { status, body } = await caller.post(`/credit-grants/${grant}/void`, asked);
    expect(status).toBe(200);
    expect(body).toMatchObject({ credits: "100", balances: [{ available: "0", held: "0" }] });
    expect((await caller.get(`/holds/${hold.id}`)).body.state).toBe("released");
  });
});
