import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { credits } from "@/lib/testing/amounts";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { rolling } from "@/lib/testing/lives";
import { refillInput } from "@/lib/testing/moves";
import { type Account, aDebit, anAccount, give } from "@/lib/testing/wallets";
import { post } from "./post";
import { preview } from "./preview";
import { listTransactions } from "./reads/transactions";
import { bookedView } from "./view";
import { startRefill } from "./writes/start-refill";
import { previewVoid } from "./writes/void-grant";

const END = new Date("2026-03-10T00:00:00Z");
const page = { cursor: null, limit: 10 };

describe("a preview's changes", () => {
  it("name each grant that the command would touch, and where its credits would be", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["30", "100", "7"]);

    const outcome = await preview(ctx, aDebit(ctx, account, "50"));

    if (!outcome.ok) throw new Error("the debit was refused");
    const { changes } = bookedView(outcome);
    expect(changes?.isLarge).toBe(true);
    expect(changes?.grants).toMatchObject([
      { moves: [{ to: "consumed", amount: "30" }], availableAfter: "0", isNew: false },
      { moves: [{ to: "consumed", amount: "20" }], availableAfter: "80", isNew: false },
    ]);
    expect(changes?.wallets).toMatchObject([
      { before: { available: "137" }, after: { available: "87" } },
    ]);
  });

  it("are the command's alone: what is due by then counts as before it, and nothing is booked", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, [{ amount: credits("40"), expiresAt: END }]);
    const grantId = await give(ctx, account, "100");
    const { items } = await listTransactions(ctx, { customerId: account.customerId, ...page });

    const { changes } = await previewVoid(later(ctx, END), grantId, {
      amount: credits("60"),
      reason: "Given by mistake",
      reference: aReference(),
    });

    expect(changes?.wallets).toMatchObject([
      { before: { available: "100" }, after: { available: "40" } },
    ]);
    expect(changes?.grants).toMatchObject([{ moves: [{ to: "voided", amount: "60" }] }]);
    const after = await listTransactions(ctx, { customerId: account.customerId, ...page });
    expect(after.items).toEqual(items);
  });
});

describe("a preview's fingerprint", () => {
  const rollingOver = (ctx: Context, account: Account) =>
    give(ctx, account, {
      ...{ amount: credits("40"), expiresAt: END },
      life: rolling({ mode: "all" }),
    });
  const refilled = (ctx: Context, { walletId }: Account) =>
    startRefill(ctx, walletId, refillInput("40", { period: "DAILY" }));

  it.each([
    ["rolled over", rollingOver],
    ["was refilled", refilled],
  ])(
    "holds for credits that came when a grant %s, though nobody has booked that yet",
    async (_, arrange) => {
      const ctx = await aContext({ at: new Date("2026-03-05T00:00:00Z") });
      const account = await anAccount(ctx);
      await arrange(ctx, account);
      const then = later(ctx, END);
      const debit = aDebit(then, account, "30");

      const shown = await preview(then, debit);

      if (!shown.ok) throw new Error("the debit was refused");
      const { fingerprint } = shown;
      const done = await post(then, { ...debit, fingerprint });
      expect(done).toMatchObject({ ok: true, draws: shown.draws });
    },
  );
});
