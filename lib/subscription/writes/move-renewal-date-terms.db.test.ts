/** What goes along when a renewal date is moved: own terms, pieces, add-ons, commitments. */
import { describe, expect, it } from "vitest";
import { findPlan } from "@/lib/catalog/reads/plans";
import { readSql } from "@/lib/db/transact";
import { idText } from "@/lib/ids";
import { aPublishedPlan } from "@/lib/testing/billing";
import { creditsOf, onStarter } from "@/lib/testing/changed";
import { later } from "@/lib/testing/factories";
import { aMoneyPlan, close, send, used } from "@/lib/testing/money-usage";
import { invoicesOf } from "@/lib/testing/subscribed";
import { AddOnInput, QuantityInput } from "../schema";
import { OverrideInput } from "../schema/override";
import { RenewalDateInput } from "../schema/renewal-date";
import { moveRenewalDate } from "./move-renewal-date";
import { renewSubscriptions } from "./renew-subscriptions";
import { setAddOn } from "./set-add-on";
import { setOverride } from "./set-override";
import { setQuantity } from "./set-quantity";

const ON_16 = RenewalDateInput.parse({ dayOfMonth: 16 });

it("takes own terms, pieces and add-ons along, as they are by then, by the share of the time", async () => {
  const own = await onStarter();
  const [charge] = (await findPlan(own.ctx, own.starter))?.live?.charges ?? [];
  const chargeId = charge?.id ?? "";
  const more = await aPublishedPlan(own.ctx, {
    ...{ kind: "ADD_ON", fee: "30", feePeriod: "MONTHLY", credits: "600" },
  });
  const addOn = (quantity: number) => AddOnInput.parse({ planId: idText("plan", more), quantity });
  await setAddOn(later(own.ctx, "2026-04-05T00:00:00Z"), own.id, addOn(2));
  await setQuantity(
    later(own.ctx, "2026-04-05T00:00:00Z"),
    own.id,
    QuantityInput.parse({ chargeId, quantity: 2 }),
  );
  await moveRenewalDate(later(own.ctx, "2026-04-10T00:00:00Z"), own.id, ON_16);
  // Said after the move was agreed: one less of it, and a price of its own.
  await setAddOn(later(own.ctx, "2026-04-12T00:00:00Z"), own.id, addOn(1));
  const fee = { kind: "fee", chargeId, amount: "100", reason: "As agreed" };
  await setOverride(later(own.ctx, "2026-04-12T00:00:00Z"), own.id, OverrideInput.parse(fee));

  await renewSubscriptions(new Date("2026-05-16T00:00:00Z"));

  // Half of two pieces at 100 and of one add-on at 30, then the whole of them.
  expect((await invoicesOf(own)).map(({ total }) => total).slice(-2)).toEqual(["115", "230"]);
  expect((await creditsOf(own)).slice(-4).toSorted()).toEqual([
    "add_on 300 left 0 voided 0",
    "add_on 600 left 600 voided 0",
    "plan 1000 left 0 voided 0",
    "plan 2000 left 2000 voided 0",
  ]);
});

describe("a commitment", () => {
  const committed = (period: "MONTHLY" | "ANNUAL") => ({
    commitment: { amount: "100", period },
  });

  it("of the billing period is agreed by the share of the period in between", async () => {
    const own = await aMoneyPlan({}, [], committed("MONTHLY"));
    await moveRenewalDate(later(own.ctx, "2026-03-10T00:00:00Z"), own.subscriptionId, ON_16);
    await send(own.ctx, "03-10T00:00:00", [used(own.externalId, 12, "03-10T00:00:00")]);

    await close("04-16T00:00:00");

    // 15 of the 31 days from 16 March to 16 April.
    const rows = await readSql(
      `SELECT to_char(starts_at, 'MM-DD') AS since, trim_scale(agreed)::text AS agreed,
         trim_scale(missing)::text AS missing FROM subscription_commitment
       WHERE customer_id = $1::uuid ORDER BY starts_at`,
      [own.customerId],
    );
    expect(rows).toEqual([
      { since: "03-01", agreed: "100", missing: "0" },
      { since: "04-01", agreed: "48.39", missing: "48.39" },
    ]);
  });

  it("that was agreed for longer is not settled before its time: the date is not moved", async () => {
    const own = await aMoneyPlan({}, [], committed("ANNUAL"));
    const move = moveRenewalDate(later(own.ctx, "2026-03-10T00:00:00Z"), own.subscriptionId, ON_16);

    await expect(move).rejects.toMatchObject({
      ...{ code: "invalid_state", details: { state: "committed" } },
      message:
        "Its commitment runs to 2027-03-01: the renewal date can be moved in the last period before",
    });
  });
});
