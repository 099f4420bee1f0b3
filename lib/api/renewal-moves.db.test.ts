import { describe, expect, it } from "vitest";
import { RenewalMoveId } from "@/lib/ids";
import { TASKS } from "@/lib/jobs/tasks";
import { type Answer, aCaller } from "@/lib/testing/api";
import { aContext } from "@/lib/testing/factories";

const PATH = "/subscriptions/renewal-dates";

/** Customers on a plan of 30 USD a month, from 1 March on, on one test clock. */
async function subscribers(names: readonly string[]) {
  const caller = await aCaller(await aContext({ mode: "TEST" }));
  const made = async (path: string, body: object): Promise<Answer["body"]> => {
    const answer = await caller.post(path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const plan = await made("/plans", { name: "Growth" });
  await made("/prices", { plan_id: plan.id, type: "FIXED", amount: "30" });
  const clock = await made("/test-clocks", { name: "Spring", frozen_at: "2026-03-01T00:00:00Z" });
  const ids: string[] = [];
  for (const name of names) {
    const customer = await made("/customers", {
      ...{ external_id: name, name, test_clock_id: clock.id },
    });
    const started = { customer_id: customer.id, plan_id: plan.id };
    ids.push((await made("/subscriptions", started)).id);
  }
  return { caller, made, planId: plan.id as string, ids };
}

const run = (id: string) =>
  TASKS["move-renewal-dates"]({
    ...{ name: "move-renewal-dates", id: "1", at: new Date() },
    payload: { moveId: RenewalMoveId.parse(id) },
  });

describe("POST /subscriptions/renewal-dates", () => {
  it("moves all that a filter names, as its preview told, and tells how each fared", async () => {
    const { caller, made, planId, ids } = await subscribers(["acme", "bolt", "core"]);
    await made(`/subscriptions/${ids[2]}/cancel`, { cancellation_type: "end_of_period" });
    const body = { filter: { plan_id: planId }, day_of_month: 16, reason: "One day for all" };

    const shown = await made(`${PATH}/preview`, body);

    expect(shown).toMatchObject({ total: 3, refused: 1 });
    const told = (shown.impacts as Answer["body"][]).map(
      ({ customer_external_id: name, renews_at, bridge, total, obstacle }) => [
        ...[name, renews_at?.slice(0, 10) ?? null, bridge?.days ?? null, total, obstacle],
      ],
    );
    expect(told.toSorted()).toEqual([
      ["acme", "2026-04-16", "15", "14.52", null], // 15 of the 31 days from 16 March to 16 April
      ["bolt", "2026-04-16", "15", "14.52", null],
      ["core", null, null, null, "The subscription was cancelled"],
    ]);

    const started = await caller.post(PATH, { ...body, fingerprint: shown.fingerprint });
    expect(started).toMatchObject({ status: 202, body: { status: "RUNNING", total: 3, moved: 0 } });
    await run(started.body.id);

    expect((await caller.get(PATH)).body.items).toMatchObject([
      {
        ...{ id: started.body.id, status: "DONE", total: 3, moved: 2, refused: 1 },
        refusals: [{ customer_external_id: "core", message: "The subscription was cancelled" }],
      },
    ]);
  });

  it("moves just those that are named, and no others than were shown", async () => {
    const { caller, made, planId, ids } = await subscribers(["acme", "bolt"]);
    const asked = { filter: { plan_id: planId }, billing_cycle: "calendar" };
    const { fingerprint } = await made(`${PATH}/preview`, { ...asked, day_of_month: undefined });

    const others = { ...asked, filter: undefined, subscription_ids: [ids[0]], fingerprint };
    expect(await caller.post(PATH, others)).toMatchObject({
      ...{ status: 409, body: { code: "stale_preview" } },
    });
    const one = { subscription_ids: [ids[0]], day_of_month: 10 };
    const moved = await made(PATH, one);
    expect(await caller.post(PATH, one)).toMatchObject({
      ...{ status: 409, body: { code: "invalid_state" } },
    });
    await run(moved.id);

    const schedules = await Promise.all(
      ids.map(async (id) => (await caller.get(`/subscriptions/${id}/timeline`)).body.invoices[0]),
    );
    expect(schedules.map(({ period_end }) => period_end.slice(0, 10))).toEqual([
      "2026-04-10",
      "2026-05-01",
    ]);
  });

  it.each([
    [{ day_of_month: 5 }, "/subscription_ids", "Name subscription_ids or a filter, and not both"],
    [{ filter: {} }, "/day_of_month", "Name a day of the month or a date, and not both"],
    [{ filter: { plan: "basic" }, day_of_month: 5 }, "/filter", expect.stringContaining("plan")],
  ])("refuses %j, naming the field, and begins nothing", async (body, pointer, detail) => {
    const { caller } = await subscribers([]);

    const answer = await caller.post(PATH, body);

    expect(answer).toMatchObject({ status: 400, body: { code: "validation_error" } });
    expect(answer.body.errors[0]).toMatchObject({ detail });
    expect(answer.body.errors[0].pointer).toContain(pointer);
    expect((await caller.get(PATH)).body.items).toEqual([]);
  });
});
