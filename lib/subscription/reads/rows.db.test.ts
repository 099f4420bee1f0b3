import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { idText } from "@/lib/ids";
import { aContext } from "@/lib/testing/factories";
import { aSubscription } from "@/lib/testing/subscribed";
import { SubscriptionRowQuery } from "../schema/rows";
import { findSubscriptionRow, listSubscriptionRows } from "./rows";

const idsOf = async (
  { ctx }: Awaited<ReturnType<typeof aSubscription>>,
  query: Partial<SubscriptionRowQuery>,
) => {
  const { items } = await listSubscriptionRows(ctx, {
    ...SubscriptionRowQuery.parse({}),
    ...query,
  });
  return items.map(({ id }) => id);
};

describe("the list of subscriptions", () => {
  it("tells what each will ask next, and narrows by days, period, plan and terms", async () => {
    const started = await aSubscription();
    const id = idText("sub", started.id);

    const row = await findSubscriptionRow(started.ctx, started.id);

    expect(row).toMatchObject({
      ...{ id, nextInvoiceAt: "2027-01-31T09:00:00.000Z", nextInvoiceTotal: "588" },
      ...{ hasOverrides: false, isOnTestClock: false, chosenTiers: [], addOns: [] },
    });
    expect(await idsOf(started, { renewsFrom: "2027-01-31", renewsUntil: "2027-01-31" })).toEqual([
      id,
    ]);
    expect(await idsOf(started, { renewsUntil: "2027-01-30" })).toEqual([]);
    expect(await idsOf(started, { startedFrom: "2026-01-31", billingPeriod: "ANNUAL" })).toEqual([
      id,
    ]);
    expect(await idsOf(started, { billingPeriod: "MONTHLY" })).toEqual([]);
    expect(await idsOf(started, { customerId: started.customerId })).toEqual([id]);
    expect(await idsOf(started, { hasOverrides: true })).toEqual([]);
    expect(await idsOf(started, { hasOverrides: false, status: "ACTIVE" })).toEqual([id]);
  });

  it("marks terms of its own, as long as they are not over", async () => {
    const started = await aSubscription();
    const keep = (choices: object) =>
      readSql("UPDATE subscription SET choices = $2::jsonb WHERE id = $1::uuid", [
        started.id,
        JSON.stringify(choices),
      ]);

    const since = "2025-01-01T00:00:00.000Z";
    await keep({ overrides: [{ since, until: "2025-02-01T00:00:00.000Z" }] });
    expect(await idsOf(started, { hasOverrides: true })).toEqual([]);
    await keep({ overrides: [{ since, until: null }] });
    expect(await idsOf(started, { hasOverrides: true })).toHaveLength(1);
  });

  it("tells nothing of another organization's", async () => {
    const { id } = await aSubscription();

    expect(await findSubscriptionRow(await aContext(), id)).toBeUndefined();
  });
});
