/** How a subscription is billed, as it is asked and told. */
import * as z from "zod";
import { plainLines, plainText } from "@/lib/text/schema";
import { GRANT_ONS, MOST_NET_DAYS } from "../rules/billing";

const COLLECTION_METHODS = ["send_invoice", "charge_automatically"] as const;

/** Why nothing can be charged automatically. */
export const CANNOT_CHARGE =
  "No payment provider is connected that could charge by itself: invoices are sent, and their payments recorded";

export const NetDays = z
  .int("Enter a whole number of days")
  .min(0, "Not below zero")
  .max(MOST_NET_DAYS, `At most ${MOST_NET_DAYS} days`);

/** Empty: there is none. */
export const PoNumber = plainText(100);

/** In the words of the dialect; what cannot be honoured is refused. */
export const CollectionMethod = z
  .enum(COLLECTION_METHODS)
  .refine((method) => method === "send_invoice", CANNOT_CHARGE);

/** Of a start; what is null is as the organization has it. */
export const BILLING_FIELDS = {
  /** Its invoices are due so many days after they are issued. */
  netDays: NetDays.nullable().default(null),
  /** The customer's own number of their order, printed on each invoice. */
  poNumber: PoNumber.nullable().default(null),
  collectionMethod: CollectionMethod.default("send_invoice"),
  /** Whether credits of an invoice that has something to pay come with the period or the payment. */
  grantOn: z.enum(GRANT_ONS).nullable().default(null),
};

/** How one that runs is to be billed from now on; what is left out stays. */
export const BillingInput = z.object({
  netDays: NetDays.optional(),
  /** Null or empty: none any more. */
  poNumber: PoNumber.nullable().optional(),
  collectionMethod: CollectionMethod.optional(),
  grantOn: z.enum(GRANT_ONS).optional(),
  reason: plainLines(500).default(""),
});
export type BillingInput = z.output<typeof BillingInput>;
export type BillingFields = z.input<typeof BillingInput>;

/** What a start begins with. */
export const BillingDefaultsInput = z.object({ netDays: NetDays, grantOn: z.enum(GRANT_ONS) });
export type BillingDefaultsInput = z.output<typeof BillingDefaultsInput>;
export const GRANT_ON_CHOICES = BillingDefaultsInput.shape.grantOn.options;

export const BillingMethodView = z.object({
  netDays: z.int(),
  poNumber: z.string().nullable(),
  collectionMethod: z.enum(COLLECTION_METHODS),
  grantOn: z.enum(GRANT_ONS),
});
