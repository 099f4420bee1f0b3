/** How a subscription is billed, in bodies: of a start, and of one that runs. */
import * as z from "zod";
import { invalidField } from "@/lib/errors";
import { GRANT_ONS } from "@/lib/invoicing/rules/billing";
import { CollectionMethod, NetDays, PoNumber } from "@/lib/invoicing/schema/billing";

export const BILLING_BODY = {
  /** Invoices are due so many days after they are issued. Of a start, without it: as the organization has it. */
  net_days: NetDays.nullish(),
  /** The same in the dialect's words, such as `30 NET`. */
  payment_terms: z
    .string()
    .regex(/^\d{1,3} NET$/, "Enter terms such as 30 NET")
    .nullish(),
  /** The customer's own number of their order, printed on each invoice. */
  po_number: PoNumber.nullish(),
  /** Only `send_invoice`: nothing is connected that could charge by itself. */
  collection_method: CollectionMethod.nullish(),
  /** When credits of an invoice that has something to pay come: with the period, or with the payment. */
  grant_on: z.enum(GRANT_ONS).nullish(),
};

type BillingBody = z.output<z.ZodObject<typeof BILLING_BODY>>;

/** @throws DomainError `validation_error` where the two ways to say the days differ. */
export function netDaysIn({ net_days, payment_terms }: BillingBody): number | undefined {
  const named = payment_terms ? Number.parseInt(payment_terms, 10) : undefined;
  if (named !== undefined && (net_days ?? named) !== named) {
    throw invalidField("payment_terms", "It says another number of days than net_days");
  }
  return net_days ?? named;
}
