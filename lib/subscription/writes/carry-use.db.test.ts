/** Free units and tiers of prices go on where a change of plan keeps the period (SEMANTICS 7.4, 8.6). */
import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { idText, SubscriptionId } from "@/lib/ids";
import { change } from "@/lib/testing/changed";
import { later } from "@/lib/testing/factories";
import { aMoneyPlan, asked, close, send, used } from "@/lib/testing/money-usage";
import { aPlan } from "@/lib/testing/usage";

const TIERS = [{ upTo: "10", unitAmount: "2" }, { unitAmount: "1" }];
const GRADUATED = {
  ...{ settlement: "INVOICE", model: "GRADUATED", amount: null, tiers: TIERS, freeUnits: "3" },
} as const;

/** Exports in tiers, 3 of them free; and another plan of the product that prices them as told. */
async function onTiers(other: object = GRADUATED) {
  const own = await aMoneyPlan(GRADUATED);
  const usage = { kind: "USAGE", name: "Exports", featureId: idText("feat", own.feature) };
  const to = await aPlan(own.ctx, { charges: [{ ...usage, ...other } as never] });
  let id = own.subscriptionId;
  const use = (count: number, at: string) => send(own.ctx, at, [used(own.externalId, count, at)]);
  const changeTo = async (plan: typeof to, at: string) => {
    const ctx = later(own.ctx, `2026-${at}Z`);
    const changed = await change(ctx, { id }, { to: plan, mode: "prorate", when: "now" });
    id = SubscriptionId.parse(changed.successorId);
  };
  return { ...own, to, use, changeTo };
}

const totals = async (own: Parameters<typeof asked>[0]) =>
  (await asked(own)).map(({ total }) => Number(total));
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

describe("use in tiers over a change that keeps the period", () => {
  it("goes on in the tiers, and gives no free units again: all costs as one period does", async () => {
    const own = await onTiers();
    await own.use(8, "03-05T00:00:00"); // 3 free, 5 at 2
    await own.changeTo(own.to, "03-10T00:00:00");
    await own.use(9, "03-12T00:00:00"); // 5 at 2, 4 at 1
    await close("04-02T00:00:00");

    expect(await totals(own)).toEqual([10, 14]);
    const lines = (await asked(own)).at(-1)?.lines ?? [];
    expect(lines[0]?.[1]).toBe("Exports: 3 free, 10 at $2.00, 4 at $1.00; 8 of it before");
  });

  it("does so however often the plan is changed, to and fro", async () => {
    const own = await onTiers();
    const [plan] = await readSql("SELECT plan_id FROM subscription WHERE id = $1::uuid", [
      own.subscriptionId,
    ]);
    const home = plan?.plan_id as typeof own.to;
    await own.use(4, "03-02T00:00:00");
    await own.changeTo(own.to, "03-05T00:00:00");
    await own.use(4, "03-06T00:00:00");
    await own.changeTo(home, "03-09T00:00:00");
    await own.use(4, "03-10T00:00:00");
    await own.changeTo(own.to, "03-12T00:00:00");
    await own.use(5, "03-13T00:00:00");
    await close("04-02T00:00:00");

    // 17 in all: 3 free, 10 at 2, 4 at 1.
    expect(sum(await totals(own))).toBe(24);
  });

  it("counts late use by its own time, and the next period anew", async () => {
    const own = await onTiers();
    await own.use(2, "03-05T00:00:00");
    await own.changeTo(own.to, "03-10T00:00:00");
    await own.use(2, "03-10T00:00:00"); // 1 free, 1 at 2
    await send(own.ctx, "03-11T00:00:00", [used(own.externalId, 4, "03-06T00:00:00")]); // 1 free, 3 at 2
    await close("04-02T00:00:00");
    await own.use(4, "04-03T00:00:00"); // 3 free, 1 at 2
    await close("05-02T00:00:00");

    expect(sum((await totals(own)).slice(0, -1))).toBe(8);
    expect((await totals(own)).at(-1)).toBe(2);
  });

  it("asks a price for a level anew, and its free units not again", async () => {
    const level = { model: "FLAT", amount: "50", settlement: "INVOICE", freeUnits: "5" };
    const own = await onTiers(level);
    await own.use(4, "03-05T00:00:00"); // 3 free, 1 at 2
    await own.changeTo(own.to, "03-10T00:00:00");
    await own.use(1, "03-12T00:00:00"); // the fifth: free
    await own.use(1, "03-13T00:00:00"); // all use: 50
    await close("04-02T00:00:00");

    expect(await totals(own)).toEqual([2, 50]);
  });
});
