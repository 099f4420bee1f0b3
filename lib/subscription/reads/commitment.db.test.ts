/** How a subscription stands with its commitment, as screens and callers read it. */
import { describe, expect, it } from "vitest";
import { later } from "@/lib/testing/factories";
import { aMoneyPlan, close, send, used } from "@/lib/testing/money-usage";
import { CancelInput } from "../schema";
import { cancelSubscription } from "../writes/cancel-subscription";
import { findCommitment } from "./commitment";
import { findTimeline } from "./timeline";

const committed = (over: object = {}) => ({
  commitment: { amount: "100", period: "MONTHLY" as const, ...over },
});
const march = (ctx: Parameters<typeof later>[0], day: string) =>
  later(ctx, `2026-03-${day}T00:00:00Z`);

describe("findCommitment", () => {
  it("tells what was spent, what the next invoice will ask, and what is left", async () => {
    const own = await aMoneyPlan({}, ["1500"], committed());
    await send(own.ctx, "03-10T00:00:00", [used(own.externalId, 4, "03-10T00:00:00")]);

    expect(await findCommitment(march(own.ctx, "11"), own.subscriptionId)).toMatchObject({
      ...{ creditUnit: null, currency: "USD", shortfall: "TRUE_UP", settled: [] },
      running: {
        ...{ periodStart: "2026-03-01T00:00:00.000Z", periodEnd: "2026-04-01T00:00:00.000Z" },
        ...{ agreed: "100", brought: "0", paidByCredits: "15", invoiced: "0" },
        ...{ toBeInvoiced: "25", used: "40", left: "60", trueUp: "60" },
      },
    });
  });

  it("foresees what is asked if nothing more is used", async () => {
    const own = await aMoneyPlan({}, ["1500"], committed());
    await send(own.ctx, "03-10T00:00:00", [used(own.externalId, 4, "03-10T00:00:00")]);
    const timeline = await findTimeline(march(own.ctx, "11"), own.subscriptionId);

    const [first, second] = timeline?.invoices ?? [];
    expect(first?.lines).toMatchObject([
      { description: "True-up to the commitment, if nothing more is used", amount: "60" },
    ]);
    expect(second).toMatchObject({ total: "100", at: "2026-05-01T00:00:00.000Z" });
  });

  it("keeps what was settled, with its invoice, after the end too", async () => {
    const own = await aMoneyPlan({}, ["1500"], committed({ shortfall: "ROLL" }));
    await close("04-01T00:00:00");
    const april = later(own.ctx, "2026-04-16T00:00:00Z");
    const rolled = await findCommitment(april, own.subscriptionId);
    await cancelSubscription(april, own.subscriptionId, CancelInput.parse({ when: "now" }));

    expect(rolled).toMatchObject({
      running: { agreed: "100", brought: "100", left: "200", trueUp: null },
      settled: [{ missing: "100", isRolled: true, trueUp: "0", invoiceId: null }],
    });
    expect(await findCommitment(april, own.subscriptionId)).toMatchObject({
      running: null,
      settled: [
        { agreed: "50", brought: "100", trueUp: "150", invoiceId: expect.stringMatching(/^inv_/) },
        { isRolled: true },
      ],
    });
  });

  it("is nothing without a commitment", async () => {
    const own = await aMoneyPlan();

    expect(await findCommitment(own.ctx, own.subscriptionId)).toBeUndefined();
  });
});
