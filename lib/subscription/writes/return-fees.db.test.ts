import { describe, expect, it } from "vitest";
import { idText } from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import { verifyAll } from "@/lib/ledger/reads/verify";
import { anEmptyWallet, aPublishedPlan } from "@/lib/testing/billing";
import { change, successorOf } from "@/lib/testing/changed";
import { aContext, later } from "@/lib/testing/factories";
import { type Subscribed, subscribe, walletOf } from "@/lib/testing/subscribed";
import { aDebit, give } from "@/lib/testing/wallets";
import { type CancelFields, CancelInput } from "../schema";
import { ChangeInput } from "../schema/change";
import { cancelAndTell } from "./cancel-subscription";
import { changeSubscription } from "./change-subscription";
import { foreseeChange } from "./foresee-change";
import { renewSubscriptions } from "./renew-subscriptions";

/** 149 USD, 2,000 credits and a mailbox of 400 credits a month, beside a plan of 800 and 50,000. */
async function onMailer(onShortage: "OVERAGE" | "SUSPEND" = "OVERAGE", credits = "2000") {
  const ctx = await aContext({ at: new Date("2026-04-01T00:00:00Z") });
  const mailer = await aPublishedPlan(ctx, {
    charges: [
      { kind: "RECURRING", name: "Mail", amount: "149", period: "MONTHLY" },
      {
        ...{ kind: "RECURRING", name: "Mailbox", amount: "400", creditUnit: "credits" },
        ...{ period: "MONTHLY", onShortage },
      },
    ],
    grants: credits === "0" ? [] : [{ name: "Monthly", credits }],
  });
  const pro = await aPublishedPlan(ctx, { fee: "800", feePeriod: "MONTHLY", credits: "50000" });
  const account = await anEmptyWallet(ctx);
  return { ctx, account, mailer, pro };
}
const day = (days: number) => new Date(Date.UTC(2026, 3, 1 + days));

const endNow = (own: Subscribed, on: Date, over: CancelFields = {}) =>
  cancelAndTell(
    later(own.ctx, on),
    own.id,
    CancelInput.parse({ when: "now", unused: "credit", ...over }),
  );

describe("a fee in credits at a cancellation", () => {
  it("comes back by the lesser share of time and credits, where unused time is given back", async () => {
    const { ctx, account, mailer } = await onMailer("OVERAGE", "0");
    await give(ctx, account, "1000");
    const own = await subscribe(ctx, account, mailer);

    const { closing } = await endNow(own, day(15));

    expect(closing.returned).toMatchObject([
      { name: "Mailbox", drawn: "400", credits: "200", decidedBy: "time" },
    ]);
    expect(await walletOf(own)).toEqual({ available: "800", overage: "0" });
    for (const { differences } of (await verifyAll()).values()) expect(differences).toEqual([]);
  });

  it("of the plan's own credits goes back to them, and is voided with them", async () => {
    const { ctx, account, mailer } = await onMailer();
    const own = await subscribe(ctx, account, mailer);
    const used = later(ctx, day(1));
    await post(used, aDebit(used, own, "1200"));

    const { closing } = await endNow(own, day(3));

    expect(closing).toMatchObject({
      returned: [{ credits: "100", decidedBy: "credits" }],
      unspentCredits: "500",
    });
    expect(await walletOf(own)).toEqual({ available: "0", overage: "0" });
  });

  it("stays where nothing is given back, and is owed by less where nothing paid it", async () => {
    const { ctx, account, mailer } = await onMailer("OVERAGE", "0");
    const own = await subscribe(ctx, account, mailer);
    const kept = await onMailer("OVERAGE", "0");
    const other = await subscribe(kept.ctx, kept.account, kept.mailer);

    expect((await endNow(own, day(15))).closing.returned).toHaveLength(1);
    expect((await endNow(other, day(15), { unused: "none" })).closing.returned).toEqual([]);

    expect(await walletOf(own)).toEqual({ available: "0", overage: "200" });
    expect(await walletOf(other)).toEqual({ available: "0", overage: "400" });
  });

  it("never mints: ended and started again, the customer never has more than bought", async () => {
    const { ctx, account, mailer } = await onMailer("OVERAGE", "0");
    await give(ctx, account, "3000");
    const left: number[] = [];
    for (const on of [0, 1, 2, 15, 16]) {
      const own = await subscribe(later(ctx, day(on)), account, mailer);
      await endNow(own, day(on + 1));
      left.push(Number((await walletOf(own))?.available));
    }

    // Each day of a mailbox costs a thirtieth of it, or more.
    for (const [round, now] of left.entries()) {
      expect(now).toBeLessThanOrEqual((left[round - 1] ?? 3000) - 400 / 31);
    }
  });
});

describe("a fee in credits at a change of plan", () => {
  it("comes back by the time that is left, and is no use of the plan's credits", async () => {
    const { ctx, account, mailer, pro } = await onMailer();
    const own = await subscribe(ctx, account, mailer);
    expect(await walletOf(own)).toMatchObject({ available: "1600" });

    const { outcome } = await change(later(ctx, day(15)), own, { to: pro });

    expect(outcome).toMatchObject({
      returned: [
        { name: "Mailbox", drawn: "400", credits: "200", decidedBy: "time", share: "0.5" },
      ],
      feeCredits: [{ amount: "74.5", decidedBy: "time" }],
      oldCredits: [{ given: "2000", unspent: "1800" }],
      voided: [{ credits: "1800" }],
    });
    expect(await walletOf(own)).toEqual({ available: "50000", overage: "0" });
    for (const { differences } of (await verifyAll()).values()) expect(differences).toEqual([]);
  });

  it("comes back by what is unspent beside it, where that is less, and money goes by the same", async () => {
    const { ctx, account, mailer, pro } = await onMailer();
    const own = await subscribe(ctx, account, mailer);
    const used = later(ctx, day(1));
    await post(used, aDebit(used, own, "1200"));

    const { outcome } = await change(later(ctx, day(3)), own, { to: pro });

    expect(outcome).toMatchObject({
      returned: [{ credits: "100", decidedBy: "credits", share: "0.25" }],
      feeCredits: [{ amount: "37.25", decidedBy: "credits", share: "0.25" }],
    });
    expect(await walletOf(own)).toEqual({ available: "50000", overage: "0" });
  });

  it("comes back to bought credits where those paid it, and they stay", async () => {
    const { ctx, account, mailer, pro } = await onMailer("OVERAGE", "0");
    await give(ctx, account, "1000");
    const own = await subscribe(ctx, account, mailer);

    await change(later(ctx, day(15)), own, { to: pro });

    expect(await walletOf(own)).toEqual({ available: "50800", overage: "0" });
  });

  it("is owed by as much less where nothing paid it", async () => {
    const { ctx, account, mailer, pro } = await onMailer("OVERAGE", "0");
    const own = await subscribe(ctx, account, mailer);
    expect(await walletOf(own)).toEqual({ available: "0", overage: "400" });

    await change(later(ctx, day(15)), own, { to: pro });

    expect(await walletOf(own)).toEqual({ available: "49800", overage: "0" });
  });

  it("does not come back where the old credits stay, nor where none was drawn", async () => {
    const { ctx, account, mailer, pro } = await onMailer();
    const own = await subscribe(ctx, account, mailer);
    const kept = await change(later(ctx, day(15)), own, { to: pro, mode: "keep" });
    expect(kept.outcome.returned).toEqual([]);
    expect(await walletOf(own)).toMatchObject({ available: "51600" });

    const poor = await onMailer("SUSPEND", "0");
    const suspended = await subscribe(poor.ctx, poor.account, poor.mailer);
    const { outcome } = await change(later(poor.ctx, day(15)), suspended, { to: poor.pro });
    expect(outcome.returned).toEqual([]);
  });

  it("is foreseen day by day where the change is to come, and its own time runs beyond", async () => {
    const { ctx, account, pro } = await onMailer();
    const domain = await aPublishedPlan(ctx, {
      charges: [
        { kind: "RECURRING", name: "Mail", amount: "149", period: "MONTHLY" },
        {
          ...{ kind: "RECURRING", name: "Domain", amount: "365", creditUnit: "credits" },
          period: "ANNUAL",
        },
      ],
      grants: [],
    });
    await give(ctx, account, "1000");
    const own = await subscribe(ctx, account, domain);
    const input = ChangeInput.parse({ planId: idText("plan", pro), when: "period_end" });
    const { daily } = await foreseeChange(later(ctx, day(2)), own.id, input);
    const told = (daily.units[0]?.days ?? []).map(({ on, changed }) => `${on}: ${changed}`);
    expect([told[0], told.at(-1)]).toEqual(["2026-04-03: 635", "2026-06-01: 50970"]);

    await changeSubscription(later(ctx, day(2)), own.id, input);
    await renewSubscriptions(day(31));
    // 335 of 365 days were left.
    expect(await walletOf(own)).toMatchObject({ available: "50970" });
  });

  it("pays no hopping: there and back at once costs and gives nothing", async () => {
    const { ctx, account, mailer, pro } = await onMailer();
    await give(ctx, account, "1000");
    const own = await subscribe(ctx, account, mailer);
    const before = await walletOf(own);
    const there = await change(later(ctx, day(0)), own, { to: pro });
    await change(later(ctx, day(0)), successorOf(own, there), { to: mailer, when: "now" });

    expect(await walletOf(own)).toEqual(before);
  });
});
