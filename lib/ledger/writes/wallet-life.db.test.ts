import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import type { OrganizationId } from "@/lib/ids";
import { credits } from "@/lib/testing/amounts";
import { aContext, aCustomer, aReference, askedBy, later } from "@/lib/testing/factories";
import { type Account, aDebit, aGrant, anAccount } from "@/lib/testing/wallets";
import { post } from "../post";
import { listTransactions } from "../reads/transactions";
import { verifyLedger } from "../reads/verify";
import { findWallet, listCustomerWallets } from "../reads/wallets";
import { CreateWalletInput } from "../schema";
import { createWallet } from "./create-wallet";
import { expireDue } from "./expire-due";

const APRIL = new Date("2026-04-01T00:00:00Z");

const figuresOf = async (ctx: Context, { walletId }: Account) =>
  (await findWallet(ctx, walletId))?.figures;

describe("createWallet", () => {
  it("opens an empty wallet with the organization's unit and currency", async () => {
    const ctx = await aContext();
    const customerId = await aCustomer(ctx);

    await createWallet(
      ctx,
      customerId,
      CreateWalletInput.parse({ name: "Main", conversionRate: "0.01" }),
    );

    expect(await listCustomerWallets(ctx, customerId)).toMatchObject([
      {
        name: "Main",
        creditUnit: "credits",
        currency: "USD",
        conversionRate: "0.01",
        figures: { available: "0", held: "0", balance: "0", pending: "0", overage: "0" },
      },
    ]);
  });

  it("refuses a unit that the organization does not have, and a stranger's customer", async () => {
    const ctx = await aContext();
    const customerId = await aCustomer(ctx);
    const input = CreateWalletInput.parse({ name: "Main", creditUnit: "tokens" });

    await expect(createWallet(ctx, customerId, input)).rejects.toMatchObject({
      code: "validation_error",
    });
    await expect(createWallet(await aContext(), customerId, input)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("expireDue", () => {
  it("starts on its day a grant that was paid for before (SEMANTICS 1.3: from the later of both)", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx);
    const terms = { amount: credits("10"), effectiveAt: APRIL, expiresAfterDays: 30 };
    const waiting = await post(ctx, { ...aGrant(account, terms), isPaid: false });
    if (!waiting.ok || waiting.grantId === null) throw new Error("the grant was refused");
    const { customerId } = account;
    const paid = { kind: "activate", customerId, grantId: waiting.grantId } as const;

    expect(await post(ctx, { ...paid, reference: aReference() })).toMatchObject({ ok: true });

    expect(await figuresOf(ctx, account)).toMatchObject({ available: "0", pending: "10" });
    expect(await figuresOf(later(ctx, APRIL), account)).toMatchObject({ available: "10" });
    const lastDay = later(ctx, new Date("2026-04-30T23:59:59.999Z"));
    expect(await post(lastDay, aDebit(lastDay, account, "4"))).toMatchObject({ ok: true });
    const over = later(ctx, new Date("2026-05-01T00:00:00Z"));
    expect(await figuresOf(over, account)).toMatchObject({ available: "0", balance: "0" });
    expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  });

  it("books what is due of the others when one customer's cannot be booked", async () => {
    const [broken, sound] = [await aContext(), await aContext()];
    const terms = { amount: credits("10"), expiresAt: APRIL };
    const stuck = await anAccount(broken, [terms]);
    const account = await anAccount(sound, [terms]);
    const contextFor = (organizationId: OrganizationId) => {
      if (organizationId === broken.organizationId) throw new Error("no such book");
      return askedBy(later(sound, APRIL), "system");
    };

    const { failed } = await expireDue(APRIL, contextFor);

    expect(failed).toMatchObject([
      { customerId: stuck.customerId, reason: { message: "no such book" } },
    ]);
    const kinds = { kinds: ["due"], cursor: null, limit: 5 } as const;
    expect((await listTransactions(sound, { ...account, ...kinds })).items).toHaveLength(1);
    expect((await listTransactions(broken, { ...stuck, ...kinds })).items).toHaveLength(0);
  });

  it("books ends and starts at their own time; reads were exact before", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, [
      { amount: credits("10"), expiresAt: APRIL },
      { amount: credits("7"), effectiveAt: APRIL },
    ]);
    expect(await figuresOf(ctx, account)).toMatchObject({ available: "10", pending: "7" });

    const may = new Date("2026-05-01T00:00:00Z");
    const exact = { available: "7", pending: "0", balance: "7" };
    expect(await figuresOf(later(ctx, may), account)).toMatchObject(exact);
    const contextFor = () => askedBy(later(ctx, may), "system");

    const runs = await Promise.all([expireDue(may, contextFor), expireDue(may, contextFor)]);
    expect(runs).toContainEqual({ changed: 1, failed: [] });
    expect(await expireDue(may, contextFor)).toEqual({ changed: 0, failed: [] });
    expect(await figuresOf(ctx, account)).toMatchObject(exact);
    const { items } = await listTransactions(ctx, {
      ...account,
      kinds: ["due"],
      cursor: null,
      limit: 5,
    });
    expect(items).toMatchObject([
      {
        actor: { kind: "system" },
        entries: [
          { from: "available", to: "expired", effectiveAt: APRIL.toISOString() },
          { from: "pending", to: "available", effectiveAt: APRIL.toISOString() },
        ],
      },
    ]);
    expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  });
});
