import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { PlanDraftInput, PlanInput } from "@/lib/catalog/schema/plan";
import { createPlan } from "@/lib/catalog/writes/create-plan";
import { publishPlan } from "@/lib/catalog/writes/publish-plan";
import { updateDraft } from "@/lib/catalog/writes/update-draft";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { idText, PlanId } from "@/lib/ids";
import { anEmptyWallet, aPublishedPlan } from "@/lib/testing/billing";
import { aContext, later } from "@/lib/testing/factories";
import {
  askedStart,
  invoicesOf,
  type Subscribed,
  subscribe,
  traceOf,
  walletOf,
} from "@/lib/testing/subscribed";
import { findSubscription } from "../reads";
import { AddOnInput, CancelInput } from "../schema";
import { cancelSubscription } from "./cancel-subscription";
import { foreseeAddOn } from "./foresee-add-on";
import { previewStart } from "./preview-start";
import { renewSubscriptions } from "./renew-subscriptions";
import { setAddOn } from "./set-add-on";

/** 1,000 C for 20 USD, each billing period. */
async function aPackage(ctx: Context, period: "MONTHLY" | "ANNUAL" = "MONTHLY"): Promise<PlanId> {
  const key = `more-${randomUUID()}`;
  const asked = { name: "More credits", key, kind: "ADD_ON" } as const;
  const { id } = await createPlan(ctx, PlanInput.parse(asked));
  const planId = PlanId.parse(id);
  const draft = {
    currency: "USD",
    charges: [{ kind: "RECURRING", amount: "20", period }],
    grants: [{ credits: "1000", period, expirationKind: "GRANT_PERIOD" }],
    entitlements: [],
  };
  await updateDraft(ctx, planId, PlanDraftInput.parse(draft));
  await publishPlan(ctx, planId);
  return planId;
}
/** 31 USD and 500 C a month, from 31 January on. */
async function aSeller() {
  const ctx = await aContext({ at: new Date("2026-01-31T09:00:00Z") });
  const account = await anEmptyWallet(ctx);
  const plan = { fee: "31", feePeriod: "MONTHLY", credits: "500" } as const;
  return { ctx, account, planId: await aPublishedPlan(ctx, plan), addOnId: await aPackage(ctx) };
}
async function aSubscriber() {
  const seller = await aSeller();
  return { ...(await subscribe(seller.ctx, seller.account, seller.planId)), ...seller };
}
type Subscriber = Awaited<ReturnType<typeof aSubscriber>>;
const asked = ({ addOnId }: Pick<Subscriber, "addOnId">, quantity: number) =>
  AddOnInput.parse({ planId: idText("plan", addOnId), quantity });
const set = (own: Subscriber, day: string, quantity: number) =>
  setAddOn(later(own.ctx, `${day}T09:00:00Z`), own.id, asked(own, quantity));
const totalsOf = async (own: Subscribed) => (await invoicesOf(own)).map(({ total }) => total);
const givenOf = async ({ customerId }: Subscribed) => {
  const rows = await readSql(
    `SELECT to_char(effective_at AT TIME ZONE 'UTC', 'MM-DD') || ' to '
       || to_char(expires_at AT TIME ZONE 'UTC', 'MM-DD') AS life, source,
       trim_scale(amount)::text AS amount
     FROM credit_grant WHERE customer_id = $1::uuid ORDER BY effective_at, source DESC, id`,
    [customerId],
  );
  return rows.map(({ life, source, amount }) => `${source} ${amount} ${life}`);
};

describe("an add-on", () => {
  it("comes at once, in full, and then with each period", async () => {
    const own = await aSubscriber();

    const sold = await set(own, "2026-02-10", 2);
    await renewSubscriptions(new Date("2026-02-28T09:00:00Z"));

    expect(sold).toMatchObject({
      addOns: [{ name: "More credits", quantity: 2, nextQuantity: 2 }],
      recurringAmount: "71",
    });
    expect(await givenOf(own)).toEqual([
      "plan 500 01-31 to 02-28",
      "add_on 2000 02-10 to 02-28",
      "plan 500 02-28 to 03-31",
      "add_on 2000 02-28 to 03-31",
    ]);
    expect(await totalsOf(own)).toEqual(["31", "40", "71"]);
    const audits = await readSql(
      `SELECT 1 FROM audit_record WHERE organization_id = $1::uuid
         AND action = 'subscription.add_on_changed'`,
      [own.ctx.organizationId],
    );
    expect(audits).toHaveLength(1);
  });

  it("goes up at once by the difference, and down with the next period", async () => {
    const own = await aSubscriber();
    await set(own, "2026-02-10", 1);
    await set(own, "2026-02-12", 3);

    const fewer = await set(own, "2026-02-14", 1);
    expect(fewer).toMatchObject({ addOns: [{ quantity: 3, nextQuantity: 1 }] });
    expect(await walletOf(own)).toEqual({ available: "3500", overage: "0" });
    await renewSubscriptions(new Date("2026-02-28T09:00:00Z"));

    expect(await givenOf(own)).toEqual([
      "plan 500 01-31 to 02-28",
      "add_on 1000 02-10 to 02-28",
      "add_on 2000 02-12 to 02-28",
      "plan 500 02-28 to 03-31",
      "add_on 1000 02-28 to 03-31",
    ]);
    expect(await totalsOf(own)).toEqual(["31", "20", "40", "51"]);
    expect(await findSubscription(own.ctx, own.id)).toMatchObject({
      addOns: [{ quantity: 1, nextQuantity: 1 }],
    });
  });

  it("is given up with the next period, and may be taken again", async () => {
    const own = await aSubscriber();
    await set(own, "2026-02-10", 1);
    await set(own, "2026-02-11", 0);
    await renewSubscriptions(new Date("2026-03-31T09:00:00Z"));
    expect(await findSubscription(own.ctx, own.id)).toMatchObject({ addOns: [] });
    expect(await totalsOf(own)).toEqual(["31", "20", "31", "31"]);

    await set(own, "2026-04-10", 1);
    await renewSubscriptions(new Date("2026-04-30T09:00:00Z"));

    expect((await givenOf(own)).slice(-4)).toEqual([
      "plan 500 03-31 to 04-30",
      "add_on 1000 04-10 to 04-30",
      "plan 500 04-30 to 05-31",
      "add_on 1000 04-30 to 05-31",
    ]);
  });

  it("stays where giving it up is taken back, and nothing is charged for that", async () => {
    const own = await aSubscriber();
    await set(own, "2026-02-10", 2);
    await set(own, "2026-02-11", 0);

    expect(await set(own, "2026-02-12", 2)).toMatchObject({ addOns: [{ nextQuantity: 2 }] });
    await renewSubscriptions(new Date("2026-02-28T09:00:00Z"));
    expect(await totalsOf(own)).toEqual(["31", "40", "71"]);
  });

  it("is charged once, however many ask for the same", async () => {
    const own = await aSubscriber();

    await Promise.all([1, 2, 3].map(() => set(own, "2026-02-10", 2)));
    const before = await traceOf(own);
    await set(own, "2026-02-11", 2);

    expect(await traceOf(own)).toEqual(before);
    expect(await totalsOf(own)).toEqual(["31", "40"]);
  });

  it("is sold with the plan at the start, too", async () => {
    const { ctx, account, planId, addOnId } = await aSeller();
    const addOns = [{ planId: idText("plan", addOnId), quantity: 2 }];

    const shown = await previewStart(ctx, askedStart(account, planId, { addOns }));
    const own = await subscribe(ctx, account, planId, { addOns });

    expect(shown).toMatchObject({ total: "71" });
    expect(await totalsOf(own)).toEqual(["71"]);
    expect(await walletOf(own)).toEqual({ available: "2500", overage: "0" });
  });

  it("is shown before, and changes nothing then", async () => {
    const own = await aSubscriber();
    const before = await traceOf(own);

    const shown = await foreseeAddOn(own.ctx, own.id, asked(own, 2));

    expect(shown).toMatchObject({ wallets: [{ figures: { available: "2500" } }] });
    expect(await traceOf(own)).toEqual(before);
  });
});

describe("an add-on is refused, and changes nothing", () => {
  it("of other periods, one that is none, or that nobody sells", async () => {
    const own = await aSubscriber();
    const yearly = await aPackage(own.ctx, "ANNUAL");
    const before = await traceOf(own);

    for (const addOnId of [yearly, own.planId]) {
      await expect(setAddOn(own.ctx, own.id, asked({ addOnId }, 1))).rejects.toMatchObject({
        code: "validation_error",
      });
    }
    const foreign = await aPackage(await aContext());
    await expect(setAddOn(own.ctx, own.id, asked({ addOnId: foreign }, 1))).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await traceOf(own)).toEqual(before);
  });

  it("as a plan of its own, on top of what is to end, and to another organization", async () => {
    const own = await aSubscriber();
    const other = await anEmptyWallet(own.ctx);
    await expect(subscribe(own.ctx, other, own.addOnId)).rejects.toMatchObject({
      code: "validation_error",
    });
    await expect(setAddOn(await aContext(), own.id, asked(own, 1))).rejects.toMatchObject({
      code: "not_found",
    });
    await cancelSubscription(own.ctx, own.id, CancelInput.parse({}));
    const before = await traceOf(own);

    await expect(set(own, "2026-02-10", 1)).rejects.toMatchObject({ code: "invalid_state" });
    expect(await traceOf(own)).toEqual(before);
  });
});
