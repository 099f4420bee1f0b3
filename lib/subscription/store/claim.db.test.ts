import { expect, it } from "vitest";
import { readSql, transact } from "@/lib/db/transact";
import { anEmptyWallet, aPublishedPlan } from "@/lib/testing/billing";
import { aContext } from "@/lib/testing/factories";
import { subscribe } from "@/lib/testing/subscribed";
import { claimDue } from "./claim";

it("gives all of a customer's subscriptions to one lane, and each to some lane", async () => {
  const ctx = await aContext({ at: new Date("2026-01-31T09:00:00Z") });
  const planIds = [await aPublishedPlan(ctx), await aPublishedPlan(ctx)];
  await readSql("UPDATE product SET is_single_active = false WHERE organization_id = $1::uuid", [
    ctx.organizationId,
  ]);
  const ids = new Set<string>();
  for (let customer = 0; customer < 6; customer++) {
    const account = await anEmptyWallet(ctx);
    for (const planId of planIds) ids.add((await subscribe(ctx, account, planId)).id);
  }

  const until = new Date("2026-02-28T09:00:00Z");
  const which = { limit: 100, except: [], only: null, until, grantsOnly: false };
  const lanes = await transact(ctx, async (tx) => [
    await claimDue(tx, { ...which, lane: { index: 0, of: 2 } }),
    await claimDue(tx, { ...which, lane: { index: 1, of: 2 } }),
  ]);

  const [first, second] = lanes.map((lane) => new Set(lane.map(({ customerId }) => customerId)));
  expect([...(first ?? [])].filter((customer) => second?.has(customer))).toEqual([]);
  expect(new Set(lanes.flat().map(({ id }) => id as string))).toEqual(ids);
  expect(lanes.flat()).toHaveLength(12);
});
