import { describe, expect, it } from "vitest";
import { change, onStarter } from "@/lib/testing/changed";
import { aContext, later } from "@/lib/testing/factories";
import { aSubscription } from "@/lib/testing/subscribed";
import { CancelInput, TurnInput } from "../schema";
import { cancelSubscription } from "../writes/cancel-subscription";
import { pauseSubscription } from "../writes/pause-subscription";
import { listUpcoming } from "./upcoming-days";
import { listUpcomingGrants } from "./upcoming-grants";

const NOON = "2026-02-10T12:00:00Z";

/** The first grant to come is due on 28 February, the renewal a year after the start. */
const days = (count: number) => ({ span: { days: count }, kind: null });

describe("what falls due in the days ahead", () => {
  it("is each grant and renewal on its day, with the totals of the day", async () => {
    const { ctx } = await aSubscription();

    const upcoming = await listUpcoming(ctx, days(60));

    expect(upcoming.rows.map(({ day, kind }) => [day, kind])).toEqual([
      ["2026-02-28", "credits"],
      ["2026-03-31", "credits"],
    ]);
    expect(upcoming.days[0]).toEqual({
      day: "2026-02-28",
      counts: { start: 0, renewal: 0, credits: 1, change: 0, resume: 0, end: 0 },
      credits: [{ creditUnit: "credits", amount: "2500" }],
      invoiced: [],
    });
    expect(await listUpcoming(ctx, days(28))).toMatchObject({ rows: [], isPartial: false });
  });

  it("is the renewal with its invoice, or the end without one", async () => {
    const { ctx, id } = await aSubscription();

    const renewal = await listUpcoming(ctx, { span: { days: 366 }, kind: "renewal" });
    expect(renewal.rows).toMatchObject([
      { day: "2027-01-31", invoiced: { currency: "USD", total: "588" } },
    ]);

    await cancelSubscription(ctx, id, CancelInput.parse({ when: "period_end" }));
    const ends = await listUpcoming(ctx, { span: { days: 366 }, kind: "end" });
    expect(ends.rows).toMatchObject([{ day: "2027-01-31", invoiced: null }]);
    expect((await listUpcoming(ctx, { span: { days: 366 }, kind: "renewal" })).rows).toEqual([]);
  });

  it("is the day on which what is paused goes on, and what it then asks and gives", async () => {
    const own = await aSubscription({ fee: "31", feePeriod: "MONTHLY" });
    const pause = (resumesAt: string) =>
      pauseSubscription(later(own.ctx, NOON), own.id, TurnInput.parse({ resumesAt }));
    const told = async () => {
      const { rows } = await listUpcoming(later(own.ctx, NOON), days(75));
      return rows.map(({ day, kind, invoiced, credits }) =>
        [day, kind, invoiced?.total, credits[0]?.amount].join(" "),
      );
    };

    await pause("2026-02-20T09:00:00Z");
    expect((await told()).slice(0, 2)).toEqual([
      "2026-02-20 resume  ",
      "2026-02-28 renewal 31 2500",
    ]);
    await pause("2026-03-10T09:00:00Z");
    expect(await told()).toEqual([
      ...["2026-03-10 resume  ", "2026-03-10 renewal 31 2500", "2026-04-10 renewal 31 2500"],
    ]);

    const [soon] = await listUpcomingGrants(later(own.ctx, NOON), own.id);
    expect(soon).toMatchObject({ dueAt: "2026-03-10T09:00:00.000Z", credits: "2500" });
  });

  it("is a change of plan, and then what its successor asks and gives", async () => {
    const own = await onStarter();
    await change(own.ctx, own, { to: own.pro, when: "period_end" });

    const { rows, days: told } = await listUpcoming(own.ctx, days(80));

    expect(
      rows.map(({ day, kind, invoiced, credits }) =>
        [day, kind, invoiced?.total, credits[0]?.amount].join(" "),
      ),
    ).toEqual(["2026-05-01 change 800 50000", "2026-06-01 renewal 800 50000"]);
    expect(told[0]?.counts).toMatchObject({ change: 1, end: 0, renewal: 0 });
  });

  it("is a month's in whole weeks, from today on and at most a year ahead", async () => {
    const { ctx } = await aSubscription();
    const of = (month: string | null) => listUpcoming(ctx, { span: { month }, kind: null });

    expect(await of(null)).toMatchObject({ month: "2026-01", rows: [] });
    // The last week of March ends on 5 April, the first begins on 23 February.
    const march = await of("2026-03");
    expect(march.rows.map(({ day }) => day)).toEqual(["2026-02-28", "2026-03-31"]);
    expect((await of("2020-01")).month).toBe("2026-01");
    expect((await of("2099-01")).month).toBe("2027-01");
    expect((await of("2026-13")).month).toBe("2026-01");
  });

  it("is nothing of another organization's", async () => {
    await aSubscription();

    expect((await listUpcoming(await aContext(), days(366))).rows).toEqual([]);
  });
});
