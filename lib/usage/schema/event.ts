/** Events as they are sent, answered for and shown. */
import * as z from "zod";
import { storable } from "@/lib/text/schema";
import { LATENESSES } from "../rules/counted-time";
import { named, Properties } from "./text";

export const MOST_EVENTS = 1000;

/** One event as it is sent. Its own time is optional: without one it happened as it arrived. */
export const EventInput = z.object({
  eventName: named(200),
  externalCustomerId: named(255),
  /** The caller's own id of the event: sent twice, counted once. */
  eventId: named(255).nullish(),
  timestamp: z.iso
    .datetime({ offset: true, message: "Enter a time such as 2026-03-01T00:00:00Z" })
    .transform((text) => new Date(text))
    .nullish(),
  source: storable(255).nullish(),
  member: storable(255).nullish(),
  groupId: storable(255).nullish(),
  properties: Properties,
});
export type EventInput = z.output<typeof EventInput>;
export type EventFields = z.input<typeof EventInput>;

/** `REJECTED` and `DUPLICATE` are answers only: the one was never stored, the other long before. */
export const EVENT_STATUSES = [
  "ACCEPTED",
  "REFUSED",
  "UNMATCHED",
  "DUPLICATE",
  "REJECTED",
] as const;
export const STORED_STATUSES = ["ACCEPTED", "REFUSED", "UNMATCHED"] as const;
export type StoredStatus = (typeof STORED_STATUSES)[number];

/** Of one currency. */
export const MoneyAmount = z.object({ currency: z.string(), amount: z.string() });

export const EventResult = z.object({
  index: z.int(),
  /** The caller's id, or the one made for it. Null: rejected before it had one. */
  eventId: z.string().nullable(),
  status: z.enum(EVENT_STATUSES),
  /** Why not accepted, or how: `insufficient_credits`, `limit_reached`, `unknown_customer`, `late`, … */
  code: z.string().nullable(),
  credits: z.string(),
  /** What it gave back, where it made the total cheaper. */
  creditsBack: z.string(),
  dropped: z.string(),
  /** What a refused event would have cost. */
  refusedCredits: z.string(),
  /** What no wallet covered of its prices in money: for the invoice of the period. */
  owed: z.array(MoneyAmount),
  transactionId: z.string().nullable(),
  /** Of a rejected event: faults by field. */
  errors: z.record(z.string(), z.array(z.string())).nullable(),
});
export type EventResult = z.infer<typeof EventResult>;

export const IngestView = z.object({
  accepted: z.int(),
  duplicates: z.int(),
  refused: z.int(),
  unmatched: z.int(),
  rejected: z.int(),
  results: z.array(EventResult),
});
export type IngestView = z.infer<typeof IngestView>;

/** What a use came to in money. */
const UseMoneyView = z.object({
  currency: z.string(),
  /** What it costs or would have; below zero: it made the total cheaper. */
  cost: z.string(),
  /** Of it: covered by no wallet, for the invoice of the period. */
  owed: z.string(),
  /** What it took back of what was owed: as it came, or by corrections since. */
  back: z.string(),
  /** What it took back of what an invoice has asked: a credit note is due. */
  noted: z.string(),
});

/** One feature's share of an event: how it was counted, priced and paid. */
export const UseView = z.object({
  featureId: z.string(),
  featureKey: z.string(),
  featureName: z.string(),
  /** What it added to the feature's total, or would have. */
  quantity: z.string(),
  /** The value that the event brought; null: kept before values were. */
  value: z.string().nullable(),
  /** The total of the window before and after; null: nobody keeps one. */
  total: z.object({ before: z.string(), after: z.string() }).nullable(),
  included: z.string(),
  billable: z.string(),
  credits: z.string(),
  /** What it gave back: where it made the total cheaper, or by corrections since. */
  creditsBack: z.string(),
  dropped: z.string(),
  refusedCredits: z.string(),
  /** Of a price in money; null: its price is in credits, or there is none. */
  money: UseMoneyView.nullable(),
  /** Null: the feature has no price. */
  price: z
    .object({ source: z.enum(["charge", "credit_cost"]), id: z.string(), splitValue: z.string() })
    .nullable(),
  transactionId: z.string().nullable(),
  /** Where its slice begins in what the transaction took. */
  offset: z.string(),
  /** The event that was charged for the same thing before; null: none was. */
  linkedEventId: z.string().nullable(),
  code: z.string().nullable(),
});
export type UseView = z.infer<typeof UseView>;

export const EventView = z.object({
  id: z.string(),
  eventId: z.string(),
  eventName: z.string(),
  customerId: z.string().nullable(),
  /** As it is called today; null while the customer is unknown. */
  customerName: z.string().nullable(),
  externalCustomerId: z.string(),
  occurredAt: z.iso.datetime(),
  recordedAt: z.iso.datetime(),
  /** When it counts: at its own time, or later with the reason why. */
  countedAt: z.iso.datetime(),
  lateness: z.enum(LATENESSES).nullable(),
  source: z.string().nullable(),
  member: z.string().nullable(),
  groupId: z.string().nullable(),
  properties: z.record(z.string(), z.unknown()),
  status: z.enum(STORED_STATUSES),
  code: z.string().nullable(),
  credits: z.string(),
  creditsBack: z.string(),
  dropped: z.string(),
  refusedCredits: z.string(),
  uses: z.array(UseView),
  /** The request that brought it, and the key that it came with; null: by a person. */
  requestId: z.string(),
  apiKey: z.object({ id: z.string(), name: z.string() }).nullable(),
});
export type EventView = z.infer<typeof EventView>;

export const TRACE_STAGES = [
  "received",
  "validated",
  "deduplicated",
  "customer",
  "matched",
  "rated",
  "ledger",
] as const;
export type TraceStage = (typeof TRACE_STAGES)[number];

/** An event and what became of it, stage by stage. */
export const EventTrace = z.object({
  event: EventView,
  stages: z.array(
    z.object({
      stage: z.enum(TRACE_STAGES),
      isOk: z.boolean(),
      /** One line for people. */
      message: z.string(),
      at: z.iso.datetime(),
    }),
  ),
});
export type EventTrace = z.infer<typeof EventTrace>;

/** A property that has one of these values, compared as filters of features compare. */
export const PropertyFilter = z.object({
  name: named(100),
  values: z.array(storable(255)).min(1).max(50),
});

export const EventQuery = z.object({
  externalCustomerId: named(255).nullable().default(null),
  customerId: z.string().nullable().default(null),
  /** An external id, or a part of a name. */
  customer: storable(255).nullable().default(null),
  /** An event's name, or its id here or the caller's. */
  named: named(255).nullable().default(null),
  eventName: named(200).nullable().default(null),
  eventId: named(255).nullable().default(null),
  featureId: z.string().nullable().default(null),
  status: z.enum(STORED_STATUSES).nullable().default(null),
  code: storable(100).nullable().default(null),
  member: storable(255).nullable().default(null),
  groupId: storable(255).nullable().default(null),
  source: storable(255).nullable().default(null),
  apiKeyId: z.string().nullable().default(null),
  /** All of them hold. */
  properties: z.array(PropertyFilter).max(10).default([]),
  /** Arrived more than so many seconds after it happened. */
  lagAbove: z.int().min(0).max(100_000_000).nullable().default(null),
  from: z.date().nullable().default(null),
  to: z.date().nullable().default(null),
  cursor: z.string().nullable().default(null),
  /** The newest that is known: only newer ones, the oldest of them first to come. */
  newerThan: z.string().nullable().default(null),
  limit: z.int().min(1).max(1000).default(50),
});
export type EventQuery = z.output<typeof EventQuery>;
export type EventQueryFields = z.input<typeof EventQuery>;

export const EventPage = z.object({
  items: z.array(EventView),
  /** Null: the last page. */
  nextCursor: z.string().nullable(),
  /** Where what is newer than this page begins; null: the page is empty. */
  newestCursor: z.string().nullable(),
});
export type EventPage = z.infer<typeof EventPage>;
