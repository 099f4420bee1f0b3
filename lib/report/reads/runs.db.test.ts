import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { type EventId, idFromRow } from "@/lib/ids";
import { aContext, aReference, later } from "@/lib/testing/factories";
import {
  aFeature,
  anEvent,
  aPayer,
  aPlan,
  entitles,
  externalIdOf,
  subscribe,
} from "@/lib/testing/usage";
import { anAccount } from "@/lib/testing/wallets";
import { compareRollUps } from "@/lib/usage/reads/compare-roll-ups";
import { CorrectionInput } from "@/lib/usage/schema/correction";
import { correctEvent } from "@/lib/usage/writes/correct-event";
import { ingestEvents } from "@/lib/usage/writes/ingest-events";
import { repairRollUps } from "@/lib/usage/writes/repair-roll-ups";
import { RunQuery } from "../schema/runs";
import { findRun, listRuns } from "./runs";

const DAYS = { from: "2026-02-20", to: "2026-03-02" };

/** Two features at 2 and 10 credits, and who may use 40 credits of them. */
async function aUser() {
  const before = await aContext({ at: new Date("2026-02-01T12:00:00Z") });
  await aFeature(before, { key: "email_lookup", cost: "2" });
  await aFeature(before, { key: "phone_reveal", cost: "10" });
  const payer = await aPayer(before, ["40"]);
  return { ctx: later(before, "2026-03-01T12:00:00Z"), ...payer };
}

const of = (externalId: string, eventName: string, groupId: string, at: string, member = "ann") =>
  anEvent(externalId, { eventName, groupId, member, timestamp: `2026-03-01T${at}:00Z` });

const differencesOf = async ({ organizationId }: Context) =>
  (await compareRollUps(organizationId, DAYS)).differences;

describe("runs", () => {
  it("open into what each source used and cost, and come to what was taken", async () => {
    const { ctx, customerId, externalId } = await aUser();
    await ingestEvents(ctx, [
      of(externalId, "email_lookup", "waterfall-1", "09:00"),
      of(externalId, "email_lookup", "waterfall-1", "09:01"),
      of(externalId, "phone_reveal", "waterfall-1", "09:02"),
      of(externalId, "email_lookup", "waterfall-2", "10:00", "ben"),
      anEvent(externalId, { eventName: "email_lookup" }),
    ]);

    const { items } = await listRuns(ctx, customerId, RunQuery.parse({}));
    expect(items).toMatchObject([
      { groupId: "waterfall-2", members: ["ben"], features: ["email_lookup"], credits: "2" },
      {
        ...{ groupId: "waterfall-1", startedAt: "2026-03-01T09:00:00.000Z" },
        ...{ lastAt: "2026-03-01T09:02:00.000Z", events: 3, refused: 0, credits: "14" },
        ...{ members: ["ann"], features: ["email_lookup", "phone_reveal"] },
      },
    ]);
    expect((await findRun(ctx, customerId, "waterfall-1")).sources).toMatchObject([
      { featureName: "email_lookup", events: 2, quantity: "2", credits: "4" },
      { featureName: "phone_reveal", events: 1, shown: { quantity: "1" }, credits: "10" },
    ]);
    expect(await differencesOf(ctx)).toEqual([]);
  });

  it("are listed page by page, each once, and found by a part of the name or when they began", async () => {
    const { ctx, customerId, externalId } = await aUser();
    const at = ["09:00", "09:00", "09:05", "09:10", "09:15"];
    await ingestEvents(
      ctx,
      at.map((time, index) => of(externalId, "email_lookup", `run ${index} / ü`, time)),
    );
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listRuns(ctx, customerId, RunQuery.parse({ cursor, limit: 2 }));
      seen.push(...page.items.map(({ groupId }) => groupId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual([4, 3, 2, 1, 0].map((index) => `run ${index} / ü`));

    const named = await listRuns(ctx, customerId, RunQuery.parse({ search: "RUN 3" }));
    expect(named.items).toHaveLength(1);
    const [from, to] = [new Date("2026-03-01T09:05:00Z"), new Date("2026-03-01T09:15:00Z")];
    expect((await listRuns(ctx, customerId, RunQuery.parse({ from, to }))).items).toHaveLength(2);
  });

  it("tell what was refused, given back and void, as their events do", async () => {
    const { ctx, customerId, externalId } = await aUser();
    const phones = ["09:00", "09:01", "09:02", "09:03", "09:04"];
    await ingestEvents(
      ctx,
      phones.map((time) => of(externalId, "phone_reveal", "big", time)),
    );
    const [first] = await readSql(
      "SELECT id FROM usage_event WHERE customer_id = $1::uuid ORDER BY occurred_at LIMIT 1",
      [customerId],
    );
    const correction = CorrectionInput.parse({
      ...{ quantity: null, isVoid: true, reason: "Nobody answered", reference: aReference() },
    });
    await correctEvent(ctx, idFromRow<EventId>(first?.id), correction);

    expect(await findRun(ctx, customerId, "big")).toMatchObject({
      ...{ events: 3, refused: 1, credits: "30" },
    });
    const [day] = await readSql(
      "SELECT events::int, refused::int FROM usage_day WHERE customer_id = $1::uuid",
      [customerId],
    );
    expect(day).toEqual({ events: 3, refused: 1 });
    expect(await differencesOf(ctx)).toEqual([]);
  });

  it("are compared with their events and repaired", async () => {
    const { ctx, customerId, externalId } = await aUser();
    await ingestEvents(ctx, [of(externalId, "email_lookup", "waterfall-1", "09:00")]);
    await readSql("UPDATE usage_run SET credits = 7 WHERE customer_id = $1::uuid", [customerId]);
    expect(await differencesOf(ctx)).toMatchObject([
      {
        ...{ rollUp: "usage_run", bucket: "waterfall-1" },
        ...{ stored: { credits: "7" }, rebuilt: { credits: "2" } },
      },
    ]);
    await repairRollUps(ctx, DAYS);
    expect(await differencesOf(ctx)).toEqual([]);
    expect(await findRun(ctx, customerId, "waterfall-1")).toMatchObject({ credits: "2" });
  });

  it("are nobody else's", async () => {
    const { ctx, customerId, externalId } = await aUser();
    await ingestEvents(ctx, [of(externalId, "email_lookup", "waterfall-1", "09:00")]);
    const other = await aContext();
    const asked = listRuns(other, customerId, RunQuery.parse({}));
    await expect(asked).rejects.toMatchObject({ code: "not_found" });
    await expect(findRun(ctx, customerId, "no such run")).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("a limit of each run", () => {
  it("is counted apart from other runs, and refuses what goes beyond it", async () => {
    const ctx = await aContext({ at: new Date("2026-03-01T12:00:00Z") });
    const feature = await aFeature(ctx, { key: "email_lookup", cost: "2" });
    const limit = { includedUnits: "0", usageLimit: "2", isSoftLimit: false, per: "group" };
    const entitlements = [entitles(feature, { ...limit, reset: "NEVER" })];
    const { customerId } = await anAccount(ctx, ["100"]);
    const externalId = await externalIdOf(customerId);
    await subscribe(ctx, customerId, await aPlan(ctx, { entitlements }));

    const { results } = await ingestEvents(later(ctx, "2026-03-01T13:00:00Z"), [
      of(externalId, "email_lookup", "a", "12:30"),
      of(externalId, "email_lookup", "a", "12:31"),
      of(externalId, "email_lookup", "b", "12:32"),
      of(externalId, "email_lookup", "a", "12:33"),
    ]);
    expect(results.map(({ code, credits }) => code ?? credits)).toEqual([
      ...["2", "2", "2", "limit_reached"],
    ]);
  });
});
