import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { type FeatureId, newId } from "@/lib/ids";
import { credits } from "@/lib/testing/amounts";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { hoursAfter } from "@/lib/testing/wallet-story";
import { type Account, aDebit, aGrant, anAccount, give } from "@/lib/testing/wallets";
import { post } from "../post";
import { type AsOfQuery, findWalletAsOf } from "./as-of";

const NOW: AsOfQuery = { asOf: null, knownAt: null, featureId: null };
const at = (asOf: Date, knownAt: Date | null = null): AsOfQuery => ({ ...NOW, asOf, knownAt });

const figuresAt = async (ctx: Context, { walletId }: Account, query: AsOfQuery) =>
  (await findWalletAsOf(ctx, walletId, query)).figures;

async function take(ctx: Context, account: Account, amount: string, usedAt = ctx.at) {
  const parts = [{ eventId: null, at: usedAt, amount: credits(amount) }];
  const outcome = await post(ctx, aDebit(ctx, account, amount, { parts }));
  if (!outcome.ok) throw new Error("the debit was refused");
  return outcome;
}

describe("a wallet as of an instant", () => {
  it("tells a late use of lapsed credits as known then and as known now", async () => {
    // SEMANTICS §11: A 10 ended yesterday with 4 lapsed; B 100; a late use of 6, two days back.
    const ctx = await aContext();
    const start = later(ctx, hoursAfter(ctx, -72));
    const account = await anAccount(start, [
      { amount: credits("10"), name: "A", effectiveAt: start.at, expiresAt: hoursAfter(ctx, -24) },
      { amount: credits("100"), name: "B", effectiveAt: start.at },
    ]);
    await take(later(ctx, hoursAfter(ctx, -60)), account, "6");
    const usedAt = hoursAfter(ctx, -48);

    await take(ctx, account, "6", usedAt);

    const before = hoursAfter(ctx, -1);
    expect(await figuresAt(ctx, account, at(usedAt, before))).toMatchObject({ available: "104" });
    expect(await figuresAt(ctx, account, at(usedAt))).toMatchObject({ available: "98" });
    const [b, a] = (await findWalletAsOf(ctx, account.walletId, NOW)).grants;
    expect(a).toMatchObject({ name: "A", consumed: "10", expired: "0", status: "expired" });
    expect(b).toMatchObject({ name: "B", consumed: "2", available: "98" });
    // As known before, A's four had lapsed.
    const known = (await findWalletAsOf(ctx, account.walletId, at(before, before))).grants;
    expect(known.find(({ name }) => name === "A")).toMatchObject({ consumed: "6", expired: "4" });
  });

  it("shows what was due as done, booked or not, from its own instant on", async () => {
    const ctx = await aContext();
    const noon = hoursAfter(ctx, 1);
    const account = await anAccount(ctx, [
      { amount: credits("10"), name: "ends", effectiveAt: ctx.at, expiresAt: noon },
      { amount: credits("5"), name: "starts", effectiveAt: noon },
    ]);
    const now = later(ctx, hoursAfter(ctx, 2));
    const justBefore = new Date(noon.getTime() - 1);
    const ask = async () => ({
      before: await figuresAt(now, account, at(justBefore)),
      after: await figuresAt(now, account, at(noon)),
      known: await figuresAt(now, account, at(noon, noon)),
    });

    const unbooked = await ask();
    await take(now, account, "1");

    expect(unbooked.before).toMatchObject({ available: "10", pending: "5" });
    expect(unbooked.after).toMatchObject({ available: "5", pending: "0" });
    expect(unbooked.known).toEqual(unbooked.after);
    expect(await ask()).toEqual(unbooked);
  });

  it("tells each grant with its status and its place in the order of then", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, [
      { amount: credits("10"), name: "later", effectiveAt: ctx.at, expiresAt: hoursAfter(ctx, 9) },
      { amount: credits("20"), name: "sooner", effectiveAt: ctx.at, expiresAt: hoursAfter(ctx, 5) },
      { amount: credits("30"), name: "next", effectiveAt: hoursAfter(ctx, 3) },
    ]);
    await take(later(ctx, hoursAfter(ctx, 1)), account, "25");
    const now = later(ctx, hoursAfter(ctx, 6));

    const told = async (hours: number) =>
      (await findWalletAsOf(now, account.walletId, at(hoursAfter(ctx, hours)))).grants.map(
        ({ name, status, burnOrder, available }) => [name, status, burnOrder, available],
      );

    expect(await told(0.5)).toEqual([
      ["sooner", "active", 1, "20"],
      ["later", "active", 2, "10"],
      ["next", "pending", null, "0"],
    ]);
    expect(await told(2)).toEqual([
      ["later", "active", 1, "5"],
      ["next", "pending", null, "0"],
      ["sooner", "used_up", null, "0"],
    ]);
    expect(await told(6)).toEqual([
      ["later", "active", 1, "5"],
      ["next", "active", 2, "30"],
      ["sooner", "expired", null, "0"],
    ]);
  });

  it("knows no grant before it was given, and one given for the past from its own start", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx);
    const now = later(ctx, hoursAfter(ctx, 2));
    await give(now, account, { amount: credits("7"), effectiveAt: hoursAfter(ctx, 1) });

    const then = (query: AsOfQuery) => findWalletAsOf(now, account.walletId, query);

    expect((await then(at(hoursAfter(ctx, 0.5)))).grants).toEqual([]);
    expect((await then(at(hoursAfter(ctx, 1.5)))).figures).toMatchObject({ available: "7" });
    const unknown = await then(at(hoursAfter(ctx, 1.5), hoursAfter(ctx, 1.5)));
    expect(unknown).toMatchObject({ grants: [], figures: { available: "0" }, tiesOut: true });
  });

  it("counts a grant whose term starts with its payment as waiting, and without an end, until then", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx);
    const grant = { amount: credits("9"), effectiveAt: ctx.at, expiresAfterDays: 30 };
    const outcome = await post(ctx, { ...aGrant(account, grant), isPaid: false });
    if (!outcome.ok || !outcome.grantId) throw new Error("refused");
    const paid = later(ctx, hoursAfter(ctx, 4));
    const { customerId } = account;
    await post(paid, {
      kind: "activate",
      reference: aReference(),
      customerId,
      grantId: outcome.grantId,
    });

    const then = async (hours: number) =>
      (await findWalletAsOf(paid, account.walletId, at(hoursAfter(ctx, hours)))).grants[0];

    expect(await then(2)).toMatchObject({
      status: "pending",
      isAwaitingPayment: true,
      expiresAt: null,
    });
    expect(await then(4)).toMatchObject({ status: "active", available: "9" });
  });

  it("tells what one feature could spend, and what it owed", async () => {
    const ctx = await aContext();
    const [calls, mails] = [newId<FeatureId>(), newId<FeatureId>()];
    const account = await anAccount(ctx, ["10"]);
    await give(ctx, account, { amount: credits("5"), effectiveAt: ctx.at, featureIds: [calls] });
    await readSql("UPDATE wallet SET shortage_policy = 'OVERAGE' WHERE id = $1::uuid", [
      account.walletId,
    ]);
    const now = later(ctx, hoursAfter(ctx, 2));
    await post(now, aDebit(now, account, "12", { featureId: mails }));

    const spendable = async (featureId: FeatureId, hours: number) =>
      figuresAt(now, account, { ...at(hoursAfter(ctx, hours)), featureId });

    expect(await spendable(calls, 1)).toMatchObject({ available: "15", overage: "0" });
    expect(await spendable(mails, 1)).toMatchObject({ available: "10", overage: "0" });
    expect(await spendable(mails, 2)).toMatchObject({ available: "0", overage: "2" });
    expect(await spendable(calls, 2)).toMatchObject({ available: "5", overage: "0" });
  });

  it("does not find another organization's wallet", async () => {
    const { walletId } = await anAccount(await aContext(), ["1"]);

    await expect(findWalletAsOf(await aContext(), walletId, NOW)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
