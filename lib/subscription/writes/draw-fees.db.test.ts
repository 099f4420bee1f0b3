import { describe, expect, it } from "vitest";
import { findPlan } from "@/lib/catalog/reads/plans";
import { readSql } from "@/lib/db/transact";
import { anEmptyWallet, aPublishedPlan } from "@/lib/testing/billing";
import { aContext, later } from "@/lib/testing/factories";
import {
  askedStart,
  invoicesOf,
  type Subscribed,
  subscribe,
  traceOf,
  walletOf,
} from "@/lib/testing/subscribed";
import { give } from "@/lib/testing/wallets";
import { findSubscription } from "../reads";
import { QuantityInput } from "../schema";
import { foreseeTurn, turnAsShown } from "./foresee-turn";
import { previewStart } from "./preview-start";
import { renewSubscriptions } from "./renew-subscriptions";
import { retryWaitingFees } from "./retry-fees";
import { setQuantity } from "./set-quantity";

/** A plan of 49 USD a month with mailboxes at 200 C a month each, the first one free. */
async function aMailer(onShortage: "OVERAGE" | "SUSPEND", grants: string | null = "500") {
  const ctx = await aContext({ at: new Date("2026-01-31T09:00:00Z") });
  const account = await anEmptyWallet(ctx);
  const planId = await aPublishedPlan(ctx, {
    charges: [
      { kind: "RECURRING", name: "Mail", amount: "49", period: "MONTHLY" },
      {
        ...{ kind: "RECURRING", name: "Mailbox", amount: "200", creditUnit: "credits" },
        ...{ period: "MONTHLY", quantity: 3, freeQuantity: 1, onShortage },
      },
    ],
    grants: grants === null ? [] : [{ name: "Monthly", credits: grants }],
  });
  return { ctx, account, planId };
}
const toldOf = ({ ctx }: Subscribed) =>
  readSql(
    `SELECT type, data->>'name' AS name FROM outbox_message
     WHERE organization_id = $1::uuid AND type LIKE 'subscription.item%' ORDER BY id`,
    [ctx.organizationId],
  );
const auditsOf = async ({ ctx }: Subscribed) => {
  const rows = await readSql(
    `SELECT action FROM audit_record
     WHERE organization_id = $1::uuid AND action LIKE 'subscription.item%' ORDER BY id`,
    [ctx.organizationId],
  );
  return rows.map(({ action }) => action);
};
const drawnOf = ({ customerId }: Subscribed) =>
  readSql(
    `SELECT to_char(effective_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS on, reason, cause_kind
     FROM ledger_transaction WHERE customer_id = $1::uuid AND kind = 'debit' ORDER BY effective_at`,
    [customerId],
  );

describe("a fee in credits", () => {
  it("is paid by the credits that come with the period, month after month", async () => {
    const { ctx, account, planId } = await aMailer("OVERAGE");
    const own = await subscribe(ctx, account, planId);
    expect(await walletOf(own)).toEqual({ available: "100", overage: "0" });

    await renewSubscriptions(new Date("2026-03-31T09:00:00Z"));

    expect(await walletOf(own)).toEqual({ available: "100", overage: "0" });
    expect(await drawnOf(own)).toEqual(
      ["2026-01-31", "2026-02-28", "2026-03-31"].map((on) => ({
        ...{ on, reason: "Fee: Mailbox", cause_kind: "subscription" },
      })),
    );
    expect((await invoicesOf(own)).map(({ total }) => total)).toEqual(["49", "49", "49"]);
  });

  it("is drawn once, however often the run is repeated", async () => {
    const { ctx, account, planId } = await aMailer("OVERAGE");
    const own = await subscribe(ctx, account, planId);
    await renewSubscriptions(new Date("2026-02-28T09:00:00Z"));
    const before = await traceOf(own);

    await Promise.all([1, 2, 3].map(() => renewSubscriptions(new Date("2026-02-28T09:00:00Z"))));

    expect(await traceOf(own)).toEqual(before);
    expect(await drawnOf(own)).toHaveLength(2);
  });

  it("is for as many pieces as the subscription takes, and is shown before", async () => {
    const { ctx, account, planId } = await aMailer("OVERAGE");
    const plan = await findPlan(ctx, planId);
    const id = plan?.live?.charges.find(({ name }) => name === "Mailbox")?.id ?? "";
    const quantities = { [id]: 2 };

    const shown = await previewStart(ctx, askedStart(account, planId, { quantities }));
    const own = await subscribe(ctx, account, planId, { quantities });

    expect(shown.feesNow).toEqual([{ name: "Mailbox", credits: "200", creditUnit: "credits" }]);
    expect(await walletOf(own)).toEqual({ available: "300", overage: "0" });
    expect(await findSubscription(ctx, own.id)).toMatchObject({ quantities });
  });

  it("is refused for pieces of what the plan has no fee for, and nothing changes", async () => {
    const { ctx, account, planId } = await aMailer("OVERAGE");
    const before = await traceOf({ ...account, ctx } as Subscribed);
    const quantities = { price_01k9zzzzzzzzzzzzzzzzzzzzzz: 2 };

    await expect(subscribe(ctx, account, planId, { quantities })).rejects.toMatchObject({
      code: "validation_error",
    });
    expect(await traceOf({ ...account, ctx } as Subscribed)).toEqual(before);
  });

  it("becomes overage where the wallet cannot pay it", async () => {
    const { ctx, account, planId } = await aMailer("OVERAGE", null);
    const own = await subscribe(ctx, account, planId);

    expect(await walletOf(own)).toEqual({ available: "0", overage: "400" });
    expect(await toldOf(own)).toEqual([]);
  });

  it("is tried again once credits have come, for what is left of its period", async () => {
    const { ctx, account, planId } = await aMailer("SUSPEND", null);
    const own = await subscribe(ctx, account, planId);
    const run = (day: string) =>
      retryWaitingFees((organizationId) => ({
        ...later(ctx, `${day}T09:00:00Z`),
        ...{ organizationId, origin: "system", actor: { kind: "system", name: "retry" } },
      }));
    await give(later(ctx, "2026-02-10T09:00:00Z"), own, "100");
    await run("2026-02-10");
    const { steps } = await run("2026-02-11");
    expect(steps).toBe(0);
    expect(await walletOf(own)).toEqual({ available: "100", overage: "0" });

    await give(later(ctx, "2026-02-14T09:00:00Z"), own, "400");
    await run("2026-02-14");
    await run("2026-02-14");

    // Half of the month's 28 days are left.
    expect(await walletOf(own)).toEqual({ available: "300", overage: "0" });
    expect(await findSubscription(ctx, own.id)).toMatchObject({ suspendedItems: [] });
    expect((await toldOf(own)).map(({ type }) => type)).toEqual([
      "subscription.item_suspended",
      "subscription.item_resumed",
    ]);
    await give(later(ctx, "2026-02-20T09:00:00Z"), own, "150");
    await renewSubscriptions(new Date("2026-02-28T09:00:00Z"));
    expect(await walletOf(own)).toEqual({ available: "50", overage: "0" });
  });

  it("is tried again when somebody asks, shown before, and held to that", async () => {
    const { ctx, account, planId } = await aMailer("SUSPEND", null);
    const own = await subscribe(ctx, account, planId);
    const at = later(ctx, "2026-02-14T09:00:00Z");
    const asked = { id: own.id, reason: "" };
    expect((await foreseeTurn(at, "retry-fees", asked)).answer).toMatchObject({
      suspendedItems: [{ name: "Mailbox" }],
    });
    await give(at, own, "1000");
    const before = await traceOf(own);

    const { fingerprint, wallets } = await foreseeTurn(at, "retry-fees", asked);

    expect(wallets).toMatchObject([{ figures: { available: "800" } }]);
    expect(await traceOf(own)).toEqual(before);
    await turnAsShown(at, "retry-fees", { ...asked, fingerprint });
    expect(await walletOf(own)).toEqual({ available: "800", overage: "0" });
    const foreign = await aContext({ at: ctx.at });
    await expect(turnAsShown(foreign, "retry-fees", asked)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("is tried again for more that was bought within the period, and asked for that alone", async () => {
    const { ctx, account, planId } = await aMailer("SUSPEND", "500");
    const own = await subscribe(ctx, account, planId);
    const plan = await findPlan(ctx, planId);
    const chargeId = plan?.live?.charges.find(({ name }) => name === "Mailbox")?.id ?? "";
    const more = QuantityInput.parse({ chargeId, quantity: 5 });
    const at = (day: string) => later(ctx, `2026-02-${day}T09:00:00Z`);
    const asked = { id: own.id, reason: "" };

    // 100 C are left of 500: two mailboxes more, at 200 each, cannot be paid.
    const { now, subscription } = await setQuantity(at("07"), own.id, more);
    expect(now).toMatchObject({ drawn: "0" });
    expect(subscription.suspendedItems).toMatchObject([{ name: "Mailbox" }]);
    await give(at("10"), own, "100");
    await turnAsShown(at("10"), "retry-fees", asked);
    expect(await walletOf(own)).toMatchObject({ available: "200" });

    // Of the 21 days from the 7th to the 28th, 14 are left on the 14th: two thirds of 400, cut down.
    await give(at("14"), own, "300");
    const { wallets } = await foreseeTurn(at("14"), "retry-fees", asked);
    await turnAsShown(at("14"), "retry-fees", asked);
    await turnAsShown(at("15"), "retry-fees", asked);

    expect(wallets).toMatchObject([{ figures: { available: "233.34" } }]);
    expect(await walletOf(own)).toMatchObject({ available: "233.34" });
    expect(await findSubscription(ctx, own.id)).toMatchObject({ suspendedItems: [] });
    expect(await auditsOf(own)).toEqual([
      "subscription.item_suspended",
      "subscription.item_resumed",
    ]);
  });

  it("stays suspended until its own period is paid, whatever is bought and paid beside", async () => {
    const { ctx, account, planId } = await aMailer("SUSPEND", null);
    const own = await subscribe(ctx, account, planId);
    const plan = await findPlan(ctx, planId);
    const chargeId = plan?.live?.charges.find(({ name }) => name === "Mailbox")?.id ?? "";
    const at = later(ctx, "2026-02-14T09:00:00Z");
    await give(at, own, "200");

    const { now, subscription } = await setQuantity(
      at,
      own.id,
      QuantityInput.parse({ chargeId, quantity: 4 }),
    );

    expect(now).toMatchObject({ drawn: "200" });
    expect(subscription.suspendedItems).toMatchObject([{ name: "Mailbox" }]);
    await give(at, own, "1000");
    await turnAsShown(at, "retry-fees", { id: own.id, reason: "" });
    // Half of the two mailboxes of the period; the third was paid in full.
    expect(await walletOf(own)).toMatchObject({ available: "800" });
    expect(await findSubscription(ctx, own.id)).toMatchObject({ suspendedItems: [] });
  });

  it("suspends the item where the plan says so, until a period of it is paid; both is told", async () => {
    const { ctx, account, planId } = await aMailer("SUSPEND", null);
    const own = await subscribe(ctx, account, planId);
    const suspended = await findSubscription(ctx, own.id);
    await renewSubscriptions(new Date("2026-02-28T09:00:00Z"));

    expect(await walletOf(own)).toEqual({ available: "0", overage: "0" });
    expect(suspended).toMatchObject({ status: "ACTIVE", suspendedItems: [{ name: "Mailbox" }] });
    expect(await toldOf(own)).toEqual([{ type: "subscription.item_suspended", name: "Mailbox" }]);

    await give(ctx, own, "1000");
    await renewSubscriptions(new Date("2026-03-31T09:00:00Z"));

    expect(await walletOf(own)).toEqual({ available: "600", overage: "0" });
    expect(await findSubscription(ctx, own.id)).toMatchObject({ suspendedItems: [] });
    expect(await auditsOf(own)).toEqual([
      "subscription.item_suspended",
      "subscription.item_resumed",
    ]);
  });
});
