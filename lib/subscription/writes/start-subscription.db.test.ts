import { describe, expect, it } from "vitest";
import { PlanInput } from "@/lib/catalog/schema/plan";
import { createPlan } from "@/lib/catalog/writes/create-plan";
import type { Context } from "@/lib/context";
import { readSql, transactHot } from "@/lib/db/transact";
import { type CustomerId, InvoiceId, idText, type PlanId, SubscriptionId } from "@/lib/ids";
import { findInvoice } from "@/lib/invoicing/reads";
import { aPublishedPlan } from "@/lib/testing/billing";
import { aContext, aCustomer, aReference, askedBy, later } from "@/lib/testing/factories";
import { findSubscription, listSubscriptions } from "../reads";
import { listCustomerUpcomingGrants } from "../reads/upcoming-grants";
import { type StartFields, StartInput, SubscriptionQuery } from "../schema";
import { loadSubscriptionsSince } from "../store/of-customers";
import { previewStart } from "./preview-start";
import { startSubscription } from "./start-subscription";

const asked = (customerId: CustomerId, planId: PlanId, over: Partial<StartFields> = {}) =>
  StartInput.parse({
    customerId: idText("cus", customerId),
    planId: idText("plan", planId),
    ...over,
  });
const start = (ctx: Context, customerId: CustomerId, planId: PlanId, over = {}) =>
  startSubscription(ctx, asked(customerId, planId, over));
const availableOf = async (customerId: CustomerId) => {
  const [row] = await readSql(
    `SELECT coalesce(sum(trim_scale(available)), 0)::float8 AS available
     FROM wallet WHERE customer_id = $1::uuid`,
    [customerId],
  );
  return row?.available;
};
const tracesOf = async (ctx: Context) => {
  const [row] = await readSql(
    `SELECT (SELECT count(*)::int FROM subscription WHERE organization_id = $1::uuid) AS subscriptions,
       (SELECT count(*)::int FROM invoice WHERE organization_id = $1::uuid) AS invoices,
       (SELECT count(*)::int FROM credit_grant WHERE organization_id = $1::uuid) AS grants`,
    [ctx.organizationId],
  );
  return row;
};

describe("the start of an annual plan with monthly credits", () => {
  it("gives the first month's credits, issues the invoice of the year, and records both", async () => {
    const ctx = await aContext();
    const [customerId, planId] = [await aCustomer(ctx), await aPublishedPlan(ctx)];

    const started = await start(ctx, customerId, planId);

    expect(started).toMatchObject({
      ...{ status: "ACTIVE", planName: "Basic", billingPeriod: "ANNUAL", zone: "UTC" },
      currentPeriodStart: "2026-03-01T12:00:00.000Z",
      currentPeriodEnd: "2027-03-01T12:00:00.000Z",
      nextGrantAt: "2026-04-01T12:00:00.000Z",
      ...{ nextGrantCredits: "2500", recurringAmount: "588" },
    });
    expect(await availableOf(customerId)).toBe(2500);
    const invoice = await findInvoice(ctx, InvoiceId.parse(started.latestInvoiceId));
    expect(invoice).toMatchObject({
      ...{ status: "OPEN", number: "INV-2026-000001", total: "588", subscriptionId: started.id },
      lines: [{ kind: "recurring", description: "Basic", amount: "588" }],
    });
    const audits = await readSql(
      "SELECT action FROM audit_record WHERE customer_id = $1::uuid ORDER BY id",
      [customerId],
    );
    expect(audits.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["wallet.credited", "subscription.started", "invoice.issued"]),
    );
  });

  it("copies the customer's zone and keeps its local time", async () => {
    const ctx = await aContext({ at: new Date("2026-03-15T08:00:00Z") });
    const customerId = await aCustomer(ctx, { timezone: "Europe/Berlin" });

    const started = await start(ctx, customerId, await aPublishedPlan(ctx));

    expect(started.zone).toBe("Europe/Berlin");
    expect(started.nextGrantAt).toBe("2026-04-15T07:00:00.000Z");
  });

  it("is seen by those who ask what runs, and what comes", async () => {
    const ctx = await aContext();
    const [customerId, planId] = [await aCustomer(ctx), await aPublishedPlan(ctx)];
    const started = await start(ctx, customerId, planId);

    const live = await transactHot((tx) => loadSubscriptionsSince(tx, [customerId], ctx.at));
    expect(live).toMatchObject([{ planId, status: "ACTIVE", startedAt: ctx.at, endsAt: null }]);
    const upcoming = await listCustomerUpcomingGrants(ctx, customerId, 3);
    expect(upcoming.map(({ dueAt, expiresAt, credits }) => [dueAt, expiresAt, credits])).toEqual([
      ["2026-04-01T12:00:00.000Z", "2026-05-01T12:00:00.000Z", "2500"],
      ["2026-05-01T12:00:00.000Z", "2026-06-01T12:00:00.000Z", "2500"],
      ["2026-06-01T12:00:00.000Z", "2026-07-01T12:00:00.000Z", "2500"],
    ]);
    const { items, total } = await listSubscriptions(ctx, SubscriptionQuery.parse({}));
    expect([items.map(({ id }) => id), total]).toEqual([[started.id], 1]);
  });
});

describe("a preview", () => {
  it("shows the invoice and the credits of a year, and changes nothing", async () => {
    const ctx = await aContext();
    const [customerId, planId] = [await aCustomer(ctx), await aPublishedPlan(ctx)];

    const shown = await previewStart(ctx, asked(customerId, planId));

    expect(shown).toMatchObject({ total: "588", lines: [{ description: "Basic", amount: "588" }] });
    expect([shown.grantsNow.length, shown.grantsLater.length]).toEqual([1, 12]);
    expect(await tracesOf(ctx)).toEqual({ subscriptions: 0, invoices: 0, grants: 0 });
  });
});

describe("one reference", () => {
  it("starts once, however many ask at the same time", async () => {
    const ctx = await aContext();
    const [customerId, planId] = [await aCustomer(ctx), await aPublishedPlan(ctx)];
    const reference = aReference();

    const all = await Promise.all(
      Array.from({ length: 6 }, () => start(ctx, customerId, planId, { reference })),
    );

    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(await tracesOf(ctx)).toEqual({ subscriptions: 1, invoices: 1, grants: 1 });
  });

  it("is refused for other terms, and answered where they say the same in other words", async () => {
    const ctx = await aContext();
    const [customerId, planId] = [await aCustomer(ctx), await aPublishedPlan(ctx)];
    const reference = aReference();
    const { id } = await start(ctx, customerId, planId, { reference });
    const again = (over: Partial<StartFields>) =>
      start(later(ctx, "2026-03-02T00:00:00Z"), customerId, planId, { reference, ...over });

    expect(await again({ billingPeriod: "ANNUAL", startsAt: ctx.at.toISOString() })).toMatchObject({
      id,
    });
    for (const over of [
      { billingCycle: "CALENDAR" as const },
      { billingPeriod: "MONTHLY" as const },
      { startsAt: "2026-02-28T00:00:00Z" },
    ]) {
      await expect(again(over)).rejects.toMatchObject({ code: "idempotency_conflict" });
    }
    expect(await tracesOf(ctx)).toEqual({ subscriptions: 1, invoices: 1, grants: 1 });
  });

  it("is refused for another customer, and changes nothing", async () => {
    const ctx = await aContext();
    const [first, second] = [await aCustomer(ctx), await aCustomer(ctx)];
    const planId = await aPublishedPlan(ctx);
    const reference = aReference();
    await start(ctx, first, planId, { reference });

    await expect(start(ctx, second, planId, { reference })).rejects.toMatchObject({
      code: "idempotency_conflict",
    });
    expect(await tracesOf(ctx)).toEqual({ subscriptions: 1, invoices: 1, grants: 1 });
  });
});

describe("a start that is refused", () => {
  it("leaves nothing behind: a second of the product, a draft, a start too far ahead", async () => {
    const ctx = await aContext();
    const [customerId, planId] = [await aCustomer(ctx), await aPublishedPlan(ctx)];
    await start(ctx, customerId, planId);
    const draft = await createPlan(ctx, PlanInput.parse({ name: "Draft", key: "draft" }));
    const fresh = await aCustomer(ctx);

    await expect(start(ctx, customerId, planId)).rejects.toMatchObject({ code: "already_exists" });
    await expect(
      startSubscription(
        ctx,
        StartInput.parse({ customerId: idText("cus", fresh), planId: draft.id }),
      ),
    ).rejects.toMatchObject({ code: "invalid_state" });
    await expect(
      start(ctx, fresh, planId, { startsAt: "2028-03-01T12:00:00.001Z" }),
    ).rejects.toMatchObject({ code: "validation_error" });
    await expect(start(ctx, fresh, planId, { billingPeriod: "MONTHLY" })).rejects.toMatchObject({
      code: "validation_error",
    });
    expect(await tracesOf(ctx)).toEqual({ subscriptions: 1, invoices: 1, grants: 1 });
  });

  it("does not find another organization's customer, plan or subscription", async () => {
    const [ctx, stranger] = [await aContext(), await aContext()];
    const [customerId, planId] = [await aCustomer(ctx), await aPublishedPlan(ctx)];
    const [theirs, theirPlan] = [await aCustomer(stranger), await aPublishedPlan(stranger)];
    const { id } = await start(ctx, customerId, planId);

    await expect(start(stranger, customerId, theirPlan)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(start(stranger, theirs, planId)).rejects.toMatchObject({ code: "not_found" });
    expect(await findSubscription(stranger, SubscriptionId.parse(id))).toBeUndefined();
    expect(await listCustomerUpcomingGrants(stranger, customerId)).toEqual([]);
    expect(await tracesOf(stranger)).toEqual({ subscriptions: 0, invoices: 0, grants: 0 });
  });
});

describe("a draft that was never published", () => {
  it("is published by its first subscription by API, if it may be", async () => {
    const ctx = askedBy(await aContext(), "api");
    const planId = await aPublishedPlan(ctx, { isDraft: true });

    const started = await start(ctx, await aCustomer(ctx), planId);

    expect(started).toMatchObject({ status: "ACTIVE", planVersionNumber: 1 });
  });
});
