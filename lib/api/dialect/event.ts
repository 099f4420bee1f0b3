import * as z from "zod";
import type { EventResult } from "@/lib/usage/schema/event";
import { AmountText } from "../amounts";

/** What no wallet covered of prices in money: for the invoice of the period. */
const Owed = z.array(z.object({ currency: z.string(), amount: AmountText }));

const STATUSES = {
  ACCEPTED: "accepted",
  REFUSED: "refused",
  UNMATCHED: "unmatched",
  DUPLICATE: "duplicate",
  REJECTED: "rejected",
} as const;

const Status = z.enum(["accepted", "refused", "unmatched", "duplicate", "rejected"]);

/** The answer to one event. */
export const IngestedDialect = z
  .object({
    message: z.string(),
    event_id: z.string().nullable(),
    status: Status,
    code: z.string().nullable(),
    credits: AmountText,
    credits_back: AmountText,
    dropped: AmountText,
    owed: Owed,
    transaction_id: z.string().nullable(),
  })
  .meta({ id: "IngestedEvent" });

/** One of many: a bad one does not stop the others. */
export const EventResultDialect = z
  .object({
    index: z.int(),
    event_id: z.string().nullable(),
    status: Status,
    code: z.string().nullable(),
    credits: AmountText,
    credits_back: AmountText,
    dropped: AmountText,
    owed: Owed,
    transaction_id: z.string().nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: "EventResult" });

export const IngestedBulkDialect = z
  .object({
    message: z.string(),
    accepted: z.int(),
    duplicates: z.int(),
    refused: z.int(),
    unmatched: z.int(),
    rejected: z.int(),
    results: z.array(EventResultDialect),
  })
  .meta({ id: "IngestedEvents" });

const common = (result: EventResult) => ({
  event_id: result.eventId,
  status: STATUSES[result.status],
  code: result.code,
  credits: result.credits,
  credits_back: result.creditsBack,
  dropped: result.dropped,
  owed: result.owed,
  transaction_id: result.transactionId,
});

export const ingestedDialect = (result: EventResult) => ({
  message: `Event ${STATUSES[result.status]}`,
  ...common(result),
});

export const eventResultDialect = (result: EventResult, error: string | null) => ({
  index: result.index,
  ...common(result),
  error,
});
