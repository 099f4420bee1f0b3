/** Limits of members as they stand in the database: raced for, raised and lowered, given back. */
import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { readSql } from "@/lib/db/transact";
import { type CustomerId, idText, TransactionId } from "@/lib/ids";
import { credits } from "@/lib/testing/amounts";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { aHold, capture, holdInput } from "@/lib/testing/holds";
import { sumDifferences } from "@/lib/testing/ledger-sums";
import { aPlan, subscribe } from "@/lib/testing/usage";
import { type Account, aDebit, anAccount } from "@/lib/testing/wallets";
import { findMember, findMemberDefaults, listMembers } from "@/lib/usage/reads/members";
import { post } from "../post";
import { verifyLedger } from "../reads/verify";
import { findWallet } from "../reads/wallets";
import type { Outcome } from "../rules/command";
import { MemberLimitInput } from "../schema/member";
import { expireDue } from "./expire-due";
import { limitMember, limitMembers } from "./limit-member";
import { placeHold, previewPlaceHold } from "./place-hold";
import { reverseTransaction } from "./reverse-transaction";

const NOON = new Date("2026-03-01T12:00:00Z");
const ANN = { member: "ann" };
const limit = (creditLimit: string | null) => MemberLimitInput.parse({ creditLimit });
const usedBy = async (ctx: Context, { customerId }: Account, member = "ann") =>
  (await findMember(ctx, customerId, member)).creditsUsed;
const clean = async (ctx: Context) => [
  ...(await verifyLedger(ctx.organizationId)).differences,
  ...(await sumDifferences(ctx)),
];

/** A customer with a hundred credits, whose Ann may use so many. */
async function aLimited(amount: string, grants: readonly string[] = ["100"]) {
  const ctx = await aContext({ at: NOON });
  const account = await anAccount(ctx, grants);
  await limitMember(ctx, { customerId: account.customerId, ...ANN }, limit(amount));
  return { ctx, account };
}

const debit = (ctx: Context, account: Account, amount: string, member = "ann") =>
  post(ctx, aDebit(ctx, account, amount, { member }));

describe("a member's limit", () => {
  it("lets exactly so many of many debits at once through, whichever way they come", async () => {
    const { ctx, account } = await aLimited("21");

    const outcomes = await Promise.all(
      Array.from({ length: 32 }, (_, index) =>
        index % 4 === 0
          ? placeHold(ctx, account, holdInput("2", ANN)).then(
              () => true,
              ({ code, details }) => {
                expect([code, details.scope]).toEqual(["limit_reached", "member"]);
                return false;
              },
            )
          : debit(ctx, account, "2").then(({ ok }) => ok),
      ),
    );

    expect(outcomes.filter(Boolean)).toHaveLength(10);
    expect(await usedBy(ctx, account)).toBe("20");
    expect(await clean(ctx)).toEqual([]);
  });

  it("refuses and changes nothing, however much the wallet holds", async () => {
    const { ctx, account } = await aLimited("5");
    await debit(ctx, account, "3");
    const before = await findWallet(ctx, account.walletId);

    const outcome = await debit(ctx, account, "2.5");

    expect(outcome).toMatchObject({
      ok: false,
      refusal: {
        ...{ code: "limit_reached", scope: "member", member: "ann" },
        ...{ required: credits("2.5"), available: credits("2"), used: credits("3") },
        resetsAt: new Date("2026-04-01T00:00:00Z"),
      },
    });
    expect(await findWallet(ctx, account.walletId)).toEqual(before);
    expect(await usedBy(ctx, account)).toBe("3");
    await expect(previewPlaceHold(ctx, account, holdInput("3", ANN))).rejects.toMatchObject({
      code: "limit_reached",
      details: {
        scope: "member",
        limit: "5",
        used: "3",
        shortfall: "1",
        resets_at: "2026-04-01T00:00:00.000Z",
      },
    });
  });

  it("is no other member's and no other organization's", async () => {
    const { ctx, account } = await aLimited("5");
    const other = await aContext({ at: NOON });

    expect((await debit(ctx, account, "50", "bob")).ok).toBe(true);
    await expect(
      limitMember(other, { customerId: account.customerId, ...ANN }, limit("900")),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(listMembers(other, account.customerId)).rejects.toMatchObject({
      code: "not_found",
    });
    expect((await debit(ctx, account, "6")).ok).toBe(false);
  });

  it("counts from the next use on when it is changed, and is told in the audit trail", async () => {
    const { ctx, account } = await aLimited("5");
    const whose = { customerId: account.customerId, ...ANN };
    await debit(ctx, account, "5");

    await limitMember(ctx, whose, limit("8"));
    expect((await debit(ctx, account, "3")).ok).toBe(true);
    await limitMember(ctx, whose, limit("2"));
    expect((await debit(ctx, account, "0.1")).ok).toBe(false);
    expect(await findMember(ctx, account.customerId, "ann")).toMatchObject({
      ...{ creditLimit: "2", creditsUsed: "8", creditsRemaining: "0", limitSource: "member" },
    });
    await limitMember(ctx, whose, limit("2"));
    await limitMember(ctx, whose, limit(null));
    expect((await debit(ctx, account, "20")).ok).toBe(true);

    const audits = await prisma().auditRecord.findMany({
      where: { organizationId: ctx.organizationId, action: "member.limited" },
      orderBy: { at: "asc" },
    });
    expect(audits.map(({ before, after }) => [before, after])).toEqual([
      [
        { member: "ann", creditLimit: null },
        { member: "ann", creditLimit: "5", creditUnit: "credits" },
      ],
      [
        { member: "ann", creditLimit: "5", creditUnit: "credits" },
        { member: "ann", creditLimit: "8", creditUnit: "credits" },
      ],
      [
        { member: "ann", creditLimit: "8", creditUnit: "credits" },
        { member: "ann", creditLimit: "2", creditUnit: "credits" },
      ],
      [
        { member: "ann", creditLimit: "2", creditUnit: "credits" },
        { member: "ann", creditLimit: null },
      ],
    ]);
    expect(audits[0]?.entityId).toBe(idText("cus", account.customerId));
  });

  it("stands for whoever has none of their own", async () => {
    const { ctx, account } = await aLimited("50");
    await limitMembers(ctx, account.customerId, limit("4"));

    expect((await debit(ctx, account, "5", "bob")).ok).toBe(false);
    expect((await debit(ctx, account, "5")).ok).toBe(true);
    expect(await findMemberDefaults(ctx, account.customerId)).toMatchObject({
      ...{ defaultCreditLimit: "4", resetsAt: "2026-04-01T00:00:00.000Z" },
    });
    const { items } = await listMembers(ctx, account.customerId);
    expect(items).toMatchObject([{ member: "ann", creditLimit: "50", creditsUsed: "5" }]);
  });

  it("refuses a unit that the organization does not have, and an amount below zero", async () => {
    const ctx = await aContext();
    const { customerId } = await anAccount(ctx);
    const input = MemberLimitInput.parse({ creditLimit: "1", creditUnit: "coins" });

    await expect(limitMembers(ctx, customerId, input)).rejects.toMatchObject({
      details: { fields: { creditUnit: ["There is no such credit unit"] } },
    });
    expect(MemberLimitInput.safeParse({ creditLimit: "-1" }).success).toBe(false);
  });
});

describe("what a member has used", () => {
  it("falls by what is captured of a hold, by its end, and by a reversal", async () => {
    const { ctx, account } = await aLimited("10");
    await capture(ctx, await aHold(ctx, account, "8", ANN), "3");
    expect(await usedBy(ctx, account)).toBe("3");

    await aHold(ctx, account, "6", { ...ANN, expiresInSeconds: 60 });
    expect(await usedBy(ctx, account)).toBe("9");
    expect((await debit(ctx, account, "2")).ok).toBe(false);
    const after = later(ctx, "2026-03-01T12:05:00Z");
    await expireDue(after.at, (organizationId) => ({ ...after, organizationId }));
    expect(await usedBy(after, account)).toBe("3");

    const taken = await debit(after, account, "7");
    expect(await usedBy(after, account)).toBe("10");
    await reverse(after, idOf(taken), "4");
    expect(await usedBy(after, account)).toBe("6");
    await reverse(after, idOf(taken), null);
    expect(await usedBy(after, account)).toBe("3");
    expect(await clean(ctx)).toEqual([]);
  });

  it("is of the hold's month and of the capture's where a capture takes more", async () => {
    const { ctx, account } = await aLimited("10");
    const late = later(ctx, "2026-03-20T12:00:00Z");
    const holdId = await aHold(late, account, "8", { ...ANN, expiresInSeconds: 20 * 86_400 });
    const captured = await capture(later(ctx, "2026-04-02T12:00:00Z"), holdId, "9");
    expect(await windowsOf(account.customerId)).toEqual([
      ["2026-03-01", 8],
      ["2026-04-01", 1],
    ]);

    const may = later(ctx, "2026-05-02T12:00:00Z");
    await reverse(may, captured.transactionId, "3");
    expect(await windowsOf(account.customerId)).toEqual([
      ["2026-03-01", 6],
      ["2026-04-01", 0],
    ]);
    expect(await clean(ctx)).toEqual([]);
  });

  it("counts in the billing period of the subscription that ran at the time of use", async () => {
    const { ctx, account } = await aLimited("10");
    await subscribe(later(ctx, "2026-03-10T08:00:00Z"), account.customerId, await aPlan(ctx));

    expect((await debit(ctx, account, "9")).ok).toBe(true);
    const inPeriod = later(ctx, "2026-03-11T00:00:00Z");
    expect((await debit(inPeriod, account, "9")).ok).toBe(true);
    expect((await debit(inPeriod, account, "2")).ok).toBe(false);
    expect(await usedBy(inPeriod, account)).toBe("9");
    expect(await windowsOf(account.customerId)).toHaveLength(2);
  });
});

const windowsOf = async (customerId: CustomerId) => {
  const rows = await readSql(
    `SELECT to_char(window_start AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, used::float AS used
     FROM member_use WHERE customer_id = $1::uuid AND member = 'ann' ORDER BY window_start`,
    [customerId],
  );
  return rows.map(({ day, used }) => [day, used]);
};

async function reverse(ctx: Context, id: string, amount: string | null) {
  await reverseTransaction(ctx, TransactionId.parse(id), {
    ...{ amount: amount === null ? null : credits(amount), restoreDays: null },
    ...{ reason: "Ticket 4711", reference: aReference() },
  });
}

function idOf(outcome: Outcome): string {
  if (!outcome.ok) throw new Error("nothing was taken");
  return idText("ltx", outcome.transactionId);
}
