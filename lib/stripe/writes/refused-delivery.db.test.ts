import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { PackInput } from "@/lib/catalog/schema/pack";
import { createPack } from "@/lib/catalog/writes/create-pack";
import { prisma } from "@/lib/db/prisma";
import { idText } from "@/lib/ids";
import { aStripeShop, changesNothing, deliver, deliveriesOf } from "@/lib/testing/stripe";
import { anEvent, aSession } from "@/lib/testing/stripe-events";
import { anAccount } from "@/lib/testing/wallets";
import { findStripeEndpoint } from "../reads";

beforeAll(() => vi.stubEnv("NEXTAUTH_SECRET", "a-secret-of-this-process"));
afterAll(() => vi.unstubAllEnvs());

describe("what is signed and cannot be granted", () => {
  it.each([
    ["the other mode", { livemode: false }, {}, "refused: wrong_mode_test"],
    ["nobody", {}, { client_reference_id: null }, "refused: no_customer"],
    ["a stranger", {}, { client_reference_id: "nobody" }, "failed: unknown_customer"],
    ["another type", { type: "charge.refunded" }, {}, "ignored: other_event"],
    ["what is no session", { data: { object: { id: 7 } } }, {}, "refused: unreadable"],
    ["no amount", {}, { amount_total: null }, "refused: no_amount"],
    ["other goods", {}, { metadata: { cart: "1" } }, "ignored: not_for_florin"],
    ["no such pack", {}, { metadata: { florin_pack_id: "pack_x" } }, "refused: unknown_pack"],
    ["no credits", {}, { metadata: { florin_credits: "0" } }, "refused: bad_credits"],
  ])("%s: is kept with why, and changes nothing", async (_, event, session, came) => {
    const { ctx } = await aStripeShop();

    await changesNothing(ctx, async () => {
      expect(await deliver(ctx, anEvent(event, aSession(session)))).toMatchObject({
        ...{ status: 200, came },
      });
    });

    const [delivery] = await deliveriesOf(ctx);
    const [status, reason] = came.split(": ");
    expect(delivery).toMatchObject({ status: status?.toUpperCase(), reason, credits: null });
    expect(delivery?.told).not.toBe("");
  });

  it("a pack, a customer and a wallet of another organization are not there", async () => {
    const [{ ctx }, other] = [await aStripeShop(), await aStripeShop()];
    const terms = { name: "Growth", credits: "5000", price: "99" };
    const pack = await createPack(other.ctx, PackInput.parse(terms));
    const theirs = { florin_credits: "1", florin_customer_id: idText("cus", other.customerId) };

    await changesNothing(
      ctx,
      async () => {
        const bought = { metadata: { florin_pack_id: pack.id } };
        expect(await deliver(ctx, anEvent({}, aSession(bought)))).toMatchObject({
          came: "refused: unknown_pack",
        });
        const named = aSession({ metadata: theirs });
        expect(await deliver(ctx, anEvent({}, named))).toMatchObject({
          came: "failed: unknown_customer",
        });
      },
      2,
    );
  });

  it("keeps why the ledger refused, and nothing of what was begun", async () => {
    const { ctx } = await aStripeShop();
    const { customerId, walletId } = await anAccount(ctx);
    await prisma().wallet.update({ where: { id: walletId }, data: { status: "CLOSED" } });
    const metadata = {
      ...{ florin_credits: "1", florin_customer_id: idText("cus", customerId) },
      florin_wallet_id: idText("wal", walletId),
    };

    await changesNothing(ctx, async () => {
      const told = await deliver(ctx, anEvent({}, aSession({ metadata })));
      expect(told).toMatchObject({ status: 200, came: "failed: not_granted" });
    });

    const [delivery] = await deliveriesOf(ctx);
    expect(delivery?.detail).toMatch(/closed/i);
    expect(delivery).toMatchObject({ canProcess: true });
    expect(await findStripeEndpoint(ctx)).toMatchObject({ failed: 1 });
  });
});
