import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import {
  type ChargeId,
  type CustomerId,
  InvoiceId,
  idText,
  newId,
  type PlanId,
  parseId,
} from "@/lib/ids";
import { findInvoice, listInvoices } from "@/lib/invoicing/reads";
import { InvoiceQuery } from "@/lib/invoicing/schema";
import { post } from "@/lib/ledger/post";
import { credits, money } from "@/lib/testing/amounts";
import { anEmptyWallet, aPublishedPlan, type PlanTerms } from "@/lib/testing/billing";
import { aContext, later } from "@/lib/testing/factories";
import { aDebit } from "@/lib/testing/wallets";
import { findSubscription } from "../reads";
import { StartInput } from "../schema";
import { issueDueGrants } from "./issue-due-grants";
import { renewSubscriptions } from "./renew-subscriptions";
import { startSubscription } from "./start-subscription";

type Subscribed = {
  readonly ctx: Context;
  readonly customerId: CustomerId;
  readonly walletId: Awaited<ReturnType<typeof anEmptyWallet>>["wallet"];
  readonly id: NonNullable<ReturnType<typeof subscriptionId>>;
};
const subscriptionId = (text: string) => parseId("sub", text);

/** Started on 31 January 2026, so that months of every length come by. */
async function aSubscription(
  terms: PlanTerms = {},
  over: { shortagePolicy?: "OVERAGE" } = {},
): Promise<Subscribed> {
  const ctx = await aContext({ at: new Date("2026-01-31T09:00:00Z") });
  const { customerId, wallet } = await anEmptyWallet(ctx, over);
  return subscribe(ctx, { customerId, walletId: wallet, planId: await aPublishedPlan(ctx, terms) });
}

async function subscribe(
  ctx: Context,
  of: { customerId: CustomerId; walletId: Subscribed["walletId"]; planId: PlanId },
): Promise<Subscribed> {
  const { customerId, walletId, planId } = of;
  const named = { customerId: idText("cus", customerId), planId: idText("plan", planId) };
  const { id } = await startSubscription(ctx, StartInput.parse(named));
  const own = subscriptionId(id);
  if (!own) throw new RangeError(`not a subscription: ${id}`);
  return { ctx, customerId, walletId, id: own };
}

const at = (text: string) => new Date(text);
/** What the customer was given, in order: when, until when, what is left and what lapsed. */
async function grantsOf({ customerId }: Subscribed) {
  const rows = await readSql(
    `SELECT to_char(effective_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS from,
       to_char(expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS to,
       trim_scale(available)::text AS available, trim_scale(expired)::text AS expired
     FROM credit_grant WHERE customer_id = $1::uuid ORDER BY effective_at`,
    [customerId],
  );
  return rows;
}
const datesOf = async (of: Subscribed) => (await grantsOf(of)).map((grant) => grant.from);
async function walletOf({ walletId }: Subscribed) {
  const [row] = await readSql(
    `SELECT trim_scale(available)::text AS available, trim_scale(overage)::text AS overage
     FROM wallet WHERE id = $1::uuid`,
    [walletId],
  );
  return row;
}
const invoicesOf = async ({ ctx }: Subscribed) =>
  (await listInvoices(ctx, InvoiceQuery.parse({}))).items.toReversed();
const traceOf = async (of: Subscribed) => {
  const [row] = await readSql(
    `SELECT (SELECT count(*)::int FROM ledger_transaction WHERE organization_id = $1::uuid) AS booked,
       (SELECT count(*)::int FROM audit_record WHERE organization_id = $1::uuid) AS audited,
       (SELECT count(*)::int FROM outbox_message WHERE organization_id = $1::uuid) AS told`,
    [of.ctx.organizationId],
  );
  return { ...row, invoices: (await invoicesOf(of)).length, grants: await grantsOf(of) };
};

const MONTHS = [
  "2026-02-28",
  "2026-03-31",
  "2026-04-30",
  "2026-05-31",
  "2026-06-30",
  "2026-07-31",
  "2026-08-31",
  "2026-09-30",
  "2026-10-31",
  "2026-11-30",
  "2026-12-31",
];

describe("an annual plan with monthly credits", () => {
  it("gives months 2 to 12, each when it is due, and lets the one before lapse", async () => {
    const own = await aSubscription();

    for (const [index, day] of MONTHS.entries()) {
      await issueDueGrants(at(`${day}T08:59:59.999Z`));
      expect(await datesOf(own)).toHaveLength(index + 1);
      await issueDueGrants(at(`${day}T09:00:00.000Z`));

      const grants = await grantsOf(own);
      expect(grants.at(-1)).toMatchObject({ from: day, available: "2500", expired: "0" });
      expect(grants.at(-2)).toMatchObject({ to: day, available: "0", expired: "2500" });
    }

    expect(await datesOf(own)).toEqual(["2026-01-31", ...MONTHS]);
    expect(await walletOf(own)).toEqual({ available: "2500", overage: "0" });
    expect(await invoicesOf(own)).toHaveLength(1);
  });

  it("catches up with three missed months in order, each at its own time", async () => {
    const own = await aSubscription();

    await issueDueGrants(at("2026-05-02T00:00:00Z"));

    expect(await grantsOf(own)).toEqual([
      { from: "2026-01-31", to: "2026-02-28", available: "0", expired: "2500" },
      { from: "2026-02-28", to: "2026-03-31", available: "0", expired: "2500" },
      { from: "2026-03-31", to: "2026-04-30", available: "0", expired: "2500" },
      { from: "2026-04-30", to: "2026-05-31", available: "2500", expired: "0" },
    ]);
    const booked = await readSql(
      `SELECT to_char(effective_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day FROM ledger_transaction
       WHERE customer_id = $1::uuid AND kind = 'grant' ORDER BY id`,
      [own.customerId],
    );
    expect(booked.map(({ day }) => day)).toEqual([
      "2026-01-31",
      "2026-02-28",
      "2026-03-31",
      "2026-04-30",
    ]);
  });

  it("gives each month once when workers run at the same time", async () => {
    const ctx = await aContext({ at: at("2026-01-31T09:00:00Z") });
    const planId = await aPublishedPlan(ctx);
    const own: Subscribed[] = [];
    for (let n = 0; n < 12; n++) {
      const { customerId, wallet } = await anEmptyWallet(ctx);
      own.push(await subscribe(ctx, { customerId, walletId: wallet, planId }));
    }
    const until = at("2026-04-01T00:00:00Z");

    await Promise.all([
      issueDueGrants(until),
      issueDueGrants(until),
      renewSubscriptions(until),
      renewSubscriptions(until),
    ]);
    // What one worker held while another passed by is due still, and only that.
    await issueDueGrants(until);

    for (const one of own) {
      expect(await datesOf(one)).toEqual(["2026-01-31", "2026-02-28", "2026-03-31"]);
    }
  });

  it("does nothing when a run is repeated", async () => {
    const own = await aSubscription();
    await renewSubscriptions(at("2027-02-01T00:00:00Z"));
    const before = await traceOf(own);

    await renewSubscriptions(at("2027-02-01T00:00:00Z"));
    await issueDueGrants(at("2027-02-01T00:00:00Z"));

    expect(await traceOf(own)).toEqual(before);
    expect(before.invoices).toBe(2);
  });
});

describe("a renewal", () => {
  it("opens the next year with its fee, its credits and its own record", async () => {
    const own = await aSubscription();

    await issueDueGrants(at("2027-01-31T09:00:00Z"));
    expect(await datesOf(own)).not.toContain("2027-01-31");
    await renewSubscriptions(at("2027-01-31T09:00:00Z"));

    expect(await findSubscription(own.ctx, own.id)).toMatchObject({
      currentPeriodStart: "2027-01-31T09:00:00.000Z",
      currentPeriodEnd: "2028-01-31T09:00:00.000Z",
      nextGrantAt: "2027-02-28T09:00:00.000Z",
    });
    expect((await grantsOf(own)).at(-1)).toMatchObject({ from: "2027-01-31", available: "2500" });
    const [, second] = await invoicesOf(own);
    expect(second).toMatchObject({
      ...{ number: "INV-2027-000001", total: "588", billingReason: "subscription_cycle" },
      issuedAt: "2027-01-31T09:00:00.000Z",
      periodEnd: "2028-01-31T09:00:00.000Z",
    });
    const periods = await readSql(
      "SELECT period_index FROM subscription_period WHERE subscription_id = $1::uuid ORDER BY 1",
      [own.id],
    );
    expect(periods.map((row) => row.period_index)).toEqual([0, 1]);
  });

  it("books several missed periods in order, an invoice each", async () => {
    const own = await aSubscription({ fee: "50", feePeriod: "MONTHLY" });

    await renewSubscriptions(at("2026-05-01T00:00:00Z"));

    const invoices = await invoicesOf(own);
    expect(invoices.map(({ number, periodStart }) => [number, periodStart?.slice(0, 10)])).toEqual([
      ["INV-2026-000001", "2026-01-31"],
      ["INV-2026-000002", "2026-02-28"],
      ["INV-2026-000003", "2026-03-31"],
      ["INV-2026-000004", "2026-04-30"],
    ]);
    expect(await datesOf(own)).toEqual(["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]);
  });

  it("is not held up by another subscription that cannot be renewed", async () => {
    const own = await aSubscription({ fee: "50", feePeriod: "MONTHLY" });
    const broken = await aSubscription({ fee: "50", feePeriod: "MONTHLY" });
    // A period that is on the books already: booking it again must break.
    await readSql(
      `INSERT INTO subscription_period (subscription_id, period_index, organization_id, customer_id,
         starts_at, ends_at, booked_at)
       SELECT subscription_id, 1, organization_id, customer_id, starts_at, ends_at, booked_at
       FROM subscription_period WHERE subscription_id = $1::uuid`,
      [broken.id],
    );

    const report = await renewSubscriptions(at("2026-03-01T00:00:00Z"));

    expect(report.failed.map(({ id }) => id)).toEqual([broken.id]);
    expect(await datesOf(own)).toEqual(["2026-01-31", "2026-02-28"]);
    expect(await datesOf(broken)).toEqual(["2026-01-31"]);
    expect(await invoicesOf(broken)).toHaveLength(1);
  });
});

describe("overage at the close of a period", () => {
  const terms = { fee: "149", feePeriod: "MONTHLY" } as const;
  /** All 2,500 credits and 20 more, at a price or at none. */
  async function overdrawn(unitPrice?: string): Promise<Subscribed> {
    const own = await aSubscription(terms, { shortagePolicy: "OVERAGE" });
    const { ctx, customerId, walletId } = own;
    const price = { chargeId: newId<ChargeId>(), currency: "USD" };
    const february = later(ctx, "2026-02-10T00:00:00Z");
    const debit = aDebit(february, { customerId, walletId }, "2520", {
      ...(unitPrice && { overagePrice: { ...price, unitPrice: money(unitPrice) } }),
    });
    expect(await post(february, debit)).toMatchObject({ ok: true, amount: credits("2520") });
    expect(await walletOf(own)).toEqual({ available: "0", overage: "20" });
    return own;
  }

  it("is invoiced before the new credits are given: 20.00 USD, and 2,500 to spend", async () => {
    const own = await overdrawn("1.00");

    await renewSubscriptions(at("2026-02-28T09:00:00Z"));

    expect(await walletOf(own)).toEqual({ available: "2500", overage: "0" });
    const [, renewal] = await invoicesOf(own);
    const invoice = await findInvoice(own.ctx, InvoiceId.parse(renewal?.id));
    expect(invoice?.total).toBe("169");
    expect(invoice?.lines).toMatchObject([
      {
        ...{ kind: "overage", credits: "20", unitAmount: "1", amount: "20" },
        periodEnd: "2026-02-28T09:00:00.000Z",
      },
      { kind: "recurring", amount: "149" },
      // What credits have paid is told, and never charged again.
      { kind: "information", credits: "2500", amount: "0" },
    ]);
  });

  it("is carried where it has no price: the new credits settle it, 2,480 are left", async () => {
    const own = await overdrawn();

    await renewSubscriptions(at("2026-02-28T09:00:00Z"));

    expect(await walletOf(own)).toEqual({ available: "2480", overage: "0" });
    expect((await invoicesOf(own)).at(-1)?.total).toBe("149");
  });
});
