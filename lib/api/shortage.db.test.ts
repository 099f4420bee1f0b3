import { describe, expect, it } from "vitest";
import type { KeyScope } from "@/lib/api-key/rules/scope";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { aCaller } from "@/lib/testing/api";
import { aShopper, aWalletBy, countTransactions } from "@/lib/testing/api-wallet";

const debit = (over: object = {}) => ({
  ...{ external_customer_id: "flex-1", credits: "25", reason: "Monthly run" },
  ...{ on_shortage: "OVERAGE", idempotency_key: "run-1" },
  ...over,
});
const batch = (over: object = {}) => {
  const { idempotency_key: _, ...item } = debit(over);
  return { items: [item], idempotency_key: "batch-1" };
};

async function aThinWallet(scopes: readonly KeyScope[]) {
  const shopper = await aShopper();
  const wallet = await aWalletBy(shopper.caller, { initial_credits_to_load: 10 });
  const asker = await aCaller(shopper.ctx, scopes);
  const figures = async () => (await shopper.caller.get(`/wallets/${wallet.id}`)).body.figures;
  return { ...shopper, asker, figures };
}

describe.each([
  ["/wallets/debit", debit],
  ["/wallets/debit/preview", debit],
  ["/debits/batch", batch],
  ["/debits/batch/preview", batch],
] as const)("post %s with on_shortage OVERAGE", (path, body) => {
  it("is refused to a key that may only write wallets, and changes nothing", async () => {
    const { ctx, asker, figures } = await aThinWallet(["wallets:write"]);
    const before = await countTransactions(ctx);

    expect(await asker.post(path, body())).toMatchObject({
      status: 403,
      body: { code: "forbidden", details: { missing_permission: "wallets:overdraw" } },
    });
    expect(await countTransactions(ctx)).toBe(before);
    expect(await figures()).toMatchObject({ available: "10", overage: "0" });
  });

  it("asks nothing more of a key that does not say it", async () => {
    const { asker } = await aThinWallet(["wallets:write"]);
    const asked = { credits: "4", on_shortage: "REFUSE" };

    expect((await asker.post(path, body(asked))).status).toBe(200);
  });
});

describe.each([
  ["/wallets/debit", debit],
  ["/debits/batch", batch],
] as const)("post %s by a key that may overdraw", (path, body) => {
  it.each([[["wallets:write", "wallets:overdraw"]], [["*"]]] as const)(
    "leaves the rest as overage: %j",
    async (scopes) => {
      const { ctx, asker, figures } = await aThinWallet(scopes);

      expect((await asker.post(path, body())).status).toBe(200);
      expect(await figures()).toMatchObject({ available: "0", balance: "-15", overage: "15" });
      expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
    },
  );
});

it("holds a batch's key to what its items said of a shortage", async () => {
  const { asker, figures } = await aThinWallet(["*"]);
  const asked = { credits: "4", on_shortage: undefined };

  expect((await asker.post("/debits/batch", batch(asked))).status).toBe(200);
  expect((await asker.post("/debits/batch", batch({ credits: "4" }))).body.code).toBe(
    "idempotency_conflict",
  );
  expect(
    (await asker.post("/debits/batch", batch(asked))).headers.get("idempotency-replayed"),
  ).toBe("true");
  expect(await figures()).toMatchObject({ available: "6" });
});

it("takes no item of a batch that says to take what there is", async () => {
  const { asker } = await aThinWallet(["*"]);

  expect(await asker.post("/debits/batch", batch({ on_shortage: "CAP" }))).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: "/items/0/on_shortage" }] },
  });
});

it("gives the scope on only from a key that has it", async () => {
  const { ctx } = await aThinWallet(["*"]);
  const narrow = await aCaller(ctx, ["api_keys:write", "wallets:write"]);

  expect(await narrow.post("/api-keys", { name: "X", scopes: ["wallets:overdraw"] })).toMatchObject(
    {
      status: 403,
      body: { details: { missing_permission: "wallets:overdraw" } },
    },
  );
});
