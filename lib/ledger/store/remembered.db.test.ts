/** A process remembers the books of plain debits; what others did meanwhile must count all the same. */
import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { transactHot } from "@/lib/db/transact";
import { credits } from "@/lib/testing/amounts";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { type Account, aDebit, aGrant, anAccount, give } from "@/lib/testing/wallets";
import { post, postWithin } from "../post";
import type { Command } from "../rules/command";

/** As another process does it: not through this one's lanes, and so unknown to what they remember. */
async function elsewhere(ctx: Context, command: Command): Promise<void> {
  const [outcome] = await transactHot((tx) => postWithin(tx, ctx, [command]));
  expect(outcome).toMatchObject({ ok: true });
}

/** An account whose books the lanes have just left behind. */
async function aKnownAccount(ctx: Context): Promise<Account> {
  const account = await anAccount(ctx, ["10"]);
  await post(ctx, aDebit(ctx, account, "1"));
  await post(ctx, aDebit(ctx, account, "1"));
  return account;
}

const availableAfter = (amount: string) => ({
  ok: true,
  figures: [{ available: credits(amount) }],
});

describe("a debit on remembered books", () => {
  it("goes on from where the debit before it left them", async () => {
    const ctx = await aContext();
    const account = await aKnownAccount(ctx);

    expect(await post(ctx, aDebit(ctx, account, "3"))).toMatchObject(availableAfter("5"));
    expect(await post(ctx, aDebit(ctx, account, "6"))).toMatchObject({ ok: false });
    expect(await post(ctx, aDebit(ctx, account, "5"))).toMatchObject(availableAfter("0"));
  });

  it("sees what was taken, given and voided elsewhere", async () => {
    const ctx = await aContext();
    const account = await aKnownAccount(ctx);

    await elsewhere(ctx, aDebit(ctx, account, "2"));
    expect(await post(ctx, aDebit(ctx, account, "7"))).toMatchObject({ ok: false });

    await elsewhere(ctx, aGrant(account, { effectiveAt: ctx.at, amount: credits("4") }));
    expect(await post(ctx, aDebit(ctx, account, "7"))).toMatchObject(availableAfter("3"));

    const grantId = await give(ctx, account, "5");
    await post(ctx, aDebit(ctx, account, "1"));
    const asked = { customerId: account.customerId, reference: aReference(), amount: null };
    await elsewhere(ctx, { kind: "void", ...asked, grantId, force: false });
    expect(await post(ctx, aDebit(ctx, account, "3"))).toMatchObject({ ok: false });
  });

  it("sees a wallet frozen elsewhere, and thawed", async () => {
    const ctx = await aContext();
    const account = await aKnownAccount(ctx);
    const state = (kind: "freeze" | "unfreeze") =>
      elsewhere(ctx, { kind, ...account, reference: aReference() });

    await state("freeze");
    expect(await post(ctx, aDebit(ctx, account, "1"))).toMatchObject({ ok: false });

    await state("unfreeze");
    expect(await post(ctx, aDebit(ctx, account, "1"))).toMatchObject(availableAfter("7"));
  });

  it("sees what ended meanwhile, and pays a late use with it", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["10"]);
    const minutesOn = (minutes: number) => new Date(ctx.at.getTime() + minutes * 60_000);
    await give(ctx, account, { amount: credits("5"), expiresAt: minutesOn(60) });
    await post(ctx, aDebit(ctx, account, "1"));
    const after = later(ctx, minutesOn(120));

    expect(await post(after, aDebit(after, account, "1"))).toMatchObject(availableAfter("9"));
    const parts = [{ eventId: null, at: minutesOn(30), amount: credits("2") }];
    const late = await post(after, aDebit(after, account, "2", { parts }));

    expect(late).toMatchObject(availableAfter("9"));
  });
});
