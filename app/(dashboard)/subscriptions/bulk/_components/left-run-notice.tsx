"use client";

import { Instant } from "@/components/domain/instant";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { dropBulkRunAction } from "../run-actions";
import type { LeftRun } from "./left-run";

/** Runs that were cut off are offered again, to anybody, so that nobody begins another in their place. */
export function LeftRuns({
  runs,
  isBusy,
  onTakeUp,
}: {
  runs: readonly LeftRun[];
  isBusy: boolean;
  onTakeUp: (left: LeftRun) => void;
}) {
  return runs.map((left) => (
    <Notice
      key={left.name}
      tone="warning"
      title={`A run stopped after ${left.done} of ${left.externalIds.length}`}
      className="mb-6"
    >
      <p>
        {left.startedBy} began it (<Instant at={left.startedAt} show="exact" />
        ); it went on last at <Instant at={left.lastAt} show="exact" />. Taken up again it goes on,
        and starts nobody whom it has started.
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" disabled={isBusy} onClick={() => onTakeUp(left)}>
          Take it up again
        </Button>
        <Button
          size="sm"
          variant="ghost"
          disabled={isBusy}
          onClick={() => void dropBulkRunAction({ name: left.name })}
        >
          Leave it
        </Button>
      </div>
    </Notice>
  ));
}
