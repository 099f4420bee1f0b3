import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { PlanDraftInput, PlanInput } from "@/lib/catalog/schema/plan";
import { ProductInput } from "@/lib/catalog/schema/product";
import { createPlan } from "@/lib/catalog/writes/create-plan";
import { createProduct } from "@/lib/catalog/writes/create-product";
import { publishPlan } from "@/lib/catalog/writes/publish-plan";
import { updateDraft } from "@/lib/catalog/writes/update-draft";
import type { Context } from "@/lib/context";
import { idText, PlanId } from "@/lib/ids";
import { anEmptyWallet, aPublishedPlan } from "@/lib/testing/billing";
import { aContext, later } from "@/lib/testing/factories";
import {
  invoicesOf,
  type Subscribed,
  subscribe,
  traceOf,
  walletOf,
} from "@/lib/testing/subscribed";
import { findSubscription } from "../reads";
import { AddOnInput } from "../schema";
import { ChangeInput } from "../schema/change";
import { changeSubscription } from "./change-subscription";
import { renewSubscriptions } from "./renew-subscriptions";
import { setAddOn } from "./set-add-on";

/** 1,000 C for 20 USD, 5,000 for 80 or 10,000 for 120 a month. */
const TIERS = {
  ...{ kind: "CREDITS", period: "MONTHLY" },
  tiers: [
    { credits: "1000", price: "20" },
    { credits: "5000", price: "80" },
    { credits: "10000", price: "120" },
  ],
};

async function anAddOn(ctx: Context, productId: string | null = null) {
  const key = `tiers-${randomUUID()}`;
  const asked = { name: "Top-up credits", key, kind: "ADD_ON", productId } as const;
  const planId = PlanId.parse((await createPlan(ctx, PlanInput.parse(asked))).id);
  const draft = { currency: "USD", charges: [TIERS], grants: [], entitlements: [] };
  await updateDraft(ctx, planId, PlanDraftInput.parse(draft));
  await publishPlan(ctx, planId);
  return planId;
}

/** 31 USD and 500 C a month, from 31 January on. */
async function aSubscriber(input: object = {}) {
  const ctx = await aContext({ at: new Date("2026-01-31T09:00:00Z") });
  const account = await anEmptyWallet(ctx);
  const plan = { fee: "31", feePeriod: "MONTHLY", credits: "500" } as const;
  const planId = await aPublishedPlan(ctx, plan);
  const addOnId = await anAddOn(ctx);
  return { ...(await subscribe(ctx, account, planId, input)), ctx, planId, addOnId };
}
type Subscriber = Awaited<ReturnType<typeof aSubscriber>>;
type Number = { readonly quantity: number; readonly tier?: number };

const set = (own: Subscriber, day: string, asked: Number) =>
  setAddOn(
    later(own.ctx, `${day}T09:00:00Z`),
    own.id,
    AddOnInput.parse({ planId: idText("plan", own.addOnId), ...asked }),
  );
const totalsOf = async (own: Subscribed) => (await invoicesOf(own)).map(({ total }) => total);
const renew = (day: string) => renewSubscriptions(new Date(`${day}T09:00:00Z`));

describe("an add-on with several tiers of credits", () => {
  it("goes up a tier at once for the difference, and down with the next period", async () => {
    const own = await aSubscriber();
    await set(own, "2026-02-10", { quantity: 1, tier: 0 });
    const dearer = await set(own, "2026-02-12", { quantity: 1, tier: 2 });
    expect(dearer).toMatchObject({ addOns: [{ quantity: 1, tier: 2 }], recurringAmount: "151" });
    expect(await walletOf(own)).toEqual({ available: "10500", overage: "0" });
    expect(await set(own, "2026-02-14", { quantity: 1, tier: 1 })).toMatchObject({
      addOns: [{ tier: 2, nextQuantity: 1, nextTier: 1 }],
    });
    await renew("2026-02-28");

    expect(await totalsOf(own)).toEqual(["31", "20", "100", "111"]);
    expect(await walletOf(own)).toEqual({ available: "5500", overage: "0" });
  });

  it("is refused without a tier, with one that it has not, and both ways at once", async () => {
    const own = await aSubscriber();
    const refused = { code: "validation_error", details: { fields: { tier: expect.anything() } } };
    await expect(set(own, "2026-02-10", { quantity: 1 })).rejects.toMatchObject(refused);
    await expect(set(own, "2026-02-10", { quantity: 1, tier: 3 })).rejects.toMatchObject(refused);
    await set(own, "2026-02-10", { quantity: 1, tier: 1 });
    const before = await traceOf(own);
    await expect(set(own, "2026-02-11", { quantity: 2, tier: 0 })).rejects.toMatchObject(refused);
    expect(await traceOf(own)).toEqual(before);
  });
});

describe("an add-on in a trial", () => {
  it("costs and gives nothing until the plan begins, whatever was said meanwhile", async () => {
    const own = await aSubscriber({ trialDays: 14 });
    await set(own, "2026-02-02", { quantity: 3, tier: 0 });
    await set(own, "2026-02-03", { quantity: 1, tier: 1 }).catch(() => undefined);
    const fewer = await set(own, "2026-02-04", { quantity: 2 });
    expect(fewer).toMatchObject({ addOns: [{ quantity: 2, nextQuantity: 2 }] });
    expect(await walletOf(own)).toEqual({ available: "0", overage: "0" });
    expect(await totalsOf(own)).toEqual([]);
    await renew("2026-02-14");

    expect(await totalsOf(own)).toEqual(["71"]);
    expect(await walletOf(own)).toEqual({ available: "2500", overage: "0" });
  });

  it("is gone with the trial where it was taken back", async () => {
    const own = await aSubscriber({ trialDays: 14 });
    await set(own, "2026-02-02", { quantity: 3, tier: 0 });
    expect(await set(own, "2026-02-04", { quantity: 0 })).toMatchObject({ addOns: [] });
    await renew("2026-03-14");

    expect(await totalsOf(own)).toEqual(["31", "31"]);
    expect(await walletOf(own)).toEqual({ available: "500", overage: "0" });
  });
});

describe("an add-on and a change of plan", () => {
  const toCheaper = async (own: Subscriber, day: string, over: object = {}) => {
    const plan = { fee: "11", feePeriod: "MONTHLY", credits: "100" } as const;
    const planId = idText("plan", await aPublishedPlan(own.ctx, plan));
    const input = ChangeInput.parse({ planId, when: "period_end", ...over });
    return changeSubscription(later(own.ctx, `${day}T09:00:00Z`), own.id, input);
  };

  it.each(["before", "after"])("goes down at the same period's end, said %s", async (order) => {
    const own = await aSubscriber();
    await set(own, "2026-02-10", { quantity: 3, tier: 0 });
    if (order === "before") await set(own, "2026-02-11", { quantity: 1 });
    const { id } = await toCheaper(own, "2026-02-12");
    if (order === "after") await set(own, "2026-02-13", { quantity: 1 });
    expect(id).toBeDefined();
    await renew("2026-02-28");

    expect(await walletOf(own)).toEqual({ available: "1100", overage: "0" });
    expect((await findSubscription(own.ctx, own.id))?.status).toBe("ENDED");
  });

  it("sells no more of it while the change is to come", async () => {
    const own = await aSubscriber();
    await toCheaper(own, "2026-02-12");
    const before = await traceOf(own);
    await expect(set(own, "2026-02-13", { quantity: 1, tier: 0 })).rejects.toMatchObject({
      code: "invalid_state",
    });
    expect(await traceOf(own)).toEqual(before);
  });

  it("does not go along into periods that it is not charged in", async () => {
    const own = await aSubscriber();
    await set(own, "2026-02-10", { quantity: 1, tier: 0 });
    const yearly = { fee: "300", feePeriod: "ANNUAL", credits: "100" } as const;
    const planId = idText("plan", await aPublishedPlan(own.ctx, yearly));
    await expect(toCheaper(own, "2026-02-12", { planId })).rejects.toMatchObject({
      ...{ code: "validation_error", details: { fields: { billingPeriod: expect.anything() } } },
    });
    await set(own, "2026-02-12", { quantity: 0 });
    expect(await toCheaper(own, "2026-02-12", { planId })).toMatchObject({ status: "SCHEDULED" });
  });
});

describe("an add-on of another product", () => {
  it("is refused by the field that names it, at the start and after it", async () => {
    const own = await aSubscriber();
    const key = `other-${randomUUID()}`;
    const product = await createProduct(own.ctx, ProductInput.parse({ name: "Other", key }));
    const addOnId = await anAddOn(own.ctx, product.id);
    const before = await traceOf(own);
    const asked = { quantity: 1, tier: 0 };
    await expect(set({ ...own, addOnId }, "2026-02-10", asked)).rejects.toMatchObject({
      ...{ code: "validation_error", details: { fields: { planId: [expect.any(String)] } } },
    });
    const other = await anEmptyWallet(own.ctx);
    const addOns = [{ planId: idText("plan", addOnId), ...asked }];
    await expect(subscribe(own.ctx, other, own.planId, { addOns })).rejects.toMatchObject({
      ...{ code: "validation_error", details: { fields: { addOns: [expect.any(String)] } } },
    });
    expect(await traceOf(own)).toEqual(before);
  });
});
