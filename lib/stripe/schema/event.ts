/** What Stripe sends, as far as it decides anything; whatever else is in it is left out. */
import * as z from "zod";
import { CurrencyCode } from "@/lib/money/schema";
import { storable } from "@/lib/text/schema";
import { isAboutCheckout } from "../rules/decide-event";
import type { Arrival, Session } from "../rules/session";

const Name = storable(255);
const OWN_KEY = /^florin_[a-z_]{1,50}$/;

/** The merchant's own notes beside ours are none of our business. */
const Metadata = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((notes) =>
    Object.fromEntries(
      Object.entries(notes ?? {}).flatMap(([key, value]) => {
        const { data: text } = storable(500).safeParse(value);
        return OWN_KEY.test(key) && text ? [[key, text.trim()]] : [];
      }),
    ),
  );

const Expandable = z
  .union([Name, z.object({ id: Name }).transform(({ id }) => id)])
  .nullish()
  .transform((id) => id ?? null);

const CheckoutSession = z
  .object({
    object: z.literal("checkout.session"),
    id: Name.min(1),
    mode: Name,
    payment_status: Name,
    amount_total: z.int().min(0).nullish(),
    currency: CurrencyCode.nullish(),
    client_reference_id: Name.nullish(),
    payment_intent: Expandable,
    payment_method_types: z.array(Name).max(100).nullish(),
    metadata: Metadata,
  })
  .transform(
    (session): Session => ({
      id: session.id,
      mode: session.mode,
      paymentStatus: session.payment_status,
      amountTotal: session.amount_total ?? null,
      currency: session.currency ?? null,
      clientReference: session.client_reference_id?.trim() || null,
      paymentIntent: session.payment_intent,
      methods: session.payment_method_types ?? [],
      metadata: session.metadata,
    }),
  );

/** Any event of Stripe's; its session only where it is about one. */
export const StripeEvent = z
  .object({
    id: Name.min(1),
    type: Name.min(1),
    livemode: z.boolean(),
    created: z.int().min(0).max(100_000_000_000),
    data: z.object({ object: z.unknown() }),
  })
  .transform(
    ({ id, type, livemode, created, data }): Arrival => ({
      eventId: id,
      type,
      isLive: livemode,
      happenedAt: new Date(created * 1000),
      session: isAboutCheckout(type) ? (CheckoutSession.safeParse(data.object).data ?? null) : null,
    }),
  );

/** A session as the row keeps it. */
export const KeptSession: z.ZodType<Session> = z.object({
  id: z.string(),
  mode: z.string(),
  paymentStatus: z.string(),
  amountTotal: z.int().nullable(),
  currency: z.string().nullable(),
  clientReference: z.string().nullable(),
  paymentIntent: z.string().nullable(),
  methods: z.array(z.string()),
  metadata: z.record(z.string(), z.string()),
});
