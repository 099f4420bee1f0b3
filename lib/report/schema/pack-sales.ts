import * as z from "zod";
import { INVOICE_STATUSES } from "@/lib/invoicing/rules/invoice-status";

/** What a pack sold; sales whose invoices were voided are none. */
export const PackSalesView = z.object({
  /** In the organization's zone, the last one today's so far. */
  days: z.array(z.object({ day: z.iso.date(), pieces: z.int() })),
  /** Of the last thirty days. */
  lately: z.int(),
  pieces: z.int(),
  customers: z.int(),
  credits: z.string(),
  /** Net, in each currency. */
  takings: z.array(z.object({ currency: z.string(), amount: z.string() })),
});
export type PackSalesView = z.infer<typeof PackSalesView>;

/** One sale: who bought how much of it, and for what. */
export const PackSaleRow = z.object({
  transactionId: z.string(),
  soldAt: z.iso.datetime(),
  customer: z.object({ id: z.string(), externalId: z.string(), name: z.string() }),
  quantity: z.int(),
  credits: z.string(),
  price: z.string(),
  currency: z.string(),
  invoice: z.object({
    id: z.string(),
    number: z.string().nullable(),
    status: z.enum(INVOICE_STATUSES),
  }),
});
export type PackSaleRow = z.infer<typeof PackSaleRow>;

export const PackSaleQuery = z.object({
  /** Part of the customer's name or external id. */
  search: z.string().trim().max(200).default(""),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(500).nullable().default(null),
  limit: z.int().min(1).max(1000).default(50),
});
export type PackSaleQuery = z.output<typeof PackSaleQuery>;

export type PackSalePage = {
  readonly items: readonly PackSaleRow[];
  readonly total: number;
  readonly nextCursor: string | null;
};
