import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { SubscriptionChangeId } from "@/lib/ids";
import { change, creditsOf, linesOf, onStarter, successorOf } from "@/lib/testing/changed";
import { aContext, later } from "@/lib/testing/factories";
import { invoicesOf, type Subscribed, traceOf, walletOf } from "@/lib/testing/subscribed";
import { findSubscription } from "../reads";
import { findScheduledChange, listChanges } from "../reads/changes";
import { findSubscriptionRow } from "../reads/rows";
import { listCustomerUpcomingGrants, listUpcomingGrants } from "../reads/upcoming-grants";
import { CancelInput } from "../schema";
import type { ChangeView } from "../schema/change";
import { cancelScheduledChange } from "./call-off-change";
import { cancelSubscription } from "./cancel-subscription";
import { renewSubscriptions } from "./renew-subscriptions";

const day = (days: number) => new Date(Date.UTC(2026, 3, 1 + days));
const MAY = "2026-05-01T00:00:00.000Z";

/** On Pro from 1 April on. */
async function onPro() {
  const own = await onStarter();
  const pro = successorOf(own, await change(own.ctx, own, { to: own.pro }));
  return { ...own, ...pro };
}
const callOff = (own: Subscribed, { id }: ChangeView) =>
  cancelScheduledChange(later(own.ctx, day(12)), SubscriptionChangeId.parse(id));

describe("a change to a cheaper plan", () => {
  it("waits for the end of the period, and is told until then", async () => {
    const own = await onPro();

    const scheduled = await change(later(own.ctx, day(10)), own, { to: own.starter });

    expect(scheduled).toMatchObject({
      ...{ status: "SCHEDULED", dueAt: MAY, successorId: null, invoiceId: null },
      outcome: {
        ...{ type: "downgrade", total: "149", periodStart: MAY },
        issued: [{ credits: "2000", expiresAt: "2026-06-01T00:00:00.000Z" }],
      },
    });
    expect(await findScheduledChange(own.ctx, own.id)).toEqual(scheduled);
    const next = { endsAt: MAY, nextGrantAt: MAY, nextGrantCredits: "2000" };
    expect(await findSubscription(own.ctx, own.id)).toMatchObject({ status: "ACTIVE", ...next });
    expect(await findSubscriptionRow(own.ctx, own.id)).toMatchObject(next);
    // Those of the plan that holds by then, as the change gives them.
    const coming = [
      { credits: "2000", dueAt: MAY, expiresAt: "2026-06-01T00:00:00.000Z" },
      { credits: "2000", dueAt: "2026-06-01T00:00:00.000Z" },
    ];
    expect(await listUpcomingGrants(own.ctx, own.id, 2)).toMatchObject(coming);
    expect(await listCustomerUpcomingGrants(own.ctx, own.customerId, 2)).toMatchObject(coming);
    expect(await walletOf(own)).toMatchObject({ available: "50000" });
  });

  it("is carried out by the renewal, exactly at the period's end, however late the run", async () => {
    const own = await onPro();
    await change(later(own.ctx, day(10)), own, { to: own.starter });

    await renewSubscriptions(new Date("2026-06-15T00:00:00Z"));

    const [done] = await listChanges(own.ctx, own.id);
    expect(done).toMatchObject({ status: "DONE", dueAt: MAY });
    if (!done) throw new RangeError("no change");
    expect(await linesOf(own.ctx, done)).toEqual(["recurring 149"]);
    expect(await findSubscription(own.ctx, successorOf(own, done).id)).toMatchObject({
      ...{ startedAt: MAY, anchorAt: "2026-04-01T00:00:00.000Z" },
      ...{ currentPeriodStart: "2026-06-01T00:00:00.000Z" },
    });
    expect((await invoicesOf(own)).map(({ total, issuedAt }) => [total, issuedAt])).toEqual([
      ["149", "2026-04-01T00:00:00.000Z"],
      ["651", "2026-04-01T00:00:00.000Z"],
      ["149", MAY],
      ["149", "2026-06-01T00:00:00.000Z"],
    ]);
    expect(await creditsOf(own)).toEqual([
      "plan 2000 left 0 voided 2000",
      "plan 50000 left 0 voided 0",
      "plan 2000 left 0 voided 0",
      "plan 2000 left 2000 voided 0",
    ]);
  });

  it("is carried out once, by however many runs", async () => {
    const own = await onPro();
    await change(later(own.ctx, day(10)), own, { to: own.starter });
    const june = new Date("2026-06-15T00:00:00Z");

    await Promise.all([1, 2, 3].map(() => renewSubscriptions(june)));

    expect((await invoicesOf(own)).map(({ total }) => total)).toEqual(["149", "651", "149", "149"]);
  });

  it("leaves nothing where it breaks in the middle, and is carried out by the next run", async () => {
    const own = await onPro();
    await change(later(own.ctx, day(10)), own, { to: own.starter });
    const other = await onStarter();
    const block = (id: string | null) =>
      readSql("UPDATE subscription SET previous_id = $1::uuid WHERE id = $2::uuid", [id, other.id]);
    // Two that take one's place: the second breaks the transaction that tries it.
    await block(own.id);
    const before = await traceOf(own);

    const { failed } = await renewSubscriptions(new Date(MAY));
    expect(failed.map(({ id }) => id)).toContain(own.id);
    expect(await traceOf(own)).toEqual(before);
    expect(await findScheduledChange(own.ctx, own.id)).toBeDefined();

    await block(null);
    // It was set apart, and is tried again a while later.
    await renewSubscriptions(new Date("2026-05-01T12:00:00Z"));
    expect((await invoicesOf(own)).map(({ total }) => total)).toEqual(["149", "651", "149"]);
  });
});

describe("a scheduled change", () => {
  it("can be called off, and then the subscription renews as before", async () => {
    const own = await onPro();
    const scheduled = await change(later(own.ctx, day(10)), own, { to: own.starter });

    const off = await callOff(own, scheduled);

    expect(off).toMatchObject({ status: "CANCELLED" });
    expect(await callOff(own, scheduled)).toEqual(off);
    expect(await findScheduledChange(own.ctx, own.id)).toBeUndefined();
    expect(await findSubscription(own.ctx, own.id)).toMatchObject({ endsAt: null });
    await renewSubscriptions(new Date(MAY));
    expect((await invoicesOf(own)).map(({ total }) => total)).toEqual(["149", "651", "800"]);
  });

  it("cannot be called off once it was carried out, nor by another organization", async () => {
    const own = await onPro();
    const scheduled = await change(later(own.ctx, day(10)), own, { to: own.starter });
    const id = SubscriptionChangeId.parse(scheduled.id);

    await expect(cancelScheduledChange(await aContext(), id)).rejects.toMatchObject({
      code: "not_found",
    });
    // Its time has come: it is carried out first, and then cannot be called off.
    await expect(cancelScheduledChange(later(own.ctx, day(31)), id)).rejects.toMatchObject({
      code: "invalid_state",
    });
  });

  it("gives way to another change, and to a cancellation", async () => {
    const own = await onPro();
    const first = await change(later(own.ctx, day(10)), own, { to: own.starter });
    const second = await change(later(own.ctx, day(11)), own, { to: own.starter });
    expect((await listChanges(own.ctx, own.id)).map(({ id, status }) => [id, status])).toEqual([
      [second.id, "SCHEDULED"],
      [first.id, "CANCELLED"],
      [expect.any(String), "DONE"],
    ]);

    await cancelSubscription(later(own.ctx, day(12)), own.id, CancelInput.parse({}));
    await renewSubscriptions(new Date(MAY));

    expect(await findSubscription(own.ctx, own.id)).toMatchObject({ status: "ENDED", endsAt: MAY });
    expect((await invoicesOf(own)).map(({ total }) => total)).toEqual(["149", "651"]);
  });

  it("may wait for a dearer plan too, if asked", async () => {
    const own = await onStarter();
    await change(later(own.ctx, day(3)), own, { to: own.pro, when: "period_end" });

    await renewSubscriptions(new Date(MAY));

    expect((await invoicesOf(own)).map(({ total }) => total)).toEqual(["149", "800"]);
    expect(await walletOf(own)).toMatchObject({ available: "50000" });
  });
});
