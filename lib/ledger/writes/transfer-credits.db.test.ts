import { afterEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { money } from "@/lib/testing/amounts";
import { countAll } from "@/lib/testing/api-refusal";
import { figuresOf, grantStands, grt, transferInput } from "@/lib/testing/moves";
import { APRIL, auditOf, owing } from "@/lib/testing/spenders";
import { aPair, available, transactionsOf } from "@/lib/testing/transfers";
import { type Account, aDebit, anAccount, give } from "@/lib/testing/wallets";
import { post } from "../post";
import { findGrant } from "../reads/grants";
import { verifyLedger } from "../reads/verify";
import { CreateWalletInput } from "../schema";
import { createWallet } from "./create-wallet";
import { previewTransfer, transferCredits } from "./transfer-credits";

afterEach(async () => expect((await verifyLedger()).differences).toEqual([]));

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
});
