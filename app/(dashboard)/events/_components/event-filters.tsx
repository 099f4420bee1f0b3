"use client";

import { FilterSheet } from "@/components/table/filter-sheet";
import { type EventChoices, eventFields } from "./event-fields";

/** All that events can be narrowed by. */
export const EventFilters = (choices: EventChoices) => (
  <FilterSheet title="Filter events" deed="Show events" fields={eventFields(choices)} />
);
