import { describe, expect, it } from "vitest";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { aShopper, aWalletBy, countTransactions } from "@/lib/testing/api-wallet";
import { problemSchema } from "./problem-document";

async function aBatchShop(credits = 100) {
  const shopper = await aShopper();
  const wallet = await aWalletBy(shopper.caller, { initial_credits_to_load: credits });
  const balance = async (id = wallet.id) =>
    (await shopper.caller.get(`/wallets/${id}`)).body.credit_balance;
  const ask = (body: object, path = "/debits/batch") => shopper.caller.post(path, body);
  return { ...shopper, wallet, balance, ask };
}

const item = (credits: string, over: object = {}) => ({
  ...{ external_customer_id: "flex-1", credits, reason: "Monthly run" },
  ...over,
});
const five = (over: object = {}) => ({
  items: Array.from({ length: 5 }, () => item("30")),
  idempotency_key: "batch-1",
  ...over,
});

describe("a batch of debits", () => {
  it("takes nothing if not all of it fits, tells which would have, and keeps its key free", async () => {
    const { ctx, caller, ask, balance, wallet } = await aBatchShop();
    const before = await countTransactions(ctx);
    const refused = await ask(five());

    expect(refused).toMatchObject({
      status: 402,
      body: {
        code: "insufficient_credits",
        details: { required: "150", available: "100", shortfall: "50" },
      },
    });
    expect(refused.body.details.items).toEqual([
      ...[0, 1, 2].map((index) => fitOf(index, { fits: true, available: "30", shortfall: "0" })),
      ...[3, 4].map((index) => fitOf(index, { fits: false, available: "10", shortfall: "20" })),
    ]);
    expect(refused.body.details.cures).toEqual([{ kind: "top_up", credits: "50" }]);
    expect(problemSchema(["insufficient_credits"]).parse(refused.body)).toEqual(refused.body);
    expect(await countTransactions(ctx)).toBe(before);
    expect(await balance()).toBe("100");

    await caller.post("/credit-grants", { wallet_id: wallet.id, amount: "50" });
    expect((await ask(five())).status).toBe(200);
    expect(await balance()).toBe("0");
    expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  });

  it("takes all of it, over customers and wallets, once a key", async () => {
    const { ctx, caller, ask, wallet, balance } = await aBatchShop();
    await caller.post("/customers", { external_id: "acme", name: "Acme" });
    const second = await aWalletBy(caller, {
      ...{ external_customer_id: "acme", initial_credits_to_load: 40 },
    });
    const body = {
      items: [
        item("10", { member: "ann" }),
        item("20", { external_customer_id: "acme", reason_code: "correction" }),
        { wallet_id: wallet.id, credits: "5", reason: "Of the wallet" },
      ],
      idempotency_key: "batch-2",
    };
    const answers = await Promise.all([ask(body), ask(body), ask(body)]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const [first] = answers.filter(({ body: { replayed } }) => !replayed);
    expect(answers.filter(({ body: { replayed } }) => replayed)).toHaveLength(2);
    expect(first?.body.items).toMatchObject([
      { credits: "10", draws: [{ wallet_id: wallet.id, credits: "10" }] },
      { credits: "20", draws: [{ wallet_id: second.id, credits: "20" }] },
      { credits: "5", draws: [{ wallet_id: wallet.id, credits: "5" }] },
    ]);
    expect([await balance(), await balance(second.id)]).toEqual(["85", "20"]);
    const again = await ask(body);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(again.body.items.map(idOf)).toEqual(first?.body.items.map(idOf));
    expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  });

  it.each([
    ["an item less", (items: object[]) => items.slice(0, 1)],
    ["an item more", (items: object[]) => [...items, item("1")]],
    ["another amount", ([, ...rest]: object[]) => [item("2"), ...rest]],
    ["another order", (items: object[]) => items.toReversed()],
  ])("finds %s under the same key another request", async (_, change) => {
    const { ask, balance } = await aBatchShop();
    const items = [item("1"), item("1.5")];
    await ask({ items, idempotency_key: "b" });
    expect(await ask({ items: change(items), idempotency_key: "b" })).toMatchObject({
      status: 409,
      body: { code: "idempotency_conflict", details: { reference: "b" } },
    });
    expect(await balance()).toBe("97.5");
  });

  it("does what its preview showed, or nothing", async () => {
    const { ctx, ask, balance } = await aBatchShop();
    const body = { items: [item("30"), item("40")], idempotency_key: "b" };
    const before = await countTransactions(ctx);
    const preview = await ask(body, "/debits/batch/preview");
    expect(preview.body.items).toMatchObject([
      { credits: "30", balances: [{ available: "70" }] },
      { credits: "40", balances: [{ available: "30" }] },
    ]);
    expect(await countTransactions(ctx)).toBe(before);

    await ask({ items: [item("1")], idempotency_key: "other" });
    const { fingerprint } = preview.body;
    const stale = await ask({ ...body, fingerprint });
    expect(stale).toMatchObject({ status: 409, body: { code: "stale_preview" } });
    expect(await balance()).toBe("99");
    const renewed = (await ask(body, "/debits/batch/preview")).body.fingerprint;
    expect(stale.body.details.preview.fingerprint).toBe(renewed);
    expect((await ask({ ...body, fingerprint: renewed })).status).toBe(200);
    expect((await ask({ ...body, fingerprint })).body.replayed).toBe(true);
    expect((await ask(five(), "/debits/batch/preview")).status).toBe(402);
  });

  it("tells what more credits would not cure as it is, with the item", async () => {
    const { ctx, caller, ask, wallet } = await aBatchShop();
    await caller.post(`/wallets/${wallet.id}/freeze`);
    const before = await countTransactions(ctx);
    const frozen = { wallet_id: wallet.id, credits: "1", reason: "Of the wallet" };
    const refused = await ask({ items: [frozen], idempotency_key: "b" });
    expect(refused).toMatchObject({ status: 409, body: { code: "invalid_state" } });
    expect(refused.body.message).toMatch(/^Item 0: /);
    expect(await ask({ items: [item("1")], idempotency_key: "b" })).toMatchObject({ status: 402 });
    expect(await countTransactions(ctx)).toBe(before);
  });

  it("counts no credit twice that may pay for several features", async () => {
    const { caller, ask } = await aBatchShop();
    for (const key of ["email", "phone"]) {
      await caller.post("/features", { name: key, lookup_key: key, type: "boolean" });
    }
    const items = ["email", "phone", "email"].map((key) => item("70", { feature_key: key }));
    for (const path of ["/debits/batch", "/debits/batch/preview"]) {
      const { status, body } = await ask({ items, idempotency_key: "b" }, path);
      expect([path, status, body.details]).toMatchObject([
        ...[path, 402],
        { required: "210", available: "100", shortfall: "110", cures: [{ credits: "110" }] },
      ]);
    }
  });

  it("does not drop what a wallet would drop", async () => {
    const { caller, ask, wallet, balance } = await aBatchShop();
    await caller.put(`/wallets/${wallet.id}`, { shortage_policy: "CAP" });
    const { status, body } = await ask({ items: [item("60"), item("60")], idempotency_key: "b" });
    expect(status).toBe(402);
    expect(body.details.items).toMatchObject([{ fits: true }, { fits: false, available: "40" }]);
    expect(await balance()).toBe("100");
  });

  it("refuses what names nothing, two things, or too much", async () => {
    const { ask, wallet } = await aBatchShop();
    const faulty = async (items: readonly object[]) => {
      const { status, body } = await ask({ items, idempotency_key: "b" });
      return [status, body.errors?.[0]?.pointer];
    };
    const bare = { credits: "1", reason: "Whose?" };
    expect(await faulty([])).toEqual([400, "/items"]);
    expect(await faulty([bare])).toEqual([400, "/items/0/external_customer_id"]);
    expect(await faulty([item("1", { wallet_id: wallet.id })])).toEqual([
      400,
      "/items/0/wallet_id",
    ]);
    expect(await faulty([item("0")])).toEqual([400, "/items/0/credits"]);
    expect(await faulty([item("1", { reason: "x" })])).toEqual([400, "/items/0/reason"]);
    const many = Array.from({ length: 1001 }, () => item("0.01"));
    expect(await faulty(many)).toEqual([400, "/items"]);
    expect(await faulty([item("1", { external_customer_id: "nobody" })])).toEqual([404, undefined]);
  });

  it("takes a thousand at once", async () => {
    const { ctx, ask, balance } = await aBatchShop();
    const items = Array.from({ length: 1000 }, () => item("0.1"));
    const { status, body } = await ask({ items, idempotency_key: "b" });
    expect([status, body.items.length]).toEqual([200, 1000]);
    expect(await balance()).toBe("0");
    expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  });
});

const idOf = ({ transaction_id: id }: { transaction_id: string }) => id;
const fitOf = (index: number, over: { fits: boolean; available: string; shortfall: string }) => ({
  ...{ index, required: "30", code: over.fits ? null : "insufficient_credits" },
  ...over,
});
