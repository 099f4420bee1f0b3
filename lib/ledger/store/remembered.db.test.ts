/** A process remembers the books of plain debits; what others did meanwhile must count all the same. */
import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { KEY_READS, transactHot } from "@/lib/db/transact";
import { DomainError } from "@/lib/errors";
import { credits } from "@/lib/testing/amounts";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { type Account, aDebit, aGrant, anAccount, give } from "@/lib/testing/wallets";
import { post, postWithin } from "../post";
import { decideOnBooks } from "../preview";
import type { Command } from "../rules/command";
import { transactPosting } from "../transact-posting";

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

describe("a question on remembered books", () => {
  it("is answered by them, and sees what was taken, given and left elsewhere", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["10"]);
    const ask = async (amount: string) =>
      (await decideOnBooks(ctx, aDebit(ctx, account, amount), KEY_READS)).outcome;

    expect(await ask("10")).toMatchObject(availableAfter("0"));
    await elsewhere(ctx, aDebit(ctx, account, "4"));
    expect(await ask("7")).toMatchObject({ ok: false, refusal: { available: credits("6") } });
    await elsewhere(ctx, aGrant(account, { effectiveAt: ctx.at, amount: credits("2") }));
    expect(await ask("8")).toMatchObject(availableAfter("0"));
    await post(ctx, aDebit(ctx, account, "1"));
    expect(await ask("8")).toMatchObject({ ok: false, refusal: { available: credits("7") } });
  });

  it("leaves books that a debit goes on from", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["10", "5"]);
    await decideOnBooks(ctx, aDebit(ctx, account, "12"), KEY_READS);

    expect(await post(ctx, aDebit(ctx, account, "12"))).toMatchObject({ ok: true });
    expect(await post(ctx, aDebit(ctx, account, "4"))).toMatchObject({ ok: false });
    expect(await post(ctx, aDebit(ctx, account, "3"))).toMatchObject({ ok: true });
  });
});

describe("a transaction that posts among else", () => {
  it("leaves what it kept", async () => {
    const ctx = await aContext();
    const account = await aKnownAccount(ctx);

    await transactPosting(async (tx) => {
      await postWithin(tx, ctx, [aDebit(ctx, account, "2")]);
      await postWithin(tx, ctx, [aDebit(ctx, account, "1")]);
    });

    expect(await post(ctx, aDebit(ctx, account, "6"))).toMatchObject({ ok: false });
    expect(await post(ctx, aDebit(ctx, account, "5"))).toMatchObject(availableAfter("0"));
  });

  it("leaves nothing of what it took back, though others wrote as often since", async () => {
    const ctx = await aContext();
    const account = await aKnownAccount(ctx);
    const refusal = new DomainError("not_found", "as a refusal of the whole", {
      ...{ entity: "event", id: "any" },
    });

    const refused = transactPosting(async (tx) => {
      await postWithin(tx, ctx, [aDebit(ctx, account, "6")]);
      throw refusal;
    });
    await expect(refused).rejects.toBe(refusal);
    await elsewhere(ctx, aDebit(ctx, account, "1"));

    expect(await post(ctx, aDebit(ctx, account, "7"))).toMatchObject(availableAfter("0"));
  });
});
