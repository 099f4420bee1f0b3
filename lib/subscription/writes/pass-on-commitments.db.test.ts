/** What rolls of a commitment goes on with the plan that takes its place (SEMANTICS 8.2). */
import { describe, expect, it } from "vitest";
import { SubscriptionId } from "@/lib/ids";
import { change } from "@/lib/testing/changed";
import { committed, settled } from "@/lib/testing/commitments";
import { later } from "@/lib/testing/factories";
import { aMoneyPlan, close, send, used } from "@/lib/testing/money-usage";
import { aPlan } from "@/lib/testing/usage";
import { findCommitment } from "../reads/commitment";
import { CancelInput } from "../schema";
import { cancelSubscription } from "./cancel-subscription";

describe("a commitment that rolls, and a change of plan", () => {
  const rolling = (amount: string) => committed({ amount, shortfall: "ROLL" });
  const april = (ctx: Parameters<typeof later>[0]) => later(ctx, "2026-04-11T00:00:00Z");

  it("passes what is missing on to the successor, with use that comes late", async () => {
    const own = await aMoneyPlan({}, ["9000"], rolling("310"));
    const to = await aPlan(own.ctx, rolling("620"));
    const asking = later(own.ctx, "2026-03-11T00:00:00Z");

    const done = await change(asking, { id: own.subscriptionId }, { to, when: "now" });
    await send(own.ctx, "03-12T00:00:00", [used(own.externalId, 3, "03-10T00:00:00")]);
    const standing = await findCommitment(
      later(own.ctx, "2026-03-13T00:00:00Z"),
      SubscriptionId.parse(done.successorId),
    );
    await close("04-11T00:00:00");
    await cancelSubscription(
      april(own.ctx),
      SubscriptionId.parse(done.successorId),
      CancelInput.parse({ when: "now" }),
    );

    expect(standing).toMatchObject({ running: { brought: "100", target: "720", left: "690" } });
    expect(await settled(own)).toMatchObject([
      { period: "03-01/03-11", agreed: "100", missing: "100", amount: "0", is_rolled: true },
      { period: "03-11/04-11", brought: "100", late: "30", missing: "690", is_rolled: true },
    ]);
  });

  it("passes it on where the change was scheduled, to the renewal's own successor", async () => {
    const own = await aMoneyPlan({}, [], rolling("100"));
    const to = await aPlan(own.ctx, committed({ amount: "200" }));
    const asking = later(own.ctx, "2026-03-11T00:00:00Z");

    await change(asking, { id: own.subscriptionId }, { to, when: "period_end" });
    await close("04-01T00:00:00");
    await close("05-01T00:00:00");

    expect(await settled(own)).toMatchObject([
      { agreed: "100", missing: "100", amount: "0", is_rolled: true },
      { agreed: "200", brought: "100", missing: "300", amount: "300", is_rolled: false },
    ]);
  });

  it.each([
    ["has no commitment", {}],
    ["counts in another unit", committed({ amount: "100", creditUnit: "credits" })],
  ])("asks for it where the successor %s", async (_, draft) => {
    const own = await aMoneyPlan({}, [], rolling("310"));
    const to = await aPlan(own.ctx, draft);
    const asking = later(own.ctx, "2026-03-11T00:00:00Z");

    await change(asking, { id: own.subscriptionId }, { to, when: "now" });

    expect(await settled(own)).toMatchObject([{ amount: "100", is_rolled: false }]);
  });
});
