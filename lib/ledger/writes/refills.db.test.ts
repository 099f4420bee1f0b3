import { afterEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { countAll } from "@/lib/testing/api-refusal";
import { aContext, aReference } from "@/lib/testing/factories";
import { figuresOf, grantStands, refillInput } from "@/lib/testing/moves";
import { aRefilled, at, JANUARY, monthly } from "@/lib/testing/refills";
import { type Account, aDebit, anAccount } from "@/lib/testing/wallets";
import { post } from "../post";
import { listGrants } from "../reads/grants";
import { findRefill, listRefills } from "../reads/refills";
import { verifyLedger } from "../reads/verify";
import { closeWallet } from "./close-wallet";
import { expireDue } from "./expire-due";
import { previewStartRefill, startRefill } from "./start-refill";

const job = (ctx: Context) => expireDue(ctx.at, () => ({ ...ctx, origin: "system" }));
const available = async (ctx: Context, account: Account) =>
  (await figuresOf(ctx, account))?.available;

afterEach(async () => expect((await verifyLedger()).differences).toEqual([]));

describe("startRefill", () => {
  it("gives its first grant at once, and tells of itself and of who started it", async () => {
    const { ctx, account, first, refillId } = await aRefilled({ name: "Allowance", priority: 3 });

    expect(await grantStands(ctx, first)).toEqual({ available: "20" });
    expect(await listRefills(ctx, account)).toMatchObject([
      {
        ...{ name: "Allowance", amount: "20", priority: 3, category: "PROMOTIONAL" },
        ...{ period: "MONTHLY", periodCount: 1, zone: "UTC", status: "active" },
        ...{ anchorAt: JANUARY.toISOString(), nextAt: "2026-02-01T00:00:00.000Z" },
        ...{ endsAt: null, stoppedAt: null, rollover: null, onReset: null },
      },
    ]);
    expect((await findRefill(ctx, refillId)).firstGrantId).toContain("grt_");
    const [audit] = await readSql(
      `SELECT action, reason, actor_name FROM audit_record WHERE organization_id = $1::uuid
       AND action LIKE 'refill.%'`,
      [ctx.organizationId],
    );
    expect(audit).toEqual({
      ...{ action: "refill.started", reason: "Ticket 4711", actor_name: "Test Person" },
    });
  });

  it("is exact at read time: nobody has booked the months, and each figure is there", async () => {
    const { ctx, account, first } = await aRefilled();
    await post(at(ctx, "2026-01-10"), aDebit(at(ctx, "2026-01-10"), account, "5"));

    expect(await available(at(ctx, "2026-01-31"), account)).toBe("15");
    expect(await available(at(ctx, "2026-02-01"), account)).toBe("20");
    expect(await available(at(ctx, "2026-04-15"), account)).toBe("20");
    expect(await grantStands(at(ctx, "2026-02-01"), first)).toEqual({
      ...{ consumed: "5", expired: "15" },
    });
    const [refill] = await listRefills(at(ctx, "2026-04-15"), account);
    expect(refill?.nextAt).toBe("2026-05-01T00:00:00.000Z");
    const booked = await readSql(
      "SELECT count(*)::int AS n FROM credit_grant WHERE wallet_id = $1",
      [account.walletId],
    );
    expect(booked).toEqual([{ n: 1 }]);
  });

  it("is booked by the job or by a command, months late and in order, once", async () => {
    const { ctx, account } = await aRefilled({ rollover: { mode: "cap", cap: "30", periods: 2 } });
    const april = at(ctx, "2026-04-10");
    await Promise.all([job(april), job(april), post(april, aDebit(april, account, "1"))]);

    const grants = await listGrants(april, account.walletId);
    expect(grants.filter(({ source }) => source === "refill")).toHaveLength(4);
    expect(
      grants
        .filter(({ source, available }) => source === "rollover" && available !== "0")
        .map(({ available, expiresAt }) => [available, expiresAt?.slice(0, 10)]),
    ).toEqual([
      ["9", "2026-05-01"],
      ["20", "2026-06-01"],
    ]);
    expect(await available(april, account)).toBe("49");
    expect(await job(april)).toMatchObject({ changed: 0 });
  });

  it("gives a first grant of later as pending, and brings it by itself", async () => {
    const ctx = await aContext({ at: new Date("2025-12-01T00:00:00Z") });
    const account = await anAccount(ctx);
    await startRefill(ctx, account.walletId, monthly("20"));

    expect(await figuresOf(ctx, account)).toMatchObject({ pending: "20", available: "0" });
    await job(at(ctx, "2026-02-03"));
    expect(await figuresOf(at(ctx, "2026-02-03"), account)).toMatchObject({
      ...{ pending: "0", available: "20" },
    });
  });

  it("counts its periods in the customer's zone, by the day too", async () => {
    const ctx = await aContext({ at: new Date("2026-03-28T23:00:00Z") });
    const account = await anAccount(ctx);
    await readSql("UPDATE customer SET timezone = 'Europe/Berlin' WHERE id = $1::uuid", [
      account.customerId,
    ]);
    await startRefill(ctx, account.walletId, refillInput("3", { period: "DAILY", periodCount: 1 }));

    const [refill] = await listRefills(ctx, account);
    expect(refill).toMatchObject({ zone: "Europe/Berlin", nextAt: "2026-03-29T22:00:00.000Z" });
  });

  it("acts once under one reference, and not at all under one that said something else", async () => {
    const { ctx, account } = await aRefilled();
    const input = monthly("7");
    const [once, again] = await Promise.all([
      startRefill(ctx, account.walletId, input),
      startRefill(ctx, account.walletId, input),
    ]);
    expect(again).toEqual({ ...once, isReplayed: !once.isReplayed });
    const replayed = await startRefill(at(ctx, "2026-01-05"), account.walletId, input);
    expect(replayed).toMatchObject({ isReplayed: true, transactionId: once.transactionId });

    const other = { ...monthly("8"), reference: input.reference };
    await expect(startRefill(ctx, account.walletId, other)).rejects.toMatchObject({
      code: "idempotency_conflict",
    });
    expect(await listRefills(ctx, account)).toHaveLength(2);
  });

  it("previews what it does, and refuses if that is no longer so", async () => {
    const { ctx, account } = await aRefilled();
    const input = monthly("7");
    const before = await countAll();
    const shown = await previewStartRefill(ctx, account.walletId, input);
    expect(await countAll()).toEqual(before);
    expect(shown).toMatchObject({
      amount: "7",
      changes: { wallets: [{ after: { available: "27" } }] },
    });

    await post(ctx, aDebit(ctx, account, "1"));
    const stale = startRefill(ctx, account.walletId, { ...input, fingerprint: shown.fingerprint });
    await expect(stale).rejects.toMatchObject({ code: "stale_preview" });
    const { fingerprint } = await previewStartRefill(ctx, account.walletId, input);
    const done = await startRefill(ctx, account.walletId, { ...input, fingerprint });
    expect(done).toMatchObject({ amount: "7", fingerprint });
  });

  it.each([
    ["of another organization's wallet", { code: "not_found" }],
    ["in a closed wallet", { code: "invalid_state" }],
    ["that has ended already", { code: "validation_error" }],
  ])("refuses one %s, and changes nothing", async (name, error) => {
    const { ctx, account } = await aRefilled();
    if (name.includes("closed")) {
      await closeWallet(ctx, account.walletId, { reason: "Gone away", reference: aReference() });
    }
    const asker = name.includes("another") ? await aContext() : at(ctx, "2026-03-01");
    const input = monthly("7", name.includes("ended") ? { endsAt: "2026-02-01T00:00:00Z" } : {});
    const before = await countAll();

    await expect(startRefill(asker, account.walletId, input)).rejects.toMatchObject(error);
    await expect(previewStartRefill(asker, account.walletId, input)).rejects.toMatchObject(error);
    expect(await countAll()).toEqual(before);
  });
});
