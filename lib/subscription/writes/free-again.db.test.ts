import { describe, expect, it } from "vitest";
import { idText } from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import { aPublishedPlan } from "@/lib/testing/billing";
import { change, onStarter, successorOf } from "@/lib/testing/changed";
import { later } from "@/lib/testing/factories";
import { type Subscribed, subscribe, walletOf } from "@/lib/testing/subscribed";
import { aDebit } from "@/lib/testing/wallets";
import { CancelInput, StartInput } from "../schema";
import { ChangeInput } from "../schema/change";
import { cancelSubscription } from "./cancel-subscription";
import { foreseeChange } from "./foresee-change";
import { previewStart } from "./preview-start";
import { renewSubscriptions } from "./renew-subscriptions";

const day = (days: number) => new Date(Date.UTC(2026, 3, 1 + days));

/** Who has been on Free since 1 April, with 100 C a month, and used some of them. */
async function onFree(used: string) {
  const { starter, pro, ...own } = await onStarter();
  await cancelSubscription(own.ctx, own.id, CancelInput.parse({ when: "now" }));
  const life = { period: "MONTHLY", expirationKind: "GRANT_PERIOD" } as const;
  const grant = { name: "Free", credits: "100", ...life };
  const free = await aPublishedPlan(own.ctx, { charges: [], grants: [grant] });
  const { id } = await subscribe(own.ctx, own, free);
  await post(own.ctx, aDebit(own.ctx, own, used));
  return { ...own, id, free, starter };
}
const leftOf = async (own: Subscribed) => (await walletOf(own))?.available;

describe("hopping from a free plan to a paid one and back", () => {
  it("gives what is left of the free credits, and no more: 30 used, 70 come back", async () => {
    const own = await onFree("30");
    const paid = successorOf(own, await change(later(own.ctx, day(2)), own, { to: own.starter }));

    const back = { to: own.free, when: "now" } as const;
    const again = successorOf(own, await change(later(own.ctx, day(3)), paid, back));

    expect(await leftOf(own)).toBe("70");
    // From its own day on, a month later, they come whole.
    await renewSubscriptions(new Date("2026-05-04T00:00:00Z"));
    expect(await leftOf(again)).toBe("100");
  });

  it("gives nothing once all of them were used, and the preview says so", async () => {
    const own = await onFree("100");
    const paid = successorOf(own, await change(later(own.ctx, day(2)), own, { to: own.starter }));
    const at = later(own.ctx, day(3));
    const asked = { planId: idText("plan", own.free), when: "now" } as const;

    const { change: foreseen } = await foreseeChange(at, paid.id, ChangeInput.parse(asked));
    await change(at, paid, { to: own.free, when: "now" });

    expect(foreseen.outcome.issued).toEqual([]);
    expect(await leftOf(own)).toBe("0");
  });
});

describe("leaving a free plan and starting it again", () => {
  it("gives what is left of its credits until they would have come anew", async () => {
    const own = await onFree("40");
    const end = later(own.ctx, day(5));
    await cancelSubscription(end, own.id, CancelInput.parse({ when: "now" }));
    const start = StartInput.parse({
      customerId: idText("cus", own.customerId),
      planId: idText("plan", own.free),
    });

    const soon = await previewStart(end, start);
    const month = await previewStart(later(own.ctx, new Date("2026-05-01T00:00:00Z")), start);

    expect(soon.grantsNow).toMatchObject([{ credits: "60" }]);
    expect(soon.grantsLater[0]).toMatchObject({ credits: "100" });
    expect(month.grantsNow).toMatchObject([{ credits: "100" }]);
  });
});
