/** What cannot be advanced is set apart with its reason, holds up nobody, and is tried again. */
import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { anEmptyWallet, aPublishedPlan } from "@/lib/testing/billing";
import { aContext, later } from "@/lib/testing/factories";
import { aSubscription, datesOf, type Subscribed, subscribe } from "@/lib/testing/subscribed";
import { findSetApart, listSetApart } from "../reads/set-apart";
import { renewSubscriptions } from "./renew-subscriptions";
import { tryAgain } from "./try-again";

const at = (text: string) => new Date(text);
const MARCH = "2026-03-01T00:00:00Z";
const monthly = { fee: "50", feePeriod: "MONTHLY" } as const;

/** The next period stands on the books already: booking it again must break. */
const breakIt = ({ id }: Subscribed) =>
  readSql(
    `INSERT INTO subscription_period (subscription_id, period_index, organization_id, customer_id,
       starts_at, ends_at, booked_at)
     SELECT subscription_id, 1, organization_id, customer_id, starts_at, ends_at, booked_at
     FROM subscription_period WHERE subscription_id = $1::uuid`,
    [id],
  );
const mend = ({ id }: Subscribed) =>
  readSql("DELETE FROM subscription_period WHERE subscription_id = $1::uuid AND period_index = 1", [
    id,
  ]);

describe("a subscription that cannot be renewed", () => {
  it("is told with the reason, and passed by until its next try", async () => {
    const broken = await aSubscription(monthly);
    await breakIt(broken);

    const { failed } = await renewSubscriptions(at(MARCH));
    expect(failed.map(({ id }) => id)).toEqual([broken.id]);
    const march = later(broken.ctx, MARCH);
    expect(await listSetApart(march)).toMatchObject([
      {
        tries: 1,
        reason: expect.stringContaining("subscription_period_pkey"),
        since: at(MARCH).toISOString(),
        nextAt: "2026-03-01T00:02:00.000Z",
      },
    ]);

    // Whole again meanwhile, but it is not its time yet.
    await mend(broken);
    expect(await renewSubscriptions(at("2026-03-01T00:01:59Z"))).toEqual({ steps: 0, failed: [] });
    expect(await renewSubscriptions(at("2026-03-01T00:02:00Z"))).toEqual({ steps: 1, failed: [] });
    expect(await datesOf(broken)).toEqual(["2026-01-31", "2026-02-28"]);
    expect(await listSetApart(march)).toEqual([]);
  });

  it("holds up nobody of its chunk, not even its customer's others", async () => {
    const ctx = await aContext({ at: at("2026-01-31T09:00:00Z") });
    const account = await anEmptyWallet(ctx);
    const planId = await aPublishedPlan(ctx, monthly);
    await readSql("UPDATE product SET is_single_active = false WHERE organization_id = $1::uuid", [
      ctx.organizationId,
    ]);
    const own = await subscribe(ctx, account, planId);
    const other = await subscribe(ctx, account, planId);
    const many = [];
    for (let index = 0; index < 5; index++) many.push(await aSubscription(monthly));
    await breakIt(own);

    const { steps, failed } = await renewSubscriptions(at(MARCH));

    expect(failed.map(({ id }) => id)).toEqual([own.id]);
    expect(steps).toBe(6);
    expect(await findSetApart(ctx, own.id)).toBeDefined();
    expect(await findSetApart(ctx, other.id)).toBeUndefined();
  });

  it("is tried again when somebody says so: refused with the reason, then done", async () => {
    const broken = await aSubscription(monthly);
    await breakIt(broken);
    await renewSubscriptions(at(MARCH));
    const march = later(broken.ctx, MARCH);

    await expect(tryAgain(march, broken.id)).rejects.toMatchObject({
      code: "invalid_state",
      message: expect.stringContaining("subscription_period_pkey"),
    });
    expect(await listSetApart(march)).toMatchObject([{ tries: 2, since: at(MARCH).toISOString() }]);

    await mend(broken);
    expect(await tryAgain(march, broken.id)).toBe(1);
    expect(await datesOf(broken)).toEqual(["2026-01-31", "2026-02-28"]);
    await expect(tryAgain(march, broken.id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("is no other organization's to try", async () => {
    const broken = await aSubscription(monthly);
    await breakIt(broken);
    await renewSubscriptions(at(MARCH));
    const stranger = await aContext();

    expect(await listSetApart(stranger)).toEqual([]);
    await expect(tryAgain(stranger, broken.id)).rejects.toMatchObject({ code: "not_found" });
  });
});
