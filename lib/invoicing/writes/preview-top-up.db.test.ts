import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { anEmptyWallet } from "@/lib/testing/billing";
import { aContext, aReference } from "@/lib/testing/factories";
import { give } from "@/lib/testing/wallets";
import { TopUpInput } from "../schema";
import { previewTopUp } from "./preview-top-up";
import { topUpWallet } from "./top-up-wallet";

const bought = (over: object = {}) =>
  TopUpInput.parse({ kind: "bought", credits: "1000", reference: aReference(), ...over });

describe("a preview of a top-up", () => {
  it("shows the price and the figures after it, and changes nothing", async () => {
    const ctx = await aContext();
    const { walletId: wallet } = await anEmptyWallet(ctx, { topupRate: "0.03" });

    const shown = await previewTopUp(ctx, wallet, bought());

    expect(shown).toMatchObject({
      ...{ credits: "1000", price: "30", isPending: true },
      lines: [{ description: "Credits", amount: "30" }],
      wallets: [{ figures: { available: "0", pending: "1000" } }],
    });
    const [traces] = await readSql(
      `SELECT (SELECT count(*)::int FROM credit_grant WHERE wallet_id = $1::uuid) AS grants,
         (SELECT count(*)::int FROM invoice WHERE organization_id = $2::uuid) AS invoices`,
      [wallet, ctx.organizationId],
    );
    expect(traces).toEqual({ grants: 0, invoices: 0 });
  });

  it("has a fingerprint that holds until the wallet changes", async () => {
    const ctx = await aContext();
    const { walletId: wallet, customerId } = await anEmptyWallet(ctx);
    const { fingerprint } = await previewTopUp(ctx, wallet, bought());

    await expect(topUpWallet(ctx, wallet, bought({ fingerprint }))).resolves.toMatchObject({
      replayed: false,
    });
    await give(ctx, { customerId, walletId: wallet }, "5");
    await expect(topUpWallet(ctx, wallet, bought({ fingerprint }))).rejects.toMatchObject({
      code: "stale_preview",
    });
  });
});
