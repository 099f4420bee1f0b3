import { afterEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { aContext } from "@/lib/testing/factories";
import { grantStands, voidInput } from "@/lib/testing/moves";
import { auditOf, refuses, aSpender as spender, why } from "@/lib/testing/spenders";
import { type Account, aDebit, give } from "@/lib/testing/wallets";
import { post } from "../post";
import { verifyLedger } from "../reads/verify";
import { closeWallet } from "./close-wallet";
import { freezeWallet } from "./freeze-wallet";
import { previewVoidWallet, voidWallet } from "./void-wallet";

let seen: Context | undefined;
afterEach(async () => {
  if (seen) expect((await verifyLedger(seen.organizationId)).differences).toEqual([]);
});

async function aSpender(...terms: Parameters<typeof spender>) {
  const made = await spender(...terms);
  seen = made.ctx;
  return made;
}

describe("voidWallet", () => {
  const voids = (ctx: Context, { walletId }: Account, amount: string) => [
    () => voidWallet(ctx, walletId, voidInput(amount)),
    () => previewVoidWallet(ctx, walletId, voidInput(amount)),
  ];

  it("takes in burn order what its preview showed, once, with an audit record", async () => {
    const { ctx, account, grantId } = await aSpender();
    const later = await give(ctx, account, "50");
    const input = voidInput("90");
    const { fingerprint, draws } = await previewVoidWallet(ctx, account.walletId, input);
    expect(draws.map(({ amount, decidedBy }) => [amount, decidedBy])).toEqual([
      ["70", "sooner_expiry"],
      ["20", "only_choice"],
    ]);

    const done = await voidWallet(ctx, account.walletId, { ...input, fingerprint });
    const replayed = await voidWallet(ctx, account.walletId, { ...input, fingerprint });

    expect(replayed).toEqual({ ...done, isReplayed: true });
    expect(await grantStands(ctx, grantId)).toEqual({ consumed: "30", voided: "70" });
    expect(await grantStands(ctx, later)).toEqual({ available: "30", voided: "20" });
    expect(await auditOf(ctx, done)).toMatchObject({ action: "wallet.voided", amount: "90" });
  });

  it("takes exactly what is there once, whoever asks at the same time", async () => {
    const { ctx, account } = await aSpender();
    const asked = await Promise.allSettled(
      Array.from({ length: 9 }, () => voidWallet(ctx, account.walletId, voidInput("10"))),
    );

    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(7);
  });

  it("refuses a stale preview and another request under the same name", async () => {
    const { ctx, account } = await aSpender();
    const input = voidInput("10");
    const { fingerprint } = await previewVoidWallet(ctx, account.walletId, input);
    await post(ctx, aDebit(ctx, account, "1"));
    const stale = () => voidWallet(ctx, account.walletId, { ...input, fingerprint });
    await refuses([stale], { code: "stale_preview" });

    await voidWallet(ctx, account.walletId, input);
    const other = voidInput("11", { reference: input.reference });
    const conflict = () => voidWallet(ctx, account.walletId, other);
    await refuses([conflict], { code: "idempotency_conflict" });
  });

  it("refuses more than is available, a frozen wallet, a closed one, another organization's", async () => {
    const { ctx, account } = await aSpender();
    await refuses(voids(ctx, account, "70.000000001"), {
      ...{ code: "insufficient_credits", details: { available: "70" } },
    });
    await refuses(voids(await aContext(), account, "1"), { code: "not_found" });
    await freezeWallet(ctx, account.walletId, why());
    await refuses(voids(ctx, account, "1"), {
      code: "invalid_state",
      details: { state: "FROZEN" },
    });
    await closeWallet(ctx, account.walletId, why());
    await refuses(voids(ctx, account, "1"), {
      code: "invalid_state",
      details: { state: "CLOSED" },
    });
  });
});
