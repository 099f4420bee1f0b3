import { randomUUID } from "node:crypto";
import { describe, expect, inject, it } from "vitest";
import { idText, type TransactionId } from "@/lib/ids";
import { creditsText, nanocredits } from "@/lib/money/credits";
import { differencesBetween } from "@/lib/testing/acknowledgements";
import { cutSessions } from "@/lib/testing/cut-sessions";
import { aContext } from "@/lib/testing/factories";
import type { RivalAccount, RivalAct, RivalAnswer } from "@/lib/testing/rival";
import { letRivals } from "@/lib/testing/rivals";
import { storedWork } from "@/lib/testing/stored-work";
import { anAccount } from "@/lib/testing/wallets";
import { verifyLedger } from "./reads/verify";
import { findWallet } from "./reads/wallets";

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const aReference = () => `call-${randomUUID()}`;
const pick = <T>(things: readonly T[]): T => things[Math.floor(Math.random() * things.length)] as T;

const debits = (account: RivalAccount, amount: string, count: number) =>
  times(count, (): RivalAct[] => [{ kind: "debit", account, amount, reference: aReference() }]);

/** What a caller of no plan does to whichever account; few amounts, so that boundaries are met. */
function aRandomAct(accounts: readonly RivalAccount[]): RivalAct {
  const asked = { account: pick(accounts), reference: aReference() };
  const amount = pick(["1", "2.5", "7", "30"]);
  const chance = Math.random();
  if (chance < 0.6) return { kind: "debit", amount, ...asked };
  if (chance < 0.8) return { kind: "grant", amount, priority: pick([1, 10]), ...asked };
  if (chance < 0.95) return { kind: "undo", amount: pick([null, "1"]), ...asked };
  return { kind: "void", ...asked };
}

const answersOf = (answers: readonly RivalAnswer[]) => ({
  events: [],
  debits: answers.map(({ reference, transactionId, amount }) => ({
    reference,
    taken:
      transactionId === null
        ? null
        : {
            transactionId: idText("ltx", transactionId as TransactionId),
            credits: creditsText(nanocredits(BigInt(amount))),
          },
  })),
});

describe("two processes on one ledger", () => {
  it("accept exactly k of N debits of x against k times x", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["30", "10", "33.5"]);

    const answers = await letRivals(ctx, [debits(account, "3.5", 32), debits(account, "3.5", 32)]);

    expect(answers.filter(({ code }) => code === null)).toHaveLength(21);
    expect(answers.filter(({ code }) => code === "insufficient_credits")).toHaveLength(43);
    expect((await findWallet(ctx, account.walletId))?.figures.available).toBe("0");
    expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  });

  it("act once for 64 equal references, and all hear of the same act", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["100"]);
    const reference = aReference();
    const act = (): RivalAct[] => [{ kind: "debit", account, amount: "2", reference }];

    const answers = await letRivals(ctx, [times(32, act), times(32, act)]);

    expect(answers.filter(({ isReplayed }) => !isReplayed)).toHaveLength(1);
    expect(new Set(answers.map(({ transactionId }) => transactionId)).size).toBe(1);
    expect((await findWallet(ctx, account.walletId))?.figures.available).toBe("98");
  });

  it("lose and double nothing while their sessions are cut", { timeout: 200_000 }, async () => {
    const ctx = await aContext();
    const accounts = await Promise.all(times(5, () => anAccount(ctx, ["50", "20"])));
    const callers = () => times(16, () => times(40, () => aRandomAct(accounts)));

    const stop = cutSessions(inject("adminUrl"));
    const working = letRivals(ctx, [callers(), callers()]);
    await working.catch(() => undefined);
    const cut = await stop();
    const answers = await working;

    expect(cut).toBeGreaterThan(2);
    expect(answers.filter(({ code }) => code === null).length).toBeGreaterThan(200);
    expect(differencesBetween(answersOf(answers), await storedWork(ctx.organizationId))).toEqual(
      [],
    );
    expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  });
});
