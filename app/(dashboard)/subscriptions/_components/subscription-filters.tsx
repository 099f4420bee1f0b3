"use client";

import { FilterSheet } from "@/components/table/filter-sheet";
import { subscriptionFields } from "./subscription-fields";

/** All that subscriptions can be narrowed by. */
export const SubscriptionFilters = ({ plans }: { plans: Readonly<Record<string, string>> }) => (
  <FilterSheet
    title="Filter subscriptions"
    deed="Show subscriptions"
    fields={subscriptionFields(plans)}
  />
);
