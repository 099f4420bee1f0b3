"use client";

import { debounce, type inferParserType, useQueryState, useQueryStates } from "nuqs";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import {
  isNamed,
  namedDay,
  type RenewalDay,
  RenewalDayFields,
} from "../../_components/renewal-day-fields";
import { DAY_PARAMS, TICKED } from "../move-params";
import { RenewalMoveDialog } from "./renewal-move-dialog";
import type { ListFilter } from "./use-move-preview";

/** The new day, and the button that says for how many. */
export function RenewalMoveForm({
  total,
  filter,
  isRunning,
}: {
  /** How many the list is narrowed to; null: no day is named that there is. */
  total: number | null;
  filter: ListFilter;
  /** One is on its way: another would be refused. */
  isRunning: boolean;
}) {
  const [isPending, startTransition] = useTransition();
  const [named, setNamed] = useQueryStates(DAY_PARAMS, { shallow: false, startTransition });
  const [ticked] = useQueryState("ticked", TICKED);
  const [day, setDay] = useState<RenewalDay>(() => typedDay(named));
  const choose = (next: RenewalDay) => {
    setDay(next);
    const { billingCycle: cycle, dayOfMonth, renewsOn: on } = namedDay(next);
    const options = { limitUrlUpdates: debounce(300) };
    if (isNamed(next)) void setNamed({ cycle, day: dayOfMonth, on }, options);
  };
  const isRead = isNamed(day) && !isPending;
  const fault = isRead && total === null ? "From 1 to 31" : undefined;
  return (
    <Card title="The new day">
      <div className="grid gap-4" aria-busy={isPending}>
        <RenewalDayFields value={day} onChange={choose} error={fault} zone={null} />
        <div className="flex flex-wrap items-center gap-3">
          {total === null || total === 0 ? (
            <Button disabled>{total === 0 ? "Nobody to move" : "Choose a day"}</Button>
          ) : (
            <RenewalMoveDialog
              day={day}
              filter={filter}
              ids={ticked}
              count={ticked.length || total}
              isDisabled={isRunning || !isRead}
            />
          )}
          <p className="text-muted text-sm">
            {ticked.length > 0
              ? "Only those that are ticked."
              : "All that the search and the filters leave; tick some for only those."}
          </p>
        </div>
      </div>
    </Card>
  );
}

const typedDay = ({ cycle, day, on }: inferParserType<typeof DAY_PARAMS>): RenewalDay => ({
  kind: cycle === "CALENDAR" ? "calendar" : on !== null ? "date" : "day",
  day: day === null ? "" : String(day),
  on: on ?? "",
});
