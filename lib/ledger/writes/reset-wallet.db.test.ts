import { afterEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { newId, parseId, type TransactionId } from "@/lib/ids";
import { credits } from "@/lib/testing/amounts";
import { aContext, later } from "@/lib/testing/factories";
import { bounds } from "@/lib/testing/lives";
import { figuresOf, grantStands, resetInput } from "@/lib/testing/moves";
import { auditOf, MAY, owing, refuses, aSpender as spender, why } from "@/lib/testing/spenders";
import { type Account, aDebit, give } from "@/lib/testing/wallets";
import { post } from "../post";
import { listGrants } from "../reads/grants";
import { verifyLedger } from "../reads/verify";
import { closeWallet } from "./close-wallet";
import { freezeWallet } from "./freeze-wallet";
import { previewResetWallet, resetWallet } from "./reset-wallet";
import { reverseTransaction } from "./reverse-transaction";

const at = (ctx: Context, instant: string) => later(ctx, instant);

let seen: Context | undefined;
afterEach(async () => {
  if (seen) expect((await verifyLedger(seen.organizationId)).differences).toEqual([]);
});

async function aSpender(...terms: Parameters<typeof spender>) {
  const made = await spender(...terms);
  seen = made.ctx;
  return made;
}

describe("resetWallet", () => {
  const resets = (ctx: Context, { walletId }: Account) => [
    () => resetWallet(ctx, walletId, resetInput()),
    () => previewResetWallet(ctx, walletId, resetInput()),
  ];

  it("leaves each grant between its bounds, as its preview showed, once", async () => {
    const { ctx, account, grantId } = await aSpender({ life: bounds("0", "50") });
    const low = await give(ctx, account, { amount: credits("5"), life: bounds("8", "20") });
    const plain = await give(ctx, account, "9");
    const input = resetInput();
    const shown = await previewResetWallet(ctx, account.walletId, input);
    expect(shown).toMatchObject({ amount: "29", lapsed: "29" });

    const done = await resetWallet(ctx, account.walletId, {
      ...input,
      fingerprint: shown.fingerprint,
    });
    const again = await resetWallet(ctx, account.walletId, input);

    expect(again).toEqual({ ...done, isReplayed: true });
    expect(await grantStands(ctx, grantId)).toEqual({
      available: "50",
      consumed: "30",
      expired: "20",
    });
    expect(await grantStands(ctx, plain)).toEqual({ expired: "9" });
    expect(await grantStands(ctx, low)).toEqual({ available: "5" });
    const raised = (await listGrants(ctx, account.walletId)).find(
      ({ source }) => source === "refill",
    );
    expect(raised).toMatchObject({ available: "3", costTotal: "0" });
    expect(parseId("grt", raised?.parentGrantId ?? "")).toBe(low);
    expect(await auditOf(ctx, done)).toMatchObject({ action: "wallet.reset", amount: "29" });
  });

  it("fills a used-up grant to its least again, though no read needs it any more", async () => {
    const { ctx, account } = await aSpender({ life: bounds("8", "20") });
    await post(ctx, aDebit(ctx, account, "70"));

    await resetWallet(ctx, account.walletId, resetInput());

    expect((await figuresOf(ctx, account))?.available).toBe("8");
  });

  it("carries what is owed, or clears it; a reversal gives back nothing of what was forgiven", async () => {
    const { ctx, account, grantId } = await aSpender({ life: bounds("0", "0") });
    await owing(account);
    const owed = await post(ctx, aDebit(ctx, account, "75"));
    const transactionId = owed.ok ? owed.transactionId : newId<TransactionId>();
    await resetWallet(ctx, account.walletId, resetInput("carry"));
    expect((await figuresOf(ctx, account))?.overage).toBe("5");

    const cleared = await resetWallet(ctx, account.walletId, resetInput("clear"));

    expect(cleared.amount).toBe("5");
    expect(await figuresOf(ctx, account)).toMatchObject({ overage: "0", balance: "0" });
    const back = { amount: null, restoreDays: null, ...why() };
    expect((await reverseTransaction(ctx, transactionId, back)).amount).toBe("70");
    expect(await grantStands(ctx, grantId)).toEqual({ available: "70", consumed: "30" });
  });

  it("keeps late uses from what it took, also when that is read from the ledger", async () => {
    const { ctx, account } = await aSpender({ life: bounds("0", "40") });
    await resetWallet(ctx, account.walletId, resetInput());
    const may = at(ctx, MAY);
    const late = (amount: string) => ({
      ...aDebit(may, account, amount),
      parts: [{ eventId: null, at: new Date("2026-03-20T00:00:00Z"), amount: credits(amount) }],
    });

    expect(await post(may, late("41"))).toMatchObject({
      ...{ ok: false, refusal: { code: "insufficient_credits", available: credits("40") } },
    });
    expect(await post(may, late("40"))).toMatchObject({ ok: true });
  });

  it("refuses a stale preview and another request under the same name", async () => {
    const { ctx, account } = await aSpender();
    const input = resetInput();
    const { fingerprint } = await previewResetWallet(ctx, account.walletId, input);
    await post(ctx, aDebit(ctx, account, "1"));
    const stale = () => resetWallet(ctx, account.walletId, { ...input, fingerprint });
    await refuses([stale], { code: "stale_preview" });

    await resetWallet(ctx, account.walletId, input);
    const other = resetInput("clear", { reference: input.reference });
    const conflict = () => resetWallet(ctx, account.walletId, other);
    await refuses([conflict], { code: "idempotency_conflict" });
  });

  it("refuses a frozen wallet, a closed one, another organization's, and changes nothing", async () => {
    const { ctx, account } = await aSpender();
    await refuses(resets(await aContext(), account), { code: "not_found" });
    await freezeWallet(ctx, account.walletId, why());
    await refuses(resets(ctx, account), { code: "invalid_state", details: { state: "FROZEN" } });
    await closeWallet(ctx, account.walletId, why());
    await refuses(resets(ctx, account), { code: "invalid_state", details: { state: "CLOSED" } });
  });
});
