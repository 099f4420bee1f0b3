import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import {
  creditsText,
  minus,
  nanocredits,
  parseCredits,
  plus,
  sum,
  ZERO,
} from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import { aContext, later } from "@/lib/testing/factories";
import { hoursAfter, tellStory } from "@/lib/testing/wallet-story";
import { type Account, aDebit, anAccount, give } from "@/lib/testing/wallets";
import { post } from "../post";
import type { SegmentView } from "../schema/burn-down";
import { findWalletAsOf } from "./as-of";
import { findBurnDown } from "./burn-down";

const between = (ctx: Context, { walletId }: Account, from: Date, to: Date) =>
  findBurnDown(ctx, walletId, { from, to });

const take = async (ctx: Context, account: Account, amount: string) => {
  const outcome = await post(ctx, aDebit(ctx, account, amount));
  if (!outcome.ok) throw new Error("the debit was refused");
};

/** A segment in one line: what each grant had, what was used, what ended it. */
const told = ({ grantsAtStart, usage, grantsAtEnd, endedBy }: SegmentView) => [
  grantsAtStart.map(({ credits }) => credits).join("+"),
  usage,
  grantsAtEnd.map(({ credits }) => credits).join("+"),
  endedBy,
];

describe("the burn-down of a wallet", () => {
  it("is cut where a grant starts or ends, booked or not, and counts the use between", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, [
      { amount: credits("10"), name: "A", effectiveAt: ctx.at, expiresAt: hoursAfter(ctx, 4) },
      { amount: credits("100"), name: "B", effectiveAt: hoursAfter(ctx, 2) },
    ]);
    await take(later(ctx, hoursAfter(ctx, 1)), account, "6");
    await take(later(ctx, hoursAfter(ctx, 3)), account, "1");
    const now = later(ctx, hoursAfter(ctx, 6));

    const history = await between(now, account, ctx.at, now.at);

    expect(history.segments.map(told)).toEqual([
      ["10", "6", "4", "grant_start"],
      ["4+100", "1", "3+100", "expiry"],
      ["100", "0", "100", "end"],
    ]);
    expect(history.segments.map(({ to }) => to)).toEqual(
      [hoursAfter(ctx, 2), hoursAfter(ctx, 4), now.at].map((at) => at.toISOString()),
    );
    await take(now, account, "5");
    expect((await between(now, account, ctx.at, now.at)).segments).toEqual(history.segments);
  });

  it("tells what is owed, and what settles it, so that start − usage = end", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["10"]);
    await readSql("UPDATE wallet SET shortage_policy = 'OVERAGE' WHERE id = $1::uuid", [
      account.walletId,
    ]);
    await take(later(ctx, hoursAfter(ctx, 1)), account, "30");
    await give(later(ctx, hoursAfter(ctx, 2)), account, "100");

    const { segments } = await between(ctx, account, ctx.at, hoursAfter(ctx, 3));

    expect(segments).toMatchObject([
      { usage: "30", overageAtStart: "0", overageAtEnd: "20", endedBy: "grant_start" },
      { usage: "0", overageAtStart: "20", overageAtEnd: "0", endedBy: "end" },
    ]);
    expect(segments[1]?.grantsAtEnd).toMatchObject([{ credits: "80" }]);
  });

  it("has one segment where nothing but use happened, and refuses a span that is none", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["10"]);
    const now = later(ctx, hoursAfter(ctx, 2));
    await take(later(ctx, hoursAfter(ctx, 1)), account, "4");

    const { segments } = await between(now, account, hoursAfter(ctx, 0.5), now.at);

    expect(segments.map(told)).toEqual([["10", "4", "6", "end"]]);
    await expect(between(now, account, now.at, now.at)).rejects.toMatchObject({
      code: "validation_error",
    });
  });

  it("does not find another organization's wallet", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["1"]);

    await expect(
      between(await aContext(), account, ctx.at, hoursAfter(ctx, 1)),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

const amount = (text: string) => parseCredits(text) ?? nanocredits(0n);
const worth = (held: SegmentView["grantsAtStart"], overage: string) =>
  minus(sum(held.map(({ credits }) => amount(credits))), amount(overage));

describe("the burn-down, whatever happened", () => {
  it.each([11, 12, 13, 14, 15, 16])(
    "tiles the time and adds up, and stands as the wallet did (story %i)",
    async (seed) => {
      const ctx = await aContext();
      const account = await anAccount(ctx, ["20"]);
      const late = seed < 14 ? 0 : 5;
      if (seed % 2) {
        await readSql("UPDATE wallet SET shortage_policy = 'OVERAGE' WHERE id = $1::uuid", [
          account.walletId,
        ]);
      }
      const now = await tellStory(ctx, account, { hours: 36, seed, late });
      const from = hoursAfter(ctx, 5.25);

      const asked = { from, to: now.at, marks: 9 };
      const { segments, points } = await findBurnDown(now, account.walletId, asked);

      expect(segments).toEqual((await between(now, account, from, now.at)).segments);
      expect(segments.length).toBeGreaterThan(2);
      expect([segments[0]?.from, segments.at(-1)?.to]).toEqual(
        [from, now.at].map((at) => at.toISOString()),
      );
      for (const [place, segment] of segments.entries()) {
        const { grantsAtStart, overageAtStart, usage, grantsAtEnd, overageAtEnd } = segment;
        expect(creditsText(minus(worth(grantsAtStart, overageAtStart), amount(usage)))).toBe(
          creditsText(worth(grantsAtEnd, overageAtEnd)),
        );
        expect(segments[place + 1]?.from ?? now.at.toISOString()).toBe(segment.to);
        // A late use may be paid with what came back only after it: as known now, its grant stood
        // below zero in between. Without late uses none does.
        const owing = [...grantsAtStart, ...grantsAtEnd].filter(
          ({ credits }) => amount(credits) < ZERO,
        );
        if (late === 0) expect(owing).toEqual([]);
        const end = new Date(+new Date(segment.to) - 1);
        const then = await findWalletAsOf(now, account.walletId, {
          ...{ asOf: end, knownAt: null, featureId: null },
        });
        expect(creditsText(worth(grantsAtEnd, overageAtEnd))).toBe(then.figures.balance);
        const held = then.grants
          .map(({ id, available, held }) => [id, plus(amount(available), amount(held))] as const)
          .filter(([, credits]) => credits !== ZERO);
        expect(
          new Map(grantsAtEnd.map(({ grantId, credits }) => [grantId, amount(credits)])),
        ).toEqual(new Map(held));
        expect(overageAtEnd).toBe(then.figures.overage);
      }
      expect(points.length).toBe(segments.length + 9 + 1);
      const changedAt = new Set(segments.map(({ from }) => from));
      for (const { at, balance } of points.filter(({ at }) => !changedAt.has(at))) {
        const before = { asOf: new Date(Date.parse(at) - 1), knownAt: null, featureId: null };
        const then = await findWalletAsOf(now, account.walletId, before);
        expect(balance).toBe(then.figures.balance);
      }
    },
  );
});
