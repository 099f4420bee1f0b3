"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { InvoiceId } from "@/lib/ids";
import { PaymentInput, VoidInvoiceInput } from "@/lib/invoicing/schema";
import { recordPayment } from "@/lib/invoicing/writes/record-payment";
import { voidInvoice } from "@/lib/invoicing/writes/void-invoice";
import { action } from "@/lib/transport/action";

export const recordPaymentAction = action({
  permission: "invoice:pay",
  input: z.object({ invoiceId: InvoiceId, payment: PaymentInput }),
  async run(ctx, { invoiceId, payment }) {
    const { status, due, currency } = await recordPayment(ctx, invoiceId, payment);
    revalidatePath("/", "layout");
    return { status, due, currency };
  },
});

export const voidInvoiceAction = action({
  permission: "invoice:pay",
  input: z.object({ invoiceId: InvoiceId, fields: VoidInvoiceInput }),
  async run(ctx, { invoiceId, fields }) {
    const { number } = await voidInvoice(ctx, invoiceId, fields);
    revalidatePath("/", "layout");
    return { number };
  },
});
