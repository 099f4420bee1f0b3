import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { transact, transactHot, within } from "@/lib/db/transact";
import { newId, type PlanId, type PlanVersionId, parseId } from "@/lib/ids";
import { credits, money } from "@/lib/testing/amounts";
import { aContext, aCustomer, later } from "@/lib/testing/factories";
import { findFeature } from "../reads/features";
import {
  findPlan,
  findPlanOfPart,
  findPlanVersion,
  listPlans,
  listPlanVersions,
} from "../reads/plans";
import { ChargeInput } from "../schema/charge";
import { EntitlementInput } from "../schema/entitlement";
import { FeatureInput } from "../schema/feature";
import { type PlanDraftFields, PlanDraftInput, PlanInput, PlanQuery } from "../schema/plan";
import { PlanGrantInput } from "../schema/plan-grant";
import { loadCatalog } from "../store";
import { addCharge, addEntitlement, addPlanGrant, removeFromDraft } from "./add-to-draft";
import { archiveFeature } from "./archive-feature";
import { archivePlan } from "./archive-plan";
import { createFeature } from "./create-feature";
import { createPlan } from "./create-plan";
import { openDraft } from "./open-draft";
import { ensurePublished, publishPlan } from "./publish-plan";
import { updateDraft } from "./update-draft";
import { updatePlan } from "./update-plan";

const inner = <Prefix extends string>(prefix: Prefix, id: string | undefined) => {
  const found = parseId(prefix, id ?? "");
  if (!found) throw new RangeError(`not an id of ${prefix}: ${id}`);
  return found;
};

const aFeature = async (ctx: Context, key = "contact_export") =>
  (await createFeature(ctx, FeatureInput.parse({ name: key, key, meter: { eventName: key } }))).id;

const aPlan = async (ctx: Context, key = "basic"): Promise<PlanId> =>
  inner("plan", (await createPlan(ctx, PlanInput.parse({ name: "Basic", key }))).id);

/** Basic of journey J1: billed annually, 2,500 credits each month, 50 free exports. */
const basic = (featureId: string): PlanDraftFields => ({
  currency: "USD",
  overageRule: "INVOICE",
  overagePrice: "1.00",
  charges: [
    { kind: "RECURRING", name: "Basic", amount: "588.00", period: "ANNUAL" },
    {
      kind: "USAGE",
      featureId,
      model: "GRADUATED",
      creditUnit: "credits",
      tiers: [
        { upTo: "10", unitAmount: "2" },
        { upTo: "", unitAmount: "0.5", flatAmount: "1" },
      ],
      freeUnits: "5",
      maximum: "100",
    },
    {
      kind: "CREDITS",
      tiers: [
        { credits: "1000", price: "29" },
        { credits: "5000", price: "99" },
      ],
      cadence: "MONTHLY",
    },
  ],
  grants: [
    {
      name: "Monthly credits",
      credits: "2500",
      rollover: { mode: "cap", cap: "1500", periods: 2 },
    },
  ],
  entitlements: [{ featureId, includedUnits: "50", usageLimit: "100", reset: "MONTH" }],
});

const draft = (fields: PlanDraftFields) => PlanDraftInput.parse(fields);

async function aPublishedPlan(ctx: Context, key = "basic"): Promise<PlanId> {
  const planId = await aPlan(ctx, key);
  await updateDraft(ctx, planId, draft(basic(await aFeature(ctx, `${key}_export`))));
  await publishPlan(ctx, planId);
  return planId;
}

async function aSubscription(ctx: Context, planId: PlanId): Promise<void> {
  const live = (await findPlan(ctx, planId))?.live;
  await prisma().subscription.create({
    data: {
      id: newId(),
      organizationId: ctx.organizationId,
      customerId: await aCustomer(ctx),
      planId,
      planVersionId: inner("plv", live?.id),
      productId: newId(),
      status: "ACTIVE",
      currency: "USD",
      billingPeriod: "ANNUAL",
      billingCycle: "ANNIVERSARY",
      zone: "UTC",
      anchorAt: ctx.at,
      startedAt: ctx.at,
      currentPeriodStart: ctx.at,
      currentPeriodEnd: new Date("2027-03-01T12:00:00Z"),
      createdAt: ctx.at,
      updatedAt: ctx.at,
    },
  });
}

const audited = async (ctx: Context, entity = "plan") => {
  const records = await prisma().auditRecord.findMany({
    where: { organizationId: ctx.organizationId, entity },
    orderBy: { id: "asc" },
  });
  return records.map(({ action }) => action);
};

const catalogOf = (ctx: Context) => transactHot((tx) => loadCatalog(tx, ctx.organizationId));

describe("createPlan", () => {
  it("makes a plan of the default product with an empty draft", async () => {
    const ctx = await aContext();
    const created = await createPlan(ctx, PlanInput.parse({ name: "Basic", key: "basic" }));

    expect(created).toMatchObject({
      key: "basic",
      status: "ACTIVE",
      live: null,
      draft: { number: 1, status: "DRAFT", currency: "USD", charges: [], issues: [{ path: "" }] },
      subscribers: 0,
    });
    expect(await audited(ctx)).toEqual(["plan.created"]);
    const second = await createPlan(ctx, PlanInput.parse({ name: "Pro", key: "pro" }));
    expect(second.productId).toBe(created.productId);
  });

  it("refuses a taken key and an unknown product, and changes nothing", async () => {
    const ctx = await aContext();
    await aPlan(ctx);
    const product = PlanInput.parse({
      name: "P",
      key: "p",
      productId: (await createPlan(await aContext(), PlanInput.parse({ name: "Q", key: "q" })))
        .productId,
    });

    await expect(aPlan(ctx)).rejects.toMatchObject({ code: "already_exists" });
    await expect(createPlan(ctx, product)).rejects.toMatchObject({ code: "validation_error" });
    expect((await listPlans(ctx, PlanQuery.parse({}))).total).toBe(1);
    expect(await audited(ctx)).toEqual(["plan.created"]);
  });

  it("makes one plan and one product of many that ask at the same time", async () => {
    const ctx = await aContext();
    const asked = await Promise.allSettled(Array.from({ length: 6 }, () => aPlan(ctx)));

    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await prisma().product.count({ where: { organizationId: ctx.organizationId } })).toBe(1);
  });
});

describe("updateDraft", () => {
  it("keeps every part as it was said, and tells no issue", async () => {
    const ctx = await aContext();
    const featureId = await aFeature(ctx);
    const planId = await aPlan(ctx);
    const written = await updateDraft(ctx, planId, draft(basic(featureId)));

    expect(written).toMatchObject({
      overageRule: "INVOICE",
      overagePrice: "1",
      issues: [],
      charges: [
        {
          kind: "RECURRING",
          amount: "588",
          currency: "USD",
          period: "ANNUAL",
          invoiceCadence: "ADVANCE",
        },
        {
          kind: "USAGE",
          feature: { id: featureId, key: "contact_export" },
          creditUnit: "credits",
          currency: null,
          tiers: [
            { upTo: "10", unitAmount: "2", flatAmount: "0" },
            { upTo: null, unitAmount: "0.5", flatAmount: "1" },
          ],
          freeUnits: "5",
          maximum: "100",
        },
        {
          kind: "CREDITS",
          creditUnit: "credits",
          cadence: "MONTHLY",
          tiers: [
            { credits: "1000", price: "29" },
            { credits: "5000", price: "99" },
          ],
        },
      ],
      grants: [
        {
          credits: "2500",
          cadence: "RECURRING",
          period: "MONTHLY",
          expirationKind: "GRANT_PERIOD",
          category: "COMMITTED",
          rollover: { mode: "cap", cap: "1500", percent: null, periods: 2 },
        },
      ],
      entitlements: [
        { includedUnits: "50", usageLimit: "100", isSoftLimit: false, reset: "MONTH" },
      ],
    });
    expect((await findPlan(ctx, planId))?.draft).toEqual(written);
    expect(await audited(ctx)).toEqual(["plan.created", "plan.draft_updated"]);
  });

  it("replaces the whole; a part that names its id keeps it", async () => {
    const ctx = await aContext();
    const planId = await aPlan(ctx);
    const first = await updateDraft(ctx, planId, draft(basic(await aFeature(ctx))));
    const kept = first.charges[0]?.id ?? "";
    const second = await updateDraft(
      ctx,
      planId,
      draft({
        currency: "USD",
        charges: [
          { kind: "RECURRING", id: kept, amount: "600" },
          { kind: "RECURRING", id: kept, amount: "1" },
        ],
      }),
    );

    expect(second.charges.map(({ id }) => id === kept)).toEqual([true, false]);
    expect([second.grants, second.entitlements]).toEqual([[], []]);
  });

  it("keeps a half-made draft and says what is wrong with it", async () => {
    const ctx = await aContext();
    const featureId = await aFeature(ctx);
    const planId = await aPlan(ctx);
    const written = await updateDraft(
      ctx,
      planId,
      draft({ currency: "USD", charges: [{ kind: "USAGE", featureId, model: "VOLUME" }] }),
    );

    expect(written.issues).toEqual([{ path: "charges.0.tiers", message: expect.any(String) }]);
    expect(written.charges).toHaveLength(1);
  });

  it("refuses what another organization calls its own, and changes nothing", async () => {
    const ctx = await aContext();
    const other = await aContext();
    const foreign = await aFeature(other);
    const planId = await aPlan(ctx);
    const before = await findPlan(ctx, planId);

    await expect(updateDraft(ctx, planId, draft(basic(foreign)))).rejects.toMatchObject({
      code: "validation_error",
      details: {
        fields: {
          "charges.1.featureId": ["No such feature"],
          "entitlements.0.featureId": ["No such feature"],
        },
      },
    });
    await expect(updateDraft(other, planId, draft({ currency: "USD" }))).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(
      updateDraft(
        ctx,
        planId,
        draft({ currency: "USD", grants: [{ credits: "1", creditUnit: "tokens" }] }),
      ),
    ).rejects.toMatchObject({
      details: { fields: { "grants.0.creditUnit": [expect.any(String)] } },
    });
    expect(await findPlan(ctx, planId)).toEqual(before);
    expect(await audited(ctx)).toEqual(["plan.created"]);
  });

  it("refuses a plan without a draft", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);

    await expect(updateDraft(ctx, planId, draft({ currency: "USD" }))).rejects.toMatchObject({
      code: "invalid_state",
    });
  });
});

describe("publishPlan", () => {
  it("makes the draft live, audited and published, and rules see it as it was said", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);
    const plan = await findPlan(ctx, planId);

    expect(plan).toMatchObject({
      draft: null,
      live: { number: 1, status: "PUBLISHED", publishedAt: ctx.at.toISOString() },
    });
    expect(await audited(ctx)).toEqual(["plan.created", "plan.draft_updated", "plan.published"]);
    const version = (await catalogOf(ctx)).planVersions.get(inner("plv", plan?.live?.id));
    expect(version).toMatchObject({
      status: "PUBLISHED",
      overage: { unitPrice: money("1"), currency: "USD" },
      charges: [
        { kind: "RECURRING", amount: money("588"), billingPeriod: "ANNUAL" },
        { kind: "USAGE", pricing: { model: "GRADUATED", maximum: money("100") } },
        {
          kind: "CREDITS",
          cadence: "MONTHLY",
          tiers: [{ credits: credits("1000") }, { price: money("99") }],
        },
      ],
      grants: [{ amount: credits("2500"), expiry: { kind: "GRANT_PERIOD" } }],
      entitlements: [{ reset: "MONTH", isSoftLimit: false }],
    });
  });

  it("refuses a draft with issues, each by its field, and changes nothing", async () => {
    const ctx = await aContext();
    const planId = await aPlan(ctx);
    const before = await findPlan(ctx, planId);

    await expect(publishPlan(ctx, planId)).rejects.toMatchObject({
      code: "validation_error",
      details: { fields: { "": [expect.stringContaining("sells nothing")] } },
    });
    expect(await findPlan(ctx, planId)).toEqual(before);
    expect(await audited(ctx)).toEqual(["plan.created"]);
  });

  it("publishes once, whoever asks at the same time", async () => {
    const ctx = await aContext();
    const planId = await aPlan(ctx);
    await updateDraft(ctx, planId, draft(basic(await aFeature(ctx))));
    const asked = await Promise.allSettled(
      Array.from({ length: 6 }, () => publishPlan(ctx, planId)),
    );

    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await audited(ctx)).filter((action) => action === "plan.published")).toHaveLength(1);
  });

  it("does not find another organization's plan", async () => {
    const planId = await aPlan(await aContext());

    await expect(publishPlan(await aContext(), planId)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("leaves what was published unchangeable, even for SQL", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);
    const live = inner("plv", (await findPlan(ctx, planId))?.live?.id);
    const statements = [
      "UPDATE charge SET amount = 1 WHERE plan_version_id = $1::uuid",
      "DELETE FROM plan_grant WHERE plan_version_id = $1::uuid",
      "UPDATE entitlement SET plan_version_id = gen_random_uuid() WHERE plan_version_id = $1::uuid",
      "UPDATE plan_version SET overage_price = 2 WHERE id = $1::uuid",
      "UPDATE plan_version SET status = 'DRAFT' WHERE id = $1::uuid",
      "DELETE FROM plan_version WHERE id = $1::uuid",
    ];
    for (const statement of statements) {
      await expect(
        transactHot((tx) => tx.sql(statement, [live])),
        statement,
      ).rejects.toThrow("a published plan version never changes");
    }
  });
});

describe("ensurePublished", () => {
  it("publishes a valid draft at first need, once for all who ask, and then answers the live version", async () => {
    const ctx = await aContext();
    const planId = await aPlan(ctx);
    await updateDraft(ctx, planId, draft(basic(await aFeature(ctx))));
    const asked = await Promise.all(Array.from({ length: 5 }, () => ensurePublished(ctx, planId)));
    await openDraft(ctx, planId);

    expect(new Set(asked).size).toBe(1);
    expect(await ensurePublished(ctx, planId)).toBe(asked[0]);
    expect((await audited(ctx)).filter((action) => action === "plan.published")).toHaveLength(1);
  });

  it("refuses a draft with issues and an archived plan", async () => {
    const ctx = await aContext();
    const empty = await aPlan(ctx);
    const gone = await aPublishedPlan(ctx, "gone");
    await archivePlan(ctx, gone);

    await expect(ensurePublished(ctx, empty)).rejects.toMatchObject({ code: "validation_error" });
    await expect(ensurePublished(ctx, gone)).rejects.toMatchObject({ code: "invalid_state" });
  });
});

describe("a second version", () => {
  it("begins as a copy under ids of its own; subscribers stay on the first", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);
    await aSubscription(ctx, planId);
    const { live, draft: copy } = await openDraft(later(ctx, "2026-04-01T00:00:00Z"), planId);

    expect(copy).toMatchObject({ number: 2, status: "DRAFT", overageRule: "INVOICE", issues: [] });
    const said = (charge: object) => ({ ...charge, id: "", createdAt: "" });
    expect(copy?.charges.map(said)).toEqual(live?.charges.map(said));
    expect(copy?.charges.map(({ id }) => id)).not.toEqual(live?.charges.map(({ id }) => id));
    expect((await openDraft(ctx, planId)).draft).toEqual(copy);

    await publishPlan(later(ctx, "2026-04-02T00:00:00Z"), planId);
    const versions = await listPlanVersions(ctx, planId);
    expect(
      versions?.map(({ number, status, subscribers }) => [number, status, subscribers]),
    ).toEqual([
      [2, "PUBLISHED", 0],
      [1, "SUPERSEDED", 1],
    ]);
    expect(await findPlanVersion(ctx, inner("plv", live?.id))).toEqual({
      ...live,
      status: "SUPERSEDED",
      updatedAt: "2026-04-02T00:00:00.000Z",
    });
    expect(await findPlanVersion(await aContext(), inner("plv", live?.id))).toBeUndefined();
  });
});

describe("parts added one by one", () => {
  it("go to the draft, one begun from the live version if need be", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);
    const charge = await addCharge(
      ctx,
      planId,
      ChargeInput.parse({ kind: "RECURRING", name: "Setup", amount: "10" }),
    );
    const grant = await addPlanGrant(
      ctx,
      planId,
      PlanGrantInput.parse({ credits: "5", cadence: "ONETIME", expirationKind: "NEVER" }),
    );
    const { live, draft: changed } = (await findPlan(ctx, planId)) ?? {};

    expect([live?.charges.length, live?.grants.length]).toEqual([3, 1]);
    expect(changed?.charges.at(-1)).toEqual(charge);
    expect(changed?.grants.at(-1)?.id).toBe(grant.id);
    expect(await findPlanOfPart(ctx, inner("price", charge.id))).toBe(planId);
    expect(await findPlanOfPart(await aContext(), inner("price", charge.id))).toBeUndefined();

    const without = await removeFromDraft(ctx, planId, inner("price", charge.id));
    expect(without.charges.map(({ name }) => name)).not.toContain("Setup");
    expect(without.grants.map(({ id }) => id)).toContain(grant.id);
  });

  it("keeps every one that is added at the same time", async () => {
    const ctx = await aContext();
    const planId = await aPlan(ctx);
    await Promise.all(
      ["1", "2", "3", "4"].map((amount) =>
        addCharge(ctx, planId, ChargeInput.parse({ kind: "RECURRING", amount })),
      ),
    );
    const amounts = (await findPlan(ctx, planId))?.draft?.charges.map(
      (charge) => "amount" in charge && charge.amount,
    );

    expect(amounts?.toSorted()).toEqual(["1", "2", "3", "4"]);
  });

  it("replace the entitlement that a feature has already", async () => {
    const ctx = await aContext();
    const featureId = await aFeature(ctx);
    const planId = await aPlan(ctx);
    await addEntitlement(ctx, planId, EntitlementInput.parse({ featureId, includedUnits: "50" }));
    const second = await addEntitlement(
      ctx,
      planId,
      EntitlementInput.parse({ featureId, usageLimit: "9", isSoftLimit: true }),
    );

    expect(second).toMatchObject({ includedUnits: null, usageLimit: "9", isSoftLimit: true });
    expect((await findPlan(ctx, planId))?.draft?.entitlements).toEqual([second]);
  });
});

describe("archivePlan", () => {
  it("sells no more, once; its subscribers stay", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);
    await aSubscription(ctx, planId);
    const archived = await archivePlan(ctx, planId);

    expect(archived).toMatchObject({
      status: "ARCHIVED",
      live: { status: "ARCHIVED" },
      subscribers: 1,
    });
    expect(await archivePlan(ctx, planId)).toEqual(archived);
    expect((await audited(ctx)).filter((action) => action === "plan.archived")).toHaveLength(1);
    await expect(openDraft(ctx, planId)).rejects.toMatchObject({ code: "invalid_state" });
    await expect(archivePlan(await aContext(), planId)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("updatePlan", () => {
  it("changes its words, audited, for this organization only", async () => {
    const ctx = await aContext();
    const planId = await aPlan(ctx);

    expect(await updatePlan(ctx, planId, { name: "Basic plus" })).toMatchObject({
      name: "Basic plus",
      key: "basic",
    });
    expect(await audited(ctx)).toEqual(["plan.created", "plan.updated"]);
    await expect(updatePlan(await aContext(), planId, {})).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("a feature in a live plan", () => {
  it("tells where it is used and cannot be archived", async () => {
    const ctx = await aContext();
    await aPublishedPlan(ctx);
    const feature = (await catalogOf(ctx)).featuresByKey.get("basic_export");
    if (!feature) throw new RangeError("the feature is missing");

    expect((await findFeature(ctx, feature.id))?.usedIn).toMatchObject([
      { name: "Basic", version: 1 },
    ]);
    await expect(archiveFeature(ctx, feature.id)).rejects.toMatchObject({
      code: "invalid_state",
      message: "Still in use by Basic",
    });
  });
});

describe("listPlans", () => {
  it("shows price, credits and subscribers of the live version, else the draft", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);
    await aSubscription(ctx, planId);
    await aPlan(later(ctx, "2026-03-01T12:00:01Z"), "pro");
    await aPlan(await aContext(), "foreign");
    await openDraft(ctx, planId);
    const { items, total } = await listPlans(ctx, PlanQuery.parse({}));

    expect(total).toBe(2);
    expect(items).toMatchObject([
      {
        key: "pro",
        version: 1,
        versionStatus: "DRAFT",
        hasDraft: true,
        prices: [],
        credits: [],
        subscribers: 0,
      },
      {
        key: "basic",
        version: 1,
        versionStatus: "PUBLISHED",
        hasDraft: true,
        prices: [{ amount: "588", period: "ANNUAL" }],
        credits: [
          { credits: "2500", creditUnit: "credits", cadence: "RECURRING", period: "MONTHLY" },
        ],
        subscribers: 1,
      },
    ]);
  });
});

describe("a write inside another", () => {
  it("commits or fails with it", async () => {
    const ctx = await aContext();
    const failing = transact(ctx, async (tx) => {
      await createPlan(within(ctx, tx), PlanInput.parse({ name: "Basic", key: "basic" }));
      throw new Error("no after all");
    });

    await expect(failing).rejects.toThrow("no after all");
    expect((await listPlans(ctx, PlanQuery.parse({}))).total).toBe(0);
    expect(await findPlanVersion(ctx, newId<PlanVersionId>())).toBeUndefined();
  });
});
