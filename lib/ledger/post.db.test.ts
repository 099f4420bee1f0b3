import { describe, expect, it } from "vitest";
import { readSql, transact, transactHot } from "@/lib/db/transact";
import { credits } from "@/lib/testing/amounts";
import { aContext, aReference, askedBy, later } from "@/lib/testing/factories";
import { type Account, aDebit, aGrant, anAccount, give } from "@/lib/testing/wallets";
import { post, postWithin } from "./post";

const JUNE = new Date("2026-06-01T00:00:00Z");

const transactionsOf = async ({ customerId }: Account) => {
  const [row] = await readSql(
    "SELECT count(*)::int AS count FROM ledger_transaction WHERE customer_id = $1::uuid",
    [customerId],
  );
  return row?.count;
};

const auditsOf = ({ customerId }: Account) =>
  readSql("SELECT action, reason FROM audit_record WHERE customer_id = $1::uuid ORDER BY id", [
    customerId,
  ]);

describe("post", () => {
  it("takes credits, and says from which grants and what is left", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["3", "2"]);

    const outcome = await post(ctx, aDebit(ctx, account, "4"));

    expect(outcome).toMatchObject({
      ok: true,
      isReplayed: false,
      amount: credits("4"),
      draws: [{ amount: credits("3") }, { amount: credits("1") }],
      figures: [{ available: credits("1"), held: 0n, pending: 0n, overage: 0n }],
    });
  });

  it("records a person's debit with its reason, and no metered use", async () => {
    const ctx = await aContext();
    const account = await anAccount(askedBy(ctx, "system"), ["10"]);

    await post(ctx, aDebit(ctx, account, "1"));
    const why = { reasonCode: "correction", reason: "Ticket 4711" } as const;
    await post(ctx, aDebit(ctx, account, "1", why));

    expect(await auditsOf(account)).toEqual([{ action: "wallet.debited", reason: "Ticket 4711" }]);
  });

  it("refuses what the grants can't cover, and changes nothing", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["10"]);

    const outcome = await post(ctx, aDebit(ctx, account, "10.000001"));

    expect(outcome).toMatchObject({
      ok: false,
      refusal: {
        code: "insufficient_credits",
        required: credits("10.000001"),
        available: credits("10"),
        shortfall: credits("0.000001"),
      },
    });
    expect(await transactionsOf(account)).toBe(1);
  });

  it("lets a refused reference act once there are credits", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["10"]);
    const debit = aDebit(ctx, account, "15");

    expect(await post(ctx, debit)).toMatchObject({ ok: false });
    await give(ctx, account, "5");
    expect(await post(ctx, debit)).toMatchObject({ ok: true, isReplayed: false });
  });

  it("acts once for 64 equal references, and answers all alike", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["10"]);
    const debit = aDebit(ctx, account, "1");

    const outcomes = await Promise.all(Array.from({ length: 64 }, () => post(ctx, debit)));

    expect(outcomes.filter((outcome) => outcome.ok && !outcome.isReplayed)).toHaveLength(1);
    const answers = outcomes.map((outcome) => ({ ...outcome, isReplayed: false }));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await transactionsOf(account)).toBe(2);
  });

  it("answers a repeat much later from what is stored, in every kind of command", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, [{ amount: credits("10"), expiresAt: JUNE }, "20"]);
    const grant = aGrant(account, { effectiveAt: ctx.at, amount: credits("7") });
    const debit = aDebit(ctx, account, "12", {
      onShortage: "CAP",
      parts: ["8", "25", "9"].map((amount) => ({
        eventId: null,
        at: ctx.at,
        amount: credits(amount),
      })),
    });
    const granted = await post(ctx, grant);
    const first = await post(ctx, debit);
    if (!first.ok) throw new Error("refused");
    const reversal = {
      kind: "reverse",
      customerId: account.customerId,
      reference: aReference(),
      transactionId: first.transactionId,
      amount: credits("30"),
      restoreDays: null,
    } as const;
    const july = later(ctx, "2026-07-01T00:00:00Z");
    const reversed = await post(july, reversal);

    expect(reversed).toMatchObject({ ok: true, amount: credits("30") });
    expect(await post(july, grant)).toEqual({ ...granted, isReplayed: true });
    expect(await post(july, debit)).toEqual({ ...first, isReplayed: true });
    expect(await post(july, reversal)).toEqual({ ...reversed, isReplayed: true });
  });

  it("refuses other content under the same reference, and changes nothing", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["10"]);
    const debit = aDebit(ctx, account, "1");
    await post(ctx, debit);

    const outcome = await post(ctx, aDebit(ctx, account, "2", { reference: debit.reference }));

    expect(outcome).toMatchObject({ refusal: { code: "idempotency_conflict" } });
    expect(await transactionsOf(account)).toBe(2);
  });

  it("keeps the references of origins apart", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["10"]);
    const debit = aDebit(ctx, account, "1");

    await post(ctx, debit);

    expect(await post(askedBy(ctx, "system"), debit)).toMatchObject({ isReplayed: false });
  });

  it("does not find another organization's wallet, even beside its owner's own debit", async () => {
    const [ctx, stranger] = [await aContext(), await aContext()];
    const account = await anAccount(ctx, ["10"]);

    const [mine, theirs] = await Promise.all([
      post(ctx, aDebit(ctx, account, "1")),
      post(stranger, aDebit(stranger, account, "1")),
    ]);

    expect(mine).toMatchObject({ ok: true });
    expect(theirs).toMatchObject({ refusal: { code: "not_found", entity: "wallet" } });
    expect(await transactionsOf(account)).toBe(2);
  });

  it("issues one source once, whatever the references", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx);
    const grant = () =>
      aGrant(account, { effectiveAt: ctx.at, source: "plan", sourceReference: "sub-1:2026-03" });

    const outcomes = await Promise.all([post(ctx, grant()), post(ctx, grant())]);
    const again = await post(ctx, grant());

    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(again).toMatchObject({ refusal: { code: "idempotency_conflict" } });
  });
});

describe("postWithin", () => {
  it("commits with a Prisma transaction, and not at all if that fails", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["10"]);

    await transact(ctx, (tx) => postWithin(tx, ctx, [aDebit(ctx, account, "1")]));
    const failing = transact(ctx, async (tx) => {
      await postWithin(tx, ctx, [aDebit(ctx, account, "1")]);
      throw new Error("undone");
    });

    await expect(failing).rejects.toThrow("undone");
    expect(await transactionsOf(account)).toBe(2);
  });

  it("decides in the order given, and a refusal fails none of the others", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx);
    const commands = [
      aGrant(account, { effectiveAt: ctx.at, amount: credits("10") }),
      aDebit(ctx, account, "6"),
      aDebit(ctx, account, "6"),
      aDebit(ctx, account, "4"),
    ];

    const outcomes = await transactHot((tx) => postWithin(tx, ctx, commands));

    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, false, true]);
  });
});
