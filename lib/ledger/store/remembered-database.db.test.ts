/** What a process remembers of books: of which database it is, and what it leaves out. */
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { readSql } from "@/lib/db/transact";
import { credits } from "@/lib/testing/amounts";
import { aContext, aReference } from "@/lib/testing/factories";
import { type Account, aDebit, aGrant, anAccount } from "@/lib/testing/wallets";
import { post } from "../post";

/** An account of ten whose books the lanes know, seven of them left. */
async function aKnownAccount(ctx: Context): Promise<Account> {
  const account = await anAccount(ctx, ["10"]);
  for (let count = 0; count < 3; count++) await post(ctx, aDebit(ctx, account, "1"));
  return account;
}

/** As a restored database has them: as many writes old, but with other credits in them. */
async function restoreOthers({ walletId }: Account, left: number): Promise<void> {
  await prisma().$transaction([
    prisma().creditGrant.updateMany({
      where: { walletId },
      data: { available: left, consumed: 10 - left },
    }),
    prisma().wallet.update({ where: { id: walletId }, data: { available: left } }),
  ]);
}

/** Cuts every idle session but the one that asks, as the end of a server does. */
async function cutIdle(): Promise<void> {
  const others = `FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'idle'`;
  await readSql(`SELECT pg_terminate_backend(pid, 5000) ${others}`);
  // The process learns of it when its sockets close.
  while ((await readSql(`SELECT pid ${others}`)).length > 0) await sleep(10);
  await sleep(50);
}

describe("what is remembered", () => {
  it("is forgotten with the connection, though every version is the same", async () => {
    const ctx = await aContext();
    const account = await aKnownAccount(ctx);

    await restoreOthers(account, 2);
    await cutIdle();

    const tooMuch = await post(ctx, aDebit(ctx, account, "5"));
    expect(tooMuch).toMatchObject({ ok: false, refusal: { available: credits("2") } });
    const left = await post(ctx, aDebit(ctx, account, "2"));
    expect(left).toMatchObject({ ok: true, figures: [{ available: 0n }] });
  });

  it("is not of what was lapsed by hand: a late use does not reach it, known or read", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx);
    const minutesOn = (minutes: number) => new Date(ctx.at.getTime() + minutes * 60_000);
    const at = (minutes: number): Context => ({ ...ctx, at: minutesOn(minutes) });
    const own = () => ({ ...account, reference: aReference() });
    const terms = { amount: credits("10"), effectiveAt: ctx.at, expiresAt: minutesOn(60) };
    await post(ctx, aGrant(account, terms));
    const held = await post(ctx, {
      ...{ ...own(), kind: "hold", creditUnit: "credits", featureId: null, member: null },
      ...{ amount: credits("4"), expiresAt: minutesOn(30) },
    });
    if (!held.ok || held.holdId === null) throw new Error("refused");
    await post(at(1), { ...own(), kind: "reset", overage: "carry" });
    await post(at(2), { ...own(), kind: "release", holdId: held.holdId });
    // Two plain debits: the second could be decided on what the first left.
    for (const minutes of [3, 4]) await post(at(minutes), aDebit(at(minutes), account, "1"));

    const [, late] = await Promise.all([
      post(at(120), aDebit(at(120), account, "0")),
      post(at(119), {
        ...aDebit(at(119), account, "0"),
        parts: [{ eventId: null, at: minutesOn(50), amount: credits("3") }],
      }),
    ]);

    // Of ten, six were reset away and two were used: two are left, lapsed or not.
    expect(late).toMatchObject({ ok: false, refusal: { available: credits("2") } });
  });
});
