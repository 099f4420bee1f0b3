import { afterEach, describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { type GrantId, newId } from "@/lib/ids";
import { credits } from "@/lib/testing/amounts";
import { aContext, later } from "@/lib/testing/factories";
import { transferInput } from "@/lib/testing/moves";
import { APRIL, MAY, refuses, why } from "@/lib/testing/spenders";
import { aPair, available, both, type Pair, transactionsOf } from "@/lib/testing/transfers";
import { anAccount, give } from "@/lib/testing/wallets";
import { verifyLedger } from "../reads/verify";
import { closeWallet } from "./close-wallet";
import { freezeWallet } from "./freeze-wallet";
import { previewTransfer, transferCredits } from "./transfer-credits";
import { voidGrant } from "./void-grant";

afterEach(async () => expect((await verifyLedger()).differences).toEqual([]));

const faultOf = (field: string) => ({
  ...{ code: "validation_error", details: { fields: { [field]: [expect.any(String)] } } },
});

describe("a transfer", () => {
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
