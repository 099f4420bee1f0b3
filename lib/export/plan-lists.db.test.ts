import { describe, expect, it } from "vitest";
import { openDraft } from "@/lib/catalog/writes/open-draft";
import { publishPlan } from "@/lib/catalog/writes/publish-plan";
import { idText, RenewalMoveId } from "@/lib/ids";
import { listPackSales } from "@/lib/report/reads/pack-sales";
import { PackSaleQuery } from "@/lib/report/schema/pack-sales";
import { CancelInput } from "@/lib/subscription/schema";
import { RenewalMoveInput, RenewalMoveSelection } from "@/lib/subscription/schema/renewal-move";
import { cancelSubscription } from "@/lib/subscription/writes/cancel-subscription";
import { dryRunRenewalMove } from "@/lib/subscription/writes/dry-run-renewal-move";
import { latestVersion } from "@/lib/subscription/writes/migrate-subscribers";
import { moveRenewalDates, runRenewalMove } from "@/lib/subscription/writes/move-renewal-dates";
import { dryRunMigration } from "@/lib/subscription/writes/preview-migration";
import { credits } from "@/lib/testing/amounts";
import { anEmptyWallet, aPack } from "@/lib/testing/billing";
import { onStarter } from "@/lib/testing/changed";
import { anExport, column, fileOf, list, writeSome } from "@/lib/testing/exports";
import { aContext, aReference } from "@/lib/testing/factories";
import { subscribe, traceOf } from "@/lib/testing/subscribed";
import { topUp } from "@/lib/testing/top-ups";
import { LISTS } from "./reads/lists";

const ON_16 = { kind: "day", day: 16 } as const;
const ALL = RenewalMoveSelection.parse({ query: {} });

/** Five on Starter, of whom one was cancelled. */
async function five() {
  const own = await onStarter();
  for (let count = 0; count < 3; count++) {
    await subscribe(own.ctx, await anEmptyWallet(own.ctx), own.starter);
  }
  const left = await subscribe(own.ctx, await anEmptyWallet(own.ctx), own.starter);
  await cancelSubscription(own.ctx, left.id, CancelInput.parse({}));
  return { ...own, left };
}

async function publishAnother({ ctx, starter }: Awaited<ReturnType<typeof five>>) {
  await openDraft(ctx, starter);
  await publishPlan(ctx, starter);
  return (await latestVersion(ctx, starter)).id;
}

describe("the dry run of a migration as a file", () => {
  it("tells of all that would be moved, each once", async () => {
    const own = await five();
    const planVersionId = await publishAnother(own);
    const dry = await dryRunMigration(own.ctx, own.starter, { when: "period_end" });

    const query = { planId: own.starter, planVersionId, when: "period_end" } as const;
    const file = await fileOf(own.ctx, "migration", query);

    expect([file.state, file.rows]).toEqual(["READY", dry.total]);
    const told = dry.impacts.map(({ subscriptionId }) => subscriptionId);
    expect(file.ids.toSorted()).toEqual(told.toSorted());
    expect(new Set(column(file.lines, 6))).toEqual(new Set(["149"]));
    expect(file.totals.fee_before).toEqual({ USD: credits("596") });
  });

  it("changes nothing", async () => {
    const own = await five();
    const planVersionId = await publishAnother(own);
    const query = { planId: own.starter, planVersionId, when: "now" } as const;
    const before = await traceOf(own);

    await LISTS.migration.piece(own.ctx, query, { cursor: null, limit: 9, until: null });

    expect(await traceOf(own)).toEqual(before);
  });

  it("is of one version: where another is published meanwhile, it says so and ends", async () => {
    const own = await five();
    const planVersionId = await publishAnother(own);
    const query = { planId: own.starter, planVersionId, when: "now" } as const;
    const id = await anExport(own.ctx, { list: "migration", query, source: "/migrate" });
    await writeSome(own.ctx, id, 1);

    await publishAnother(own);
    await writeSome(own.ctx, id);

    expect((await list(own.ctx))[0]).toMatchObject({
      ...{ state: "FAILED", failure: "Another version of the plan was published meanwhile" },
    });
  });

  it("of another organization's plan is none", async () => {
    const own = await five();
    const planVersionId = await publishAnother(own);
    const query = { planId: own.starter, planVersionId, when: "now" } as const;
    const strange = await fileOf(await aContext(), "migration", query);
    expect(strange).toMatchObject({ state: "FAILED", failure: "No such plan", lines: [] });
  });
});

describe("the dry run of new renewal dates as a file", () => {
  it("tells of all that the list is narrowed to, with those that cannot be moved", async () => {
    const own = await five();
    const { impacts, total } = await dryRunRenewalMove(own.ctx, ALL, { target: ON_16 });

    const file = await fileOf(own.ctx, "renewal_dates", { target: ON_16, selection: ALL });

    expect(file.rows).toBe(total);
    expect(file.ids).toEqual(impacts.map(({ subscriptionId }) => subscriptionId));
    expect(column(file.lines, 8)).toEqual(impacts.map((impact) => impact.total ?? ""));
    expect(file.totals).toEqual({ next_total: { USD: credits("298") } });
  });

  it("is narrowed to those that are ticked, and to nobody else's", async () => {
    const own = await five();
    const asked = { target: ON_16, selection: { ...ALL, ids: [own.left.id] } };

    const file = await fileOf(own.ctx, "renewal_dates", asked);

    expect(file.ids).toEqual([idText("sub", own.left.id)]);
    expect(file.lines[0]).toMatch(/,The subscription was cancelled$/);
    const stranger = await aContext({ at: own.ctx.at });
    expect((await fileOf(stranger, "renewal_dates", asked)).lines).toEqual([]);
  });
});

describe("a move of many renewal dates as a file", () => {
  it("tells how each fared, and nothing to another organization", async () => {
    const own = await five();
    const { fingerprint } = await dryRunRenewalMove(own.ctx, ALL, { target: ON_16 });
    const fields = { dayOfMonth: 16, selection: { query: {} }, fingerprint };
    const { id } = await moveRenewalDates(own.ctx, RenewalMoveInput.parse(fields));
    const moveId = RenewalMoveId.parse(id);
    await runRenewalMove(moveId, () => ({ ...own.ctx, origin: "system" }));

    const file = await fileOf(own.ctx, "renewal_move", { moveId });

    expect(column(file.lines, 3).toSorted()).toEqual([
      ...["moved", "moved", "moved", "moved", "refused"],
    ]);
    expect(new Set(file.ids).size).toBe(5);
    const strange = await fileOf(await aContext({ at: own.ctx.at }), "renewal_move", { moveId });
    expect(strange).toMatchObject({ state: "FAILED", lines: [] });
  });
});

describe("the buyers of a pack as a file", () => {
  it("are all of the list, with totals of pieces, credits and money", async () => {
    const ctx = await aContext();
    const packId = await aPack(ctx, { credits: "1000", price: "29" });
    for (const quantity of [1, 2, 3]) {
      const { walletId } = await anEmptyWallet(ctx);
      const pack = { kind: "pack", packId: idText("pack", packId), quantity } as const;
      await topUp(ctx, walletId, { ...pack, reference: aReference() });
    }
    const { items } = await listPackSales(ctx, packId, PackSaleQuery.parse({}));

    const file = await fileOf(ctx, "pack_buyers", { packId, search: "" });

    expect(column(file.lines, 1)).toEqual(items.map(({ customer }) => customer.id));
    expect(file.totals).toEqual({
      quantity: { "": credits("6") },
      credits: { credits: credits("6000") },
      price: { USD: credits("174") },
    });
    const strange = await fileOf(await aContext(), "pack_buyers", { packId, search: "" });
    expect(strange.lines).toEqual([]);
  });
});
