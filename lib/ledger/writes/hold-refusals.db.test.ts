/** What holds refuse: each by its code, and each changes nothing. */
import { afterEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { type HoldId, newId } from "@/lib/ids";
import { countAll } from "@/lib/testing/api-refusal";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { aHold, capture, captureInput, holdInput, holdStands, release } from "@/lib/testing/holds";
import { type Account, anAccount } from "@/lib/testing/wallets";
import { verifyLedger } from "../reads/verify";
import { findWallet } from "../reads/wallets";
import { captureHold, previewCaptureHold } from "./capture-hold";
import { closeWallet } from "./close-wallet";
import { freezeWallet, unfreezeWallet } from "./freeze-wallet";
import { placeHold, previewPlaceHold } from "./place-hold";

const figuresOf = async (ctx: Context, { walletId }: Account) =>
  (await findWallet(ctx, walletId))?.figures;
const why = () => ({ reason: "Under review", reference: aReference() });

async function aHeldAccount() {
  const ctx = await aContext();
  const account = await anAccount(ctx, ["100"]);
  const holdId = await aHold(ctx, account, "40");
  return { ctx, account, holdId };
}
type Held = Awaited<ReturnType<typeof aHeldAccount>>;

let seen: string | undefined;
afterEach(async () => {
  if (seen !== undefined) expect((await verifyLedger(seen as never)).differences).toEqual([]);
});

/** Refuses so, and leaves every row, figure and hold as it was. */
async function refuses(held: Held, act: () => Promise<unknown>, error: object) {
  const { ctx, account, holdId } = held;
  seen = ctx.organizationId;
  const all = async () => [
    await countAll(),
    await figuresOf(ctx, account),
    await holdStands(ctx, holdId),
  ];
  const before = await all();
  await expect(act()).rejects.toMatchObject(error);
  expect(await all()).toEqual(before);
}

describe("placing a hold", () => {
  it.each(["REFUSE", "CAP", "OVERAGE"])("beyond what is available, under %s", async (policy) => {
    const held = await aHeldAccount();
    const { ctx, account } = held;
    const set = "UPDATE wallet SET shortage_policy = $2::shortage_policy WHERE id = $1::uuid";
    await readSql(set, [account.walletId, policy]);
    const figures = { required: "61", available: "60", shortfall: "1" };
    const error = { code: "insufficient_credits", details: figures };

    await refuses(held, () => placeHold(ctx, account, holdInput("61")), error);
    await refuses(held, () => previewPlaceHold(ctx, account, holdInput("61")), error);
  });

  it("in a frozen wallet, and in a closed one", async () => {
    const held = await aHeldAccount();
    const { ctx, account } = held;
    const place = () => placeHold(ctx, account, holdInput("1"));
    await freezeWallet(ctx, account.walletId, why());
    await refuses(held, place, { code: "invalid_state", details: { state: "FROZEN" } });
    await unfreezeWallet(ctx, account.walletId, why());
    await closeWallet(ctx, account.walletId, why());
    await refuses(held, place, { code: "invalid_state", details: { state: "CLOSED" } });
  });

  it("in another organization's wallet, or for another's customer", async () => {
    const held = await aHeldAccount();
    const stranger = await aContext();
    const { account } = held;
    const target = { customerId: account.customerId, creditUnit: "credits" };
    const place = (whose: Parameters<typeof placeHold>[1]) => () =>
      placeHold(stranger, whose, holdInput("1"));
    await refuses(held, place(account), { code: "not_found" });
    await refuses(held, place(target), { code: "insufficient_credits" });
  });

  it("under a reference that placed another one", async () => {
    const held = await aHeldAccount();
    const { ctx, account } = held;
    const first = holdInput("10");
    await placeHold(ctx, account, first);
    const other = [
      { amount: "11" },
      { expiresInSeconds: 60 },
      { member: "key-1" },
      { purpose: "X" },
    ];
    for (const over of other) {
      const asked = { ...first, ...holdInput("10", over), reference: first.reference };
      await refuses(held, () => placeHold(ctx, account, asked), { code: "idempotency_conflict" });
    }
  });

  it("that is not what was shown any more, with the new preview", async () => {
    const held = await aHeldAccount();
    const { ctx, account } = held;
    const { fingerprint } = await previewPlaceHold(ctx, account, holdInput("10"));
    await aHold(ctx, account, "5");
    const asked = holdInput("10", { fingerprint });
    await refuses(held, () => placeHold(ctx, account, asked), {
      code: "stale_preview",
      details: { preview: { amount: "10", wallets: [{ figures: { available: "45" } }] } },
    });
  });

  it("of nothing, of too much, or for longer than thirty days", () => {
    for (const [amount, over] of [
      ["0", {}],
      ["-1", {}],
      ["1000000000000001", {}],
      ["1", { expiresInSeconds: 0 }],
      ["1", { expiresInSeconds: 30 * 86_400 + 1 }],
    ] as const) {
      expect(() => holdInput(amount, over)).toThrow();
    }
  });
});

describe("capturing a hold", () => {
  it("and more than there is beside it: the hold stands as it was", async () => {
    const held = await aHeldAccount();
    const { ctx, holdId } = held;
    const error = {
      code: "insufficient_credits",
      details: { required: "101", available: "100", shortfall: "1" },
    };
    await refuses(held, () => capture(ctx, holdId, "101"), error);
    await refuses(held, () => previewCaptureHold(ctx, holdId, captureInput("101")), error);
    expect(await capture(ctx, holdId, "100")).toMatchObject({ amount: "100" });
  });

  it("that was captured, released, or is past its end", async () => {
    const [captured, released, expired] = await Promise.all([1, 2, 3].map(aHeldAccount));
    if (!captured || !released || !expired) throw new Error("unreachable");
    await capture(captured.ctx, captured.holdId, "1");
    await release(released.ctx, released.holdId);
    const nextDay = later(expired.ctx, "2026-03-02T12:00:00Z");
    const is = (state: string) => ({ code: "invalid_state", details: { entity: "hold", state } });

    for (const act of [capture, release]) {
      await refuses(captured, () => act(captured.ctx, captured.holdId), is("captured"));
      await refuses(released, () => act(released.ctx, released.holdId), is("released"));
      await refuses(expired, () => act(nextDay, expired.holdId), is("expired"));
    }
  });

  it("of a frozen wallet; releasing it is allowed, as nothing leaves by that", async () => {
    const held = await aHeldAccount();
    const { ctx, account, holdId } = held;
    await freezeWallet(ctx, account.walletId, why());
    await refuses(held, () => capture(ctx, holdId), {
      code: "invalid_state",
      details: { entity: "wallet", state: "FROZEN" },
    });
    expect(await release(ctx, holdId)).toMatchObject({ released: "40" });
  });

  it("of another organization, or of none", async () => {
    const held = await aHeldAccount();
    const stranger = await aContext();
    for (const act of [capture, release]) {
      await refuses(held, () => act(stranger, held.holdId), { code: "not_found" });
      await refuses(held, () => act(held.ctx, newId<HoldId>()), { code: "not_found" });
    }
  });

  it("under a reference that captured another amount", async () => {
    const held = await aHeldAccount();
    const { ctx, holdId } = held;
    const first = captureInput("10", { isFinal: false });
    await captureHold(ctx, holdId, first);
    for (const over of [{ amount: captureInput("11").amount }, { isFinal: true }]) {
      const act = () => captureHold(ctx, holdId, { ...first, ...over });
      await refuses(held, act, { code: "idempotency_conflict" });
    }
  });
});
