import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { type ChargeId, InvoiceId, newId } from "@/lib/ids";
import { findInvoice } from "@/lib/invoicing/reads";
import { post } from "@/lib/ledger/post";
import { credits, money } from "@/lib/testing/amounts";
import { later } from "@/lib/testing/factories";
import {
  aSubscription,
  datesOf,
  grantsOf,
  invoicesOf,
  type Subscribed,
  walletOf,
} from "@/lib/testing/subscribed";
import { aDebit } from "@/lib/testing/wallets";
import { findSubscription } from "../reads";
import { issueDueGrants } from "./issue-due-grants";
import { renewSubscriptions } from "./renew-subscriptions";

const at = (text: string) => new Date(text);

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
  async function overdrawn(unitPrice?: string, at = "2026-02-10T00:00:00Z"): Promise<Subscribed> {
    const own = await aSubscription(terms, { shortagePolicy: "OVERAGE" });
    const { ctx, customerId, walletId } = own;
    const price = { chargeId: newId<ChargeId>(), currency: "USD" };
    const february = later(ctx, at);
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

  it("of the last millisecond is invoiced, however late the close is booked", async () => {
    const own = await overdrawn("1.00", "2026-02-28T08:59:59.999Z");

    await renewSubscriptions(at("2026-02-28T09:03:00Z"));

    expect(await walletOf(own)).toEqual({ available: "2500", overage: "0" });
    expect((await invoicesOf(own)).at(-1)?.total).toBe("169");
  });

  it("of the new period's first instant is settled by its credits, though the close is late", async () => {
    const own = await aSubscription(terms, { shortagePolicy: "OVERAGE" });
    const { ctx, customerId, walletId } = own;
    const price = { chargeId: newId<ChargeId>(), currency: "USD", unitPrice: money("1") };
    const first = later(ctx, "2026-02-28T09:00:00Z");
    // The old credits have just ended, and the new ones are not on the books yet.
    await post(first, aDebit(first, { customerId, walletId }, "20", { overagePrice: price }));
    expect(await walletOf(own)).toEqual({ available: "0", overage: "20" });

    await renewSubscriptions(at("2026-02-28T09:01:00Z"));

    expect(await walletOf(own)).toEqual({ available: "2480", overage: "0" });
    expect((await invoicesOf(own)).at(-1)?.total).toBe("149");
  });

  it("is carried where it has no price: the new credits settle it, 2,480 are left", async () => {
    const own = await overdrawn();

    await renewSubscriptions(at("2026-02-28T09:00:00Z"));

    expect(await walletOf(own)).toEqual({ available: "2480", overage: "0" });
    expect((await invoicesOf(own)).at(-1)?.total).toBe("149");
  });
});
