import { expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { InvoiceId } from "@/lib/ids";
import { startSubscription } from "@/lib/subscription/writes/start-subscription";
import { anEmptyWallet, aPublishedPlan } from "@/lib/testing/billing";
import { aContext, aCustomer, later } from "@/lib/testing/factories";
import { aSubscription, askedStart } from "@/lib/testing/subscribed";
import { listInvoices } from "./reads";
import { InvoiceQuery, PaymentInput, TopUpInput } from "./schema";
import { recordPayment } from "./writes/record-payment";
import { topUpWallet } from "./writes/top-up-wallet";

const overdueAt = async (ctx: Context, at: string) => {
  const { items, total } = await listInvoices(
    later(ctx, at),
    InvoiceQuery.parse({ isOverdue: true }),
  );
  expect(items).toHaveLength(total);
  return items;
};

it("calls an invoice overdue a day past its time, until it is paid", async () => {
  const { ctx } = await aSubscription({}, { at: "2026-03-01T09:00:00Z" });

  expect(await overdueAt(ctx, "2026-03-02T09:00:00Z")).toEqual([]);
  const [late] = await overdueAt(ctx, "2026-03-02T09:00:01Z");
  expect(late).toMatchObject({ status: "OPEN", dueAt: "2026-03-01T09:00:00.000Z" });

  const paidOn = later(ctx, "2026-03-05T00:00:00Z");
  await recordPayment(paidOn, InvoiceId.parse(late?.id), PaymentInput.parse({}));
  expect(await overdueAt(ctx, "2026-03-06T00:00:00Z")).toEqual([]);
});

it("tells its days in the subscription's zone, else in the organization's", async () => {
  const ctx = await aContext({ timezone: "Asia/Tokyo" });
  const planId = await aPublishedPlan(ctx);
  const customerId = await aCustomer(ctx, { timezone: "America/New_York" });
  const customer = await anEmptyWallet(ctx);
  await startSubscription(ctx, askedStart({ customerId }, planId));
  await topUpWallet(
    ctx,
    customer.walletId,
    TopUpInput.parse({ kind: "bought", credits: "10", reference: "one" }),
  );

  const { items } = await listInvoices(ctx, InvoiceQuery.parse({}));

  expect(items.map(({ zone }) => zone).sort()).toEqual(["America/New_York", "Asia/Tokyo"]);
});
