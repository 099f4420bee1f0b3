/** On a clock as in real time: what cannot be renewed is set apart, told, and holds up nobody. */
import { expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { type Clocked, onATestClock, type Resident, sellGrowth } from "@/lib/testing/clocked";

const FEBRUARY_END = "2024-02-29T00:00:00Z";

/** The next period stands on the books already: booking it again must break. */
const breakIt = ({ ctx }: Clocked, { externalId }: Resident) =>
  readSql(
    `INSERT INTO subscription_period (subscription_id, period_index, organization_id, customer_id,
       starts_at, ends_at, booked_at)
     SELECT period.subscription_id, 1, period.organization_id, period.customer_id, period.starts_at,
       period.ends_at, period.booked_at
     FROM subscription_period AS period JOIN customer ON customer.id = period.customer_id
     WHERE period.organization_id = $1::uuid AND customer.external_id = $2::text`,
    [ctx.organizationId, externalId],
  );
const mend = ({ ctx }: Clocked) =>
  readSql(
    "DELETE FROM subscription_period WHERE organization_id = $1::uuid AND period_index = 1 AND starts_at < $2::timestamptz",
    [ctx.organizationId, FEBRUARY_END],
  );
const kindsOf = (happened: readonly string[], kind: string) =>
  happened.filter((line) => line.split(" ")[1] === kind);

it("goes on with the others, tells who was set apart, and renews it once it can be", async () => {
  const clock = await onATestClock("2024-01-31T00:00:00Z");
  const [broken, whole] = [await clock.resident("broken"), await clock.resident("whole")];
  await sellGrowth(clock, broken);
  const [plan] = (await clock.caller.get("/plans")).body.items;
  await clock.made("/subscriptions", { customer_id: whole.customerId, plan_id: plan.id });
  await breakIt(clock, broken);

  const preview = await clock.caller.post(`/test-clocks/${clock.clockId}/advance/preview`, {
    to: "2024-02-29T00:01:00Z",
  });
  const happened = await clock.advance("2024-02-29T00:01:00Z");

  expect(preview.status).not.toBe(500);
  expect(kindsOf(happened, "renewed")).toEqual([`${FEBRUARY_END} renewed`]);
  expect(kindsOf(happened, "set_apart")).toEqual([`${FEBRUARY_END} set_apart`]);
  expect(await whole.available()).toBe("2000");

  // Its next try fails, too; then it is whole again, and the month is booked at its own instant.
  expect(kindsOf(await clock.advance("2024-02-29T00:03:00Z"), "set_apart")).toHaveLength(1);
  await mend(clock);
  const later = await clock.advance("2024-03-01T00:00:00Z");
  expect(kindsOf(later, "renewed")).toEqual([`${FEBRUARY_END} renewed`]);
  expect(kindsOf(later, "set_apart")).toEqual([]);
  expect(await broken.available()).toBe("2000");
});
