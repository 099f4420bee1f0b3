import { describe, expect, it } from "vitest";
import { aContext } from "@/lib/testing/factories";
import { aSubscription } from "@/lib/testing/subscribed";
import { CancelInput } from "../schema";
import { cancelSubscription } from "../writes/cancel-subscription";
import { listUpcoming } from "./upcoming-days";

/** The first grant to come is due on 28 February, the renewal a year after the start. */
const days = (count: number) => ({ days: count, kind: null });

describe("what falls due in the days ahead", () => {
  it("is each grant and renewal on its day, with the totals of the day", async () => {
    const { ctx } = await aSubscription();

    const upcoming = await listUpcoming(ctx, days(60));

    expect(upcoming.rows.map(({ day, kind }) => [day, kind])).toEqual([
      ["2026-02-28", "credits"],
      ["2026-03-31", "credits"],
    ]);
    expect(upcoming.days[0]).toEqual({
      ...{ day: "2026-02-28", renewals: 0, ends: 0 },
      credits: [{ creditUnit: "credits", amount: "2500" }],
      invoiced: [],
    });
    expect(await listUpcoming(ctx, days(28))).toMatchObject({ rows: [], isPartial: false });
  });

  it("is the renewal with its invoice, or the end without one", async () => {
    const { ctx, id } = await aSubscription();

    const renewal = await listUpcoming(ctx, { days: 366, kind: "renewal" });
    expect(renewal.rows).toMatchObject([
      { day: "2027-01-31", invoiced: { currency: "USD", total: "588" } },
    ]);

    await cancelSubscription(ctx, id, CancelInput.parse({ when: "period_end" }));
    const ends = await listUpcoming(ctx, { days: 366, kind: "end" });
    expect(ends.rows).toMatchObject([{ day: "2027-01-31", invoiced: null }]);
    expect((await listUpcoming(ctx, { days: 366, kind: "renewal" })).rows).toEqual([]);
  });

  it("is nothing of another organization's", async () => {
    await aSubscription();

    expect((await listUpcoming(await aContext(), days(366))).rows).toEqual([]);
  });
});
