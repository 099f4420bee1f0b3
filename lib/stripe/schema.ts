/** What people say about Stripe and are told of it. Isomorphic. */
import * as z from "zod";
import { storable } from "@/lib/text/schema";
import { DELIVERY_STATUSES } from "./rules/reasons";

export const MOST_DAYS = 3660;

export const SaveSecretInput = z.object({
  secret: z
    .string()
    .trim()
    .regex(/^whsec_[\w+/=-]{16,200}$/, "A signing secret begins with whsec_: copy all of it"),
  /** How long the one in use until now works beside it. */
  overlapHours: z.int().min(0).max(168).default(24),
});
export type SaveSecretInput = z.output<typeof SaveSecretInput>;
export type SaveSecretFields = z.input<typeof SaveSecretInput>;

export const StripeTermsInput = z.object({
  /** Of credits whose session names no term; null: they never expire. */
  expiresAfterDays: z
    .int("Enter whole days")
    .min(1, "At least one day")
    .max(MOST_DAYS, `At most ${MOST_DAYS} days`)
    .nullable(),
});
export type StripeTermsInput = z.output<typeof StripeTermsInput>;

export const StripeSecretView = z.object({
  id: z.string(),
  lastFour: z.string(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  /** Null: the one in use. */
  endsAt: z.iso.datetime().nullable(),
  /** Whether this process can open it: not so once the key that seals has changed. */
  isReadable: z.boolean(),
});
export type StripeSecretView = z.infer<typeof StripeSecretView>;

/** Deliveries that were turned away because nobody could know them to be Stripe's. */
export const StrangerView = z.object({
  reason: z.string(),
  told: z.string(),
  remedy: z.string(),
  count: z.int(),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
});
export type StrangerView = z.infer<typeof StrangerView>;

export const StripeEndpointView = z.object({
  /** Below the site's address. */
  path: z.string(),
  mode: z.enum(["live", "test"]),
  expiresAfterDays: z.int().nullable(),
  /** Those that work now, the one in use first. */
  secrets: z.array(StripeSecretView),
  strangers: z.array(StrangerView),
  /** How many deliveries wait for somebody. */
  failed: z.int(),
});
export type StripeEndpointView = z.infer<typeof StripeEndpointView>;

export const DeliveryView = z.object({
  id: z.string(),
  /** Stripe's own. */
  eventId: z.string(),
  type: z.string(),
  mode: z.enum(["live", "test"]),
  sessionId: z.string().nullable(),
  status: z.enum(DELIVERY_STATUSES),
  reason: z.string(),
  told: z.string(),
  /** What helps; null where nothing is to be done. */
  remedy: z.string().nullable(),
  /** What refused the grant said. */
  detail: z.string().nullable(),
  canProcess: z.boolean(),
  /** Whom the session names, as it does. */
  customerNamed: z.string().nullable(),
  customer: z.object({ id: z.string(), name: z.string(), externalId: z.string() }).nullable(),
  walletId: z.string().nullable(),
  transactionId: z.string().nullable(),
  invoice: z.object({ id: z.string(), number: z.string().nullable() }).nullable(),
  credits: z.string().nullable(),
  /** What was paid, in `currency`. */
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  /** The session's keys that begin with `florin_`. */
  metadata: z.record(z.string(), z.string()),
  happenedAt: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  /** How often the event came, and when it came last. */
  times: z.int(),
  lastReceivedAt: z.iso.datetime(),
  decidedBy: z.string(),
  decidedAt: z.iso.datetime(),
});
export type DeliveryView = z.infer<typeof DeliveryView>;

export const DeliveryQuery = z.object({
  status: z.enum(DELIVERY_STATUSES).nullable().default(null),
  /** The id of an event or of a session, or the customer: as the session names it, by name or external id. */
  search: storable(255).trim().default(""),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(100).nullable().default(null),
  limit: z.int().min(1).max(1000).default(50),
});
export type DeliveryQuery = z.output<typeof DeliveryQuery>;

export type DeliveryPage = {
  readonly items: readonly DeliveryView[];
  readonly nextCursor: string | null;
};
