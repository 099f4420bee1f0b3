import type { Filter } from "@/components/table/filter-bar";
import { choices, type FilterField } from "@/components/table/filter-field";

export const STATUS_FILTER = {
  key: "status",
  label: "Status",
  options: [
    { value: "SCHEDULED", label: "Starts later" },
    { value: "TRIALING", label: "On trial" },
    { value: "ACTIVE", label: "Active" },
    { value: "PAST_DUE", label: "Past due" },
    { value: "PAUSED", label: "Paused" },
    { value: "CANCELLED", label: "Cancelled, still running" },
    { value: "ENDED", label: "Ended" },
  ],
} as const satisfies Filter;

/** What subscriptions can be narrowed by, beside their search and status. */
export const subscriptionFields = (
  plans: Readonly<Record<string, string>>,
): readonly FilterField[] => [
  { key: "plan", label: "Plan", type: "choice", options: choices(plans) },
  {
    key: "period",
    label: "Billed every",
    type: "choice",
    options: choices({
      MONTHLY: "Month",
      QUARTERLY: "Quarter",
      SEMI_ANNUAL: "Half-year",
      ANNUAL: "Year",
    }),
  },
  {
    key: "overrides",
    label: "Terms",
    type: "choice",
    options: choices({ yes: "Its own", no: "The plan's" }),
  },
  { key: "renewsFrom", label: "Renews from", type: "day" },
  { key: "renewsUntil", label: "Renews until", type: "day" },
  { key: "startedFrom", label: "Started from", type: "day" },
  { key: "startedUntil", label: "Started until", type: "day" },
];
