import { describe, expect, it } from "vitest";
import { idText } from "@/lib/ids";
import { change, type OnStarter, onStarter, successorOf } from "@/lib/testing/changed";
import { later } from "@/lib/testing/factories";
import { invoicesOf } from "@/lib/testing/subscribed";
import { findTimeline } from "../reads/timeline";
import { CancelInput, StartInput } from "../schema";
import { cancelSubscription } from "./cancel-subscription";
import { previewStart } from "./preview-start";
import { renewSubscriptions } from "./renew-subscriptions";
import { startSubscription } from "./start-subscription";

/** On Starter again after a day on Pro that was paid: 651 USD wait for the next invoices. */
async function withMoneyWaiting() {
  const own = await onStarter();
  const pro = successorOf(own, await change(own.ctx, own, { to: own.pro }));
  const down = await change(own.ctx, pro, { to: own.starter, when: "now" });
  return { ...own, ...successorOf(own, down) };
}
const totalsOf = async (own: OnStarter) => (await invoicesOf(own)).map(({ total }) => total);

describe("money that waits for a customer's next invoices", () => {
  it("lowers the invoices that a timeline tells, as it then lowers them", async () => {
    const own = await withMoneyWaiting();

    const ahead = await findTimeline(own.ctx, own.id);
    await renewSubscriptions(new Date("2026-09-02T00:00:00Z"));

    const told = ahead?.invoices.map(({ total }) => total) ?? [];
    expect(told.slice(0, 6)).toEqual(["0", "0", "0", "0", "94", "149"]);
    expect((await totalsOf(own)).slice(-5)).toEqual(told.slice(0, 5));
    expect(ahead?.months[5]).toMatchObject({ invoiced: "94" });
  });

  it("lowers the first invoice of a start, and its preview says so", async () => {
    const own = await withMoneyWaiting();
    await cancelSubscription(own.ctx, own.id, CancelInput.parse({ when: "now" }));
    const input = StartInput.parse({
      customerId: idText("cus", own.customerId),
      planId: idText("plan", own.pro),
    });

    const preview = await previewStart(own.ctx, input);
    const { startedAt } = await startSubscription(own.ctx, input);

    const [first] = (await invoicesOf(own))
      .filter(({ periodStart }) => periodStart === startedAt)
      .slice(-1);
    expect(preview).toMatchObject({ total: first?.total, booked: { total: first?.total } });
    expect(preview.lines.map(({ amount }) => amount)).toEqual(["800", "-651"]);
    expect(preview.timeline.invoices.slice(0, 2)).toMatchObject([
      { total: "149" },
      { total: "800" },
    ]);
  });
});

describe("a plan that is paid afterwards", () => {
  it("asks for the days that were lived when it is changed, and the change says so", async () => {
    const own = await onStarter({ timing: "ARREAR" });
    const day15 = later(own.ctx, new Date("2026-04-16T00:00:00Z"));

    const { outcome } = await change(day15, own, { to: own.pro });

    expect(outcome).toMatchObject({ total: "800", closing: { total: "74.5" } });
    expect(outcome.closing?.lines).toMatchObject([{ kind: "recurring", amount: "74.5" }]);
    expect(await totalsOf(own)).toEqual(["74.5", "800"]);
  });

  it("says nothing of an old plan that was paid before", async () => {
    const own = await onStarter();

    const { outcome } = await change(own.ctx, own, { to: own.pro });

    expect(outcome.closing).toBeNull();
  });
});
