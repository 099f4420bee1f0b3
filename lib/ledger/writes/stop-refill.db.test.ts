import { afterEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { newId, parseId, type RefillId } from "@/lib/ids";
import { countAll } from "@/lib/testing/api-refusal";
import { aContext, aReference } from "@/lib/testing/factories";
import { figuresOf, refillOf, stopInput } from "@/lib/testing/moves";
import { aRefilled, at, monthly, type Refilled } from "@/lib/testing/refills";
import { type Account, anAccount } from "@/lib/testing/wallets";
import { findRefill, listRefills } from "../reads/refills";
import { verifyLedger } from "../reads/verify";
import { closeWallet } from "./close-wallet";
import { startRefill } from "./start-refill";
import { previewStopRefill, stopRefill } from "./stop-refill";

const available = async (ctx: Context, account: Account) =>
  (await figuresOf(ctx, account))?.available;

afterEach(async () => expect((await verifyLedger()).differences).toEqual([]));

describe("stopRefill", () => {
  it("lets no further grant come; the running one lives to its end", async () => {
    const { ctx, account, refillId } = await aRefilled();
    const february = at(ctx, "2026-02-10");
    const shown = await previewStopRefill(february, refillId, stopInput());

    const input = stopInput({ fingerprint: shown.fingerprint });
    await stopRefill(february, refillId, input);
    expect(await stopRefill(february, refillId, input)).toMatchObject({ isReplayed: true });

    expect(await available(at(ctx, "2026-02-28"), account)).toBe("20");
    expect(await available(at(ctx, "2026-03-01"), account)).toBe("0");
    expect(await listRefills(at(ctx, "2026-03-01"), account)).toMatchObject([
      { status: "stopped", stoppedAt: "2026-02-10T00:00:00.000Z", nextAt: null },
    ]);
    const [flag] = await readSql("SELECT has_refills FROM wallet WHERE id = $1", [
      account.walletId,
    ]);
    expect(flag).toEqual({ has_refills: false });
  });

  it("takes back a first grant that has not started", async () => {
    const ctx = await aContext({ at: new Date("2025-12-01T00:00:00Z") });
    const account = await anAccount(ctx);
    await startRefill(ctx, account.walletId, monthly("20"));

    expect(await stopRefill(ctx, await refillOf(ctx, account), stopInput())).toMatchObject({
      amount: "20",
    });
    expect(await figuresOf(at(ctx, "2026-03-01"), account)).toMatchObject({
      ...{ available: "0", pending: "0" },
    });
  });

  it.each([
    ["stopped", async ({ ctx, refillId }: Refilled) => stopRefill(ctx, refillId, stopInput())],
    [
      "closed",
      async ({ ctx, account }: Refilled) =>
        closeWallet(ctx, account.walletId, { reason: "Gone away", reference: aReference() }),
    ],
  ])("refuses one that is %s, and changes nothing", async (_, end) => {
    const refilled = await aRefilled();
    await end(refilled);
    const before = await countAll();

    const again = stopRefill(refilled.ctx, refilled.refillId, stopInput());
    await expect(again).rejects.toMatchObject({ code: "invalid_state" });
    expect(await countAll()).toEqual(before);
  });

  it("does not find another organization's, or one that is not there", async () => {
    const { ctx, refillId } = await aRefilled();
    const other = await aContext();

    for (const [asker, id] of [
      [other, refillId],
      [ctx, newId<RefillId>()],
    ] as const) {
      await expect(stopRefill(asker, id, stopInput())).rejects.toMatchObject({ code: "not_found" });
    }
    expect(parseId("rfl", (await findRefill(ctx, refillId)).id)).toBe(refillId);
    await expect(listRefills(other, await anAccount(ctx))).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
