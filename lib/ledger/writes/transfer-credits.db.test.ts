import { afterEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { type GrantId, newId } from "@/lib/ids";
import { credits, money } from "@/lib/testing/amounts";
import { countAll } from "@/lib/testing/api-refusal";
import { aContext, later } from "@/lib/testing/factories";
import { figuresOf, grantStands, grt, transferInput } from "@/lib/testing/moves";
import { APRIL, aSpender, auditOf, MAY, owing, refuses, why } from "@/lib/testing/spenders";
import { type Account, aDebit, anAccount, give } from "@/lib/testing/wallets";
import { post } from "../post";
import { findGrant } from "../reads/grants";
import { listTransactions } from "../reads/transactions";
import { verifyLedger } from "../reads/verify";
import { CreateWalletInput } from "../schema";
import { closeWallet } from "./close-wallet";
import { createWallet } from "./create-wallet";
import { freezeWallet } from "./freeze-wallet";
import { previewTransfer, transferCredits } from "./transfer-credits";
import { voidGrant } from "./void-grant";

let seen: Context | undefined;
afterEach(async () => {
  if (seen) expect((await verifyLedger(seen.organizationId)).differences).toEqual([]);
});

/** A grant of 100 with 70 left, and another customer's empty wallet. */
async function aPair(terms: Parameters<typeof aSpender>[0] = {}) {
  const spender = await aSpender(terms);
  const receiver = await anAccount(spender.ctx);
  seen = spender.ctx;
  return { ...spender, receiver };
}
type Pair = Awaited<ReturnType<typeof aPair>>;

const faultOf = (field: string) => ({
  ...{ code: "validation_error", details: { fields: { [field]: [expect.any(String)] } } },
});
const both = (ctx: Context, grantId: GrantId, input: ReturnType<typeof transferInput>) => [
  () => transferCredits(ctx, grantId, input),
  () => previewTransfer(ctx, grantId, input),
];
const available = async (ctx: Context, account: Account) =>
  (await figuresOf(ctx, account))?.available;
const transactionsOf = async (ctx: Context, { customerId }: Account) =>
  (await listTransactions(ctx, { customerId, cursor: null, limit: 10 })).items;
const anotherWallet = async (ctx: Context, account: Account): Promise<Account> => {
  const input = CreateWalletInput.parse({ name: "Second" });
  return { ...account, walletId: await createWallet(ctx, account.customerId, input) };
};

describe("transferCredits", () => {
  it("moves credits to another customer as its preview showed, once, and each sees its own side", async () => {
    const { ctx, account, receiver, grantId } = await aPair({ costTotal: money("50") });
    const input = transferInput(receiver, "20");
    const before = await countAll();
    const shown = await previewTransfer(ctx, grantId, input);
    expect(await countAll()).toEqual(before);
    expect(
      shown.changes?.wallets.map(({ before: was, after }) => [was.available, after.available]),
    ).toEqual([
      ["70", "50"],
      ["0", "20"],
    ]);

    const asked = { ...input, fingerprint: shown.fingerprint };
    const [first, second] = await Promise.all([
      transferCredits(ctx, grantId, asked),
      transferCredits(ctx, grantId, asked),
    ]);
    expect(second).toEqual({ ...first, isReplayed: !first.isReplayed });
    expect(await available(ctx, account)).toBe("50");
    expect(await available(ctx, receiver)).toBe("20");
    expect(await findGrant(ctx, grt(first.grantId))).toMatchObject({
      ...{ source: "transfer", available: "20", costTotal: "10", expiresAt: APRIL },
      parentGrantId: (await findGrant(ctx, grantId)).id,
    });
    const [left] = await transactionsOf(ctx, account);
    const [arrived] = await transactionsOf(ctx, receiver);
    expect([left?.kind, arrived?.kind]).toEqual(["transfer_out", "transfer_in"]);
    expect(arrived?.cause).toEqual({ kind: "transaction", id: first.transactionId });
    expect(await auditOf(ctx, first)).toMatchObject({ action: "grant.transferred", amount: "20" });
  });

  it("moves credits between two wallets of one customer", async () => {
    const { ctx, account, grantId } = await aPair();
    const second = await anotherWallet(ctx, account);

    await transferCredits(ctx, grantId, transferInput(second));

    expect(await available(ctx, account)).toBe("0");
    expect(await available(ctx, second)).toBe("70");
    expect(await grantStands(ctx, grantId)).toEqual({ consumed: "30", moved: "70" });
  });

  it("settles what is owed where the credits arrive", async () => {
    const { ctx, receiver, grantId } = await aPair();
    await owing(receiver);
    await post(ctx, aDebit(ctx, receiver, "15"));

    await transferCredits(ctx, grantId, transferInput(receiver, "20"));

    expect(await figuresOf(ctx, receiver)).toMatchObject({ available: "5", overage: "0" });
  });

  it("moves the same credits once, whoever asks at the same time", async () => {
    const { ctx, account, receiver, grantId } = await aPair();
    const third = await anAccount(ctx);

    const asked = await Promise.allSettled([
      transferCredits(ctx, grantId, transferInput(receiver, "70")),
      transferCredits(ctx, grantId, transferInput(third, "70")),
    ]);

    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const arrived = [await available(ctx, receiver), await available(ctx, third)];
    expect(arrived.toSorted()).toEqual(["0", "70"]);
    expect(await available(ctx, account)).toBe("0");
  });

  it("parts what a grant cost to the last unit, whoever asks at the same time", async () => {
    const { ctx, receiver, grantId } = await aPair({ costTotal: money("0.000000005") });

    const parts = await Promise.all(
      Array.from({ length: 7 }, () => transferCredits(ctx, grantId, transferInput(receiver, "10"))),
    );

    const arrived = await Promise.all(parts.map((part) => findGrant(ctx, grt(part.grantId))));
    // Of 5 billionths, seven tenths: 3.5, rounded once.
    const costs = arrived.map(({ costTotal }) => costTotal).sort();
    expect(costs).toEqual(["0", "0", "0", ...Array.from({ length: 4 }, () => "0.000000001")]);
  });

  it("crosses another transfer without harm", async () => {
    const { ctx, account, receiver, grantId } = await aPair();
    const back = await give(ctx, receiver, "40");

    await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        index % 2 === 0
          ? transferCredits(ctx, grantId, transferInput(receiver, "5"))
          : transferCredits(ctx, back, transferInput(account, "3")),
      ),
    );

    expect(await available(ctx, account)).toBe("64");
    expect(await available(ctx, receiver)).toBe("46");
  });

  it("leaves neither side if the other is refused", async () => {
    const { ctx, account, receiver, grantId } = await aPair();
    await closeWallet(ctx, receiver.walletId, why());

    await refuses(both(ctx, grantId, transferInput(receiver)), {
      ...{ code: "invalid_state", details: { state: "CLOSED" } },
    });
    expect(await available(ctx, account)).toBe("70");
    expect((await transactionsOf(ctx, account)).map(({ kind }) => kind)).toEqual([
      "debit",
      "grant",
    ]);
  });

  it("gives to a frozen wallet, and takes from none", async () => {
    const { ctx, account, receiver, grantId } = await aPair();
    await freezeWallet(ctx, receiver.walletId, why());
    await transferCredits(ctx, grantId, transferInput(receiver, "1"));
    await freezeWallet(ctx, account.walletId, why());

    await refuses(both(ctx, grantId, transferInput(receiver, "1")), {
      ...{ code: "invalid_state", details: { state: "FROZEN" } },
    });
  });

  it("refuses a preview that either side has made stale, and another request under the same name", async () => {
    const { ctx, receiver, grantId } = await aPair();
    const input = transferInput(receiver, "20");
    const { fingerprint } = await previewTransfer(ctx, grantId, input);
    await give(ctx, receiver, "1");
    const stale = () => transferCredits(ctx, grantId, { ...input, fingerprint });
    await refuses([stale], {
      ...{ code: "stale_preview", details: { preview: { amount: "20" } } },
    });

    await transferCredits(ctx, grantId, input);
    const other = { ...transferInput(receiver, "21"), reference: input.reference };
    const conflict = () => transferCredits(ctx, grantId, other);
    await refuses([conflict], { code: "idempotency_conflict" });
  });

  it.each<[string, object, (pair: Pair) => Promise<readonly (() => Promise<unknown>)[]>]>([
    [
      "another organization's grant",
      { code: "not_found", details: { entity: "grant" } },
      async ({ grantId }) => {
        const other = await aContext();
        return both(other, grantId, transferInput(await anAccount(other)));
      },
    ],
    [
      "another organization's wallet",
      { code: "not_found", details: { entity: "wallet" } },
      async ({ ctx, grantId }) =>
        both(ctx, grantId, transferInput(await anAccount(await aContext()))),
    ],
    [
      "a grant that is not there",
      { code: "not_found" },
      async ({ ctx, receiver }) => both(ctx, newId<GrantId>(), transferInput(receiver)),
    ],
    [
      "the same wallet",
      faultOf("walletId"),
      async ({ ctx, account, grantId }) => both(ctx, grantId, transferInput(account)),
    ],
    [
      "a wallet of another unit",
      faultOf("walletId"),
      async ({ ctx, receiver, grantId }) => {
        await readSql("UPDATE wallet SET credit_unit = 'minutes' WHERE id = $1", [
          receiver.walletId,
        ]);
        return both(ctx, grantId, transferInput(receiver));
      },
    ],
    [
      "more than is available",
      faultOf("amount"),
      async ({ ctx, receiver, grantId }) => both(ctx, grantId, transferInput(receiver, "70.1")),
    ],
    [
      "a grant that has ended",
      { code: "invalid_state", details: { state: "expired" } },
      async ({ ctx, receiver, grantId }) =>
        both(later(ctx, APRIL), grantId, transferInput(receiver)),
    ],
    [
      "a grant that was voided",
      { code: "invalid_state", details: { state: "voided" } },
      async ({ ctx, receiver, grantId }) => {
        await voidGrant(ctx, grantId, { ...why(), amount: null });
        return both(ctx, grantId, transferInput(receiver));
      },
    ],
    [
      "a grant of later",
      { code: "invalid_state", details: { state: "pending" } },
      async ({ ctx, account, receiver }) => {
        const coming = { amount: credits("5"), effectiveAt: new Date(MAY) };
        return both(ctx, await give(ctx, account, coming), transferInput(receiver));
      },
    ],
  ])("refuses %s, and changes nothing", async (_, error, acts) => {
    await refuses(await acts(await aPair()), error);
  });
});
