import { expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { InvoiceId } from "@/lib/ids";
import { later } from "@/lib/testing/factories";
import { aSubscription } from "@/lib/testing/subscribed";
import { listInvoices } from "./reads";
import { InvoiceQuery, PaymentInput } from "./schema";
import { recordPayment } from "./writes/record-payment";

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
