import { expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { credits } from "@/lib/testing/amounts";
import { aContext, later } from "@/lib/testing/factories";
import { refillInput } from "@/lib/testing/moves";
import { anAccount } from "@/lib/testing/wallets";
import { startRefill } from "./start-refill";

const JANUARY = new Date("2026-01-01T00:00:00Z");

it("knows a refill's reference again though its customer has moved to another zone (SEMANTICS 4.2)", async () => {
  const ctx = await aContext({ at: JANUARY });
  const { customerId, walletId } = await anAccount(ctx);
  const asked = refillInput("20", { rollover: { mode: "cap", cap: "30" } });
  const first = await startRefill(ctx, walletId, asked);
  const move = "UPDATE customer SET timezone = 'Asia/Tokyo' WHERE id = $1::uuid";
  await readSql(move, [customerId]);
  const after = later(ctx, new Date(JANUARY.getTime() + 60_000));

  expect(await startRefill(after, walletId, asked)).toEqual({ ...first, isReplayed: true });
  const others = [{ amount: credits("21") }, { periodCount: 2 }, { anchorAt: JANUARY }];
  for (const other of others) {
    await expect(startRefill(after, walletId, { ...asked, ...other })).rejects.toMatchObject({
      code: "idempotency_conflict",
    });
  }
});
