/** A run that comes late books what runs on time would have: add-ons, pieces and own terms in play. */
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findPlan } from "@/lib/catalog/reads/plans";
import { PlanDraftInput, PlanInput } from "@/lib/catalog/schema/plan";
import { createPlan } from "@/lib/catalog/writes/create-plan";
import { publishPlan } from "@/lib/catalog/writes/publish-plan";
import { updateDraft } from "@/lib/catalog/writes/update-draft";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { PlanId, type SubscriptionId } from "@/lib/ids";
import { anEmptyWallet, aPublishedPlan } from "@/lib/testing/billing";
import { aContext, later } from "@/lib/testing/factories";
import { subscribe } from "@/lib/testing/subscribed";
import { AddOnInput, QuantityInput } from "../schema";
import { OverrideInput } from "../schema/override";
import { renewSubscriptions } from "./renew-subscriptions";
import { setAddOn } from "./set-add-on";
import { setOverride } from "./set-override";
import { setQuantity } from "./set-quantity";

async function anAddOn(ctx: Context): Promise<string> {
  const asked = { name: "More", key: `more-${randomUUID()}`, kind: "ADD_ON" } as const;
  const { id } = await createPlan(ctx, PlanInput.parse(asked));
  const tiers = [
    { credits: "1000", price: "20" },
    { credits: "5000", price: "80" },
  ];
  const draft = { currency: "USD", charges: [{ kind: "CREDITS", period: "MONTHLY", tiers }] };
  const planId = PlanId.parse(id);
  await updateDraft(ctx, planId, PlanDraftInput.parse({ ...draft, grants: [], entitlements: [] }));
  await publishPlan(ctx, planId);
  return id;
}

/** What is agreed and bought on 10 February, for two that are alike. */
const DEEDS = fc.record({
  more: fc.integer({ min: 1, max: 3 }),
  tier: fc.integer({ min: 0, max: 1 }),
  fewer: fc.integer({ min: 0, max: 1 }),
  pieces: fc.constantFrom(0, 1, 4),
  amount: fc.constantFrom("25", "40"),
  since: fc.constantFrom(null, "2026-02-28T09:00:00Z", "2026-03-15T00:00:00Z"),
  until: fc.constantFrom(null, "2026-03-31T09:00:00Z", "2026-04-30T09:00:00.001Z"),
});
type Deeds = typeof DEEDS extends fc.Arbitrary<infer Value> ? Value : never;

async function aSeller() {
  const ctx = await aContext({ at: new Date("2026-01-31T09:00:00Z") });
  const planId = await aPublishedPlan(ctx, { fee: "31", feePeriod: "MONTHLY", credits: "500" });
  const plan = (await findPlan(ctx, planId))?.live;
  const ids = { chargeId: plan?.charges[0]?.id ?? "", planGrantId: plan?.grants[0]?.id ?? "" };
  return { ctx, planId, ...ids, addOnId: await anAddOn(ctx) };
}

async function aSubscriberWith(seller: Awaited<ReturnType<typeof aSeller>>, deeds: Deeds) {
  const { chargeId, planGrantId, addOnId: planId } = seller;
  const own = await subscribe(seller.ctx, await anEmptyWallet(seller.ctx), seller.planId);
  const ctx = later(seller.ctx, "2026-02-10T00:00:00Z");
  const { more, fewer, tier, pieces, amount, since, until } = deeds;
  await setAddOn(ctx, own.id, AddOnInput.parse({ planId, quantity: more, tier }));
  await setAddOn(ctx, own.id, AddOnInput.parse({ planId, quantity: Math.min(fewer, more) }));
  await setQuantity(ctx, own.id, QuantityInput.parse({ chargeId, quantity: pieces }));
  const held = { since, until, reason: "As agreed" };
  const fee = OverrideInput.parse({ kind: "fee", chargeId, amount, ...held });
  const credits = { kind: "credits", planGrantId, credits: "750", ...held };
  await setOverride(ctx, own.id, fee);
  await setOverride(ctx, own.id, OverrideInput.parse(credits));
  return own;
}

async function bookedFor(id: SubscriptionId) {
  const invoices = await readSql(
    `SELECT trim_scale(total)::text AS total, period_start, period_end, billing_reason
     FROM invoice WHERE subscription_id = $1::uuid ORDER BY period_start, total`,
    [id],
  );
  const grants = await readSql(
    `SELECT trim_scale(amount)::text AS amount, effective_at, expires_at, source
     FROM credit_grant WHERE source_reference LIKE $1::text || ':%'
     ORDER BY effective_at, source, amount`,
    [id],
  );
  return { invoices, grants };
}

describe("a late run", () => {
  it("books what runs on time would have", async () => {
    const seller = await aSeller();
    await fc.assert(
      fc.asyncProperty(DEEDS, async (deeds) => {
        const onTime = await aSubscriberWith(seller, deeds);
        for (const day of ["02-28", "03-31", "04-30", "05-31"]) {
          await renewSubscriptions(new Date(`2026-${day}T09:00:00Z`));
        }
        const late = await aSubscriberWith(seller, deeds);
        await renewSubscriptions(new Date("2026-05-31T09:00:00Z"));

        const booked = await bookedFor(onTime.id);
        expect(booked.invoices.length).toBeGreaterThan(1);
        expect(await bookedFor(late.id)).toEqual(booked);
      }),
      { numRuns: 4 },
    );
  });
});
