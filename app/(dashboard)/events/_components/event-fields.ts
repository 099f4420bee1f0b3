/** What events can be narrowed by. */
import { type Choice, choices, type FilterField } from "@/components/table/filter-field";

export const RESULT_FILTER = {
  key: "status",
  label: "Result",
  options: choices({ ACCEPTED: "Accepted", REFUSED: "Refused", UNMATCHED: "Unmatched" }),
};

export const TIME_FILTER = {
  key: "within",
  label: "Time",
  options: choices({
    "1h": "Last hour",
    "24h": "Last 24 hours",
    "7d": "Last 7 days",
    "30d": "Last 30 days",
  }),
};

const CODES = choices({
  insufficient_credits: "Not enough credits",
  limit_reached: "Limit reached",
  unknown_customer: "Unknown customer",
  no_feature: "No feature counts it",
  property_missing: "Property missing",
  late: "Late",
});

const LAGS = choices({
  "60": "More than a minute",
  "3600": "More than an hour",
  "86400": "More than a day",
});

/** What depends on whose events they are. */
export type EventChoices = {
  readonly features: readonly Choice[];
  readonly keys: readonly Choice[];
  /** Of one customer, none is asked for. */
  readonly isOfCustomer: boolean;
};

const text = (key: string, label: string, hint?: string): FilterField => ({
  ...{ key, label, type: "text" as const },
  ...(hint && { hint }),
});

export const eventFields = ({
  features,
  keys,
  isOfCustomer,
}: EventChoices): readonly FilterField[] => [
  { key: "since", label: "From", type: "day" },
  { key: "until", label: "To", type: "day", hint: "That day included" },
  ...(isOfCustomer ? [] : [text("customer", "Customer", "Name, or external id")]),
  text("name", "Event name", "The whole name"),
  { key: "code", label: "Reason", type: "choice", options: CODES },
  { key: "feature", label: "Feature", type: "choice", options: features },
  text("property", "Property", "Such as region=eu"),
  text("member", "Member", "The whole name"),
  text("group", "Run", "The whole id"),
  text("source", "Source"),
  ...(keys.length > 0
    ? [{ key: "key", label: "API key", type: "choice" as const, options: keys }]
    : []),
  { key: "lag", label: "Arrived late by", type: "choice", options: LAGS },
];
