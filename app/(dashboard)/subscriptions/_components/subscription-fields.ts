import { choices, type FilterField } from "@/components/table/filter-field";

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
