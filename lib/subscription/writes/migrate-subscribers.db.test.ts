import { describe, expect, it } from "vitest";
import { PlanDraftInput } from "@/lib/catalog/schema/plan";
import { openDraft } from "@/lib/catalog/writes/open-draft";
import { publishPlan } from "@/lib/catalog/writes/publish-plan";
import { updateDraft } from "@/lib/catalog/writes/update-draft";
import type { Context } from "@/lib/context";
import { idText, PlanMigrationId } from "@/lib/ids";
import { anEmptyWallet } from "@/lib/testing/billing";
import { type OnStarter, onStarter } from "@/lib/testing/changed";
import { aContext, later } from "@/lib/testing/factories";
import { invoicesOf, type Subscribed, subscribe, traceOf } from "@/lib/testing/subscribed";
import { findSubscription, listSubscriptions } from "../reads";
import { findMigration } from "../reads/changes";
import { CancelInput, SubscriptionQuery } from "../schema";
import { type MigrateFields, MigrateInput, type MigrationView } from "../schema/migration";
import { cancelSubscription } from "./cancel-subscription";
import { migrateSubscribers, runMigration } from "./migrate-subscribers";
import { dryRunMigration } from "./preview-migration";
import { renewSubscriptions } from "./renew-subscriptions";

const DAY_15 = "2026-04-16T00:00:00Z";

/** Three on Starter, of which one was cancelled; then a version for 199 and 3,000 credits. */
async function threeOnStarter() {
  const own = await onStarter();
  const second = await subscribe(own.ctx, await anEmptyWallet(own.ctx), own.starter);
  const left = await subscribe(own.ctx, await anEmptyWallet(own.ctx), own.starter);
  await cancelSubscription(own.ctx, left.id, CancelInput.parse({}));
  await openDraft(own.ctx, own.starter);
  await updateDraft(
    own.ctx,
    own.starter,
    PlanDraftInput.parse({
      currency: "USD",
      charges: [{ kind: "RECURRING", name: "Basic", amount: "199", period: "MONTHLY" }],
      grants: [{ name: "Monthly credits", credits: "3000" }],
      entitlements: [],
    }),
  );
  await publishPlan(own.ctx, own.starter);
  return { ...own, second, left };
}
const migrate = (
  ctx: Context,
  { starter }: OnStarter,
  when: MigrateFields["when"],
  fingerprint?: string,
) =>
  migrateSubscribers(
    ctx,
    MigrateInput.parse({ planId: idText("plan", starter), when, fingerprint }),
  );
const run = (ctx: Context, { id }: MigrationView) =>
  runMigration(PlanMigrationId.parse(id), () => ({ ...ctx, origin: "system" }));
const versionsOf = async ({ ctx }: Subscribed) =>
  (await listSubscriptions(ctx, SubscriptionQuery.parse({}))).items
    .map(({ status, planVersionNumber }) => `${status} ${planVersionNumber}`)
    .toSorted();

describe("a dry run", () => {
  it("tells what would become of each, and changes nothing", async () => {
    const own = await threeOnStarter();
    const before = await traceOf(own);

    const dry = await dryRunMigration(own.ctx, own.starter, { when: "period_end" });

    expect(dry).toMatchObject({ versionNumber: 2, total: 2 });
    expect(dry.impacts).toHaveLength(2);
    expect(dry.impacts[0]).toMatchObject({
      ...{ versionNumber: 1, feeBefore: "149", feeAfter: "199", obstacle: null },
      creditsBefore: [{ creditUnit: "credits", credits: "2000" }],
      creditsAfter: [{ creditUnit: "credits", credits: "3000" }],
      at: "2026-05-01T00:00:00.000Z",
    });
    expect(await traceOf(own)).toEqual(before);
  });
});

describe("a migration", () => {
  it("is held to what was shown", async () => {
    const own = await threeOnStarter();
    const day15 = later(own.ctx, DAY_15);
    const { fingerprint } = await dryRunMigration(own.ctx, own.starter, { when: "now" });
    await cancelSubscription(day15, own.second.id, CancelInput.parse({}));
    const before = await traceOf(own);

    const asked = migrate(day15, own, "now", fingerprint);
    await expect(asked).rejects.toMatchObject({ code: "stale_preview" });
    expect(await traceOf(own)).toEqual(before);
    const shown = await dryRunMigration(own.ctx, own.starter, { when: "now" });
    expect(await migrate(day15, own, "now", shown.fingerprint)).toMatchObject({ total: 1 });
  });

  it("at renewal schedules everybody, once, and leaves alone who was cancelled", async () => {
    const own = await threeOnStarter();
    const day15 = later(own.ctx, DAY_15);
    const asked = await migrate(day15, own, "period_end");
    expect(asked).toMatchObject({ status: "RUNNING", total: 2, moved: 0 });
    await expect(migrate(day15, own, "now")).rejects.toMatchObject({
      code: "invalid_state",
      details: { state: "running" },
    });

    await run(day15, asked);
    await run(day15, asked);

    expect(await findMigration(own.ctx, own.starter)).toMatchObject({
      ...{ status: "DONE", moved: 2, failures: [] },
    });
    expect((await dryRunMigration(own.ctx, own.starter, { when: "now" })).total).toBe(0);
    await renewSubscriptions(new Date("2026-05-01T00:00:00Z"));
    expect(await versionsOf(own)).toEqual(["ACTIVE 2", "ACTIVE 2", ...Array(3).fill("ENDED 1")]);
    expect((await invoicesOf(own)).map(({ total }) => total)).toEqual([
      ...["149", "149", "149", "199", "199"],
    ]);
  });

  it("now goes by the share of time that is left, and keeps each one's periods", async () => {
    const own = await threeOnStarter();
    const day15 = later(own.ctx, DAY_15);

    await run(day15, await migrate(day15, own, "now"));

    expect((await invoicesOf(own)).slice(3).map(({ total }) => total)).toEqual(["25", "25"]);
    const { items } = await listSubscriptions(
      own.ctx,
      SubscriptionQuery.parse({ status: "ACTIVE" }),
    );
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({
      ...{ planVersionNumber: 2, currentPeriodEnd: "2026-05-01T00:00:00.000Z" },
    });
    // Nobody is left to be moved: asked again, it does nothing.
    await run(day15, await migrate(day15, own, "now"));
    expect(await findMigration(own.ctx, own.starter)).toMatchObject({ total: 0, moved: 0 });
  });

  it("moves none of another organization, and refuses a plan that is not its own", async () => {
    const own = await threeOnStarter();

    await expect(migrate(await aContext(), own, "now")).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await findSubscription(own.ctx, own.id)).toMatchObject({ status: "ACTIVE" });
  });
});
