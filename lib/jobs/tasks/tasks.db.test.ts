import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { type CustomerId, idText } from "@/lib/ids";
import { StartInput } from "@/lib/subscription/schema";
import { startSubscription } from "@/lib/subscription/writes/start-subscription";
import { aPublishedPlan } from "@/lib/testing/billing";
import { aContext, aCustomer } from "@/lib/testing/factories";
import { TASKS } from "../tasks";

const run = (name: keyof typeof TASKS, at: string) =>
  TASKS[name]({ name, id: "1", at: new Date(at), payload: {} });

async function grantsOf(customerId: CustomerId) {
  const rows = await readSql(
    `SELECT trim_scale(available)::text AS available, trim_scale(expired)::text AS expired
     FROM credit_grant WHERE customer_id = $1::uuid ORDER BY effective_at`,
    [customerId],
  );
  return rows.map(({ available, expired }) => [available, expired]);
}

describe("the recurring jobs", () => {
  it("end, give and renew when their time has come, and leave a ledger that ties out", async () => {
    const ctx = await aContext({ at: new Date("2026-03-01T00:00:00Z") });
    const customerId = await aCustomer(ctx);
    const planId = idText("plan", await aPublishedPlan(ctx));
    const named = { customerId: idText("cus", customerId), planId };
    await startSubscription(ctx, StartInput.parse(named));

    await run("expire-grants", "2026-04-01T00:00:00Z");
    expect(await grantsOf(customerId)).toEqual([["0", "2500"]]);

    await run("issue-grants", "2026-04-01T00:00:00Z");
    expect(await grantsOf(customerId)).toEqual([
      ["0", "2500"],
      ["2500", "0"],
    ]);

    await run("renew-subscriptions", "2027-03-01T00:00:00Z");
    expect(await grantsOf(customerId)).toHaveLength(13);
    await run("verify-ledger", "2027-03-01T03:17:00Z");
  });
});
