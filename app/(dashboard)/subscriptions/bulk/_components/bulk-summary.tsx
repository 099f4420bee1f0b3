"use client";

import { ProblemAlert } from "@/components/domain/problem-alert";
import type { BulkResult } from "@/lib/subscription/schema/bulk";
import type { BulkRun } from "./use-bulk-run";

const countOf = (results: readonly BulkResult[], outcome: BulkResult["outcome"]) =>
  results.filter((result) => result.outcome === outcome).length;

/** How far a run is, and what it came to so far. */
export function BulkSummary({ run }: { run: BulkRun }) {
  const { done, of, results, problem } = run;
  return (
    <div className="grid gap-3">
      <div role="status" className="grid gap-1 text-sm">
        <p className="font-medium">{headOf(run)}</p>
        <p className="numerals text-muted">{wordsOf(results)}</p>
      </div>
      <progress
        aria-label="Progress"
        max={Math.max(of, 1)}
        value={done}
        className="h-2 w-full accent-accent"
      />
      {problem && (
        <ProblemAlert
          problem={{
            message: `${problem.message}. What was done stays done; run it again to go on.`,
            requestId: problem.requestId,
          }}
        />
      )}
    </div>
  );
}

function headOf({ kind, done, of, problem }: BulkRun): string {
  if (done >= of) return kind === "dry" ? "Dry run done: nobody was started" : "Done";
  if (problem) return done > 0 ? `Stopped after ${done} of ${of}` : "Stopped";
  return `${kind === "dry" ? "Trying" : "Starting"} ${done} of ${of}…`;
}

function wordsOf(results: readonly BulkResult[]): string {
  const words = [
    [countOf(results, "will_start"), "will start"],
    [countOf(results, "started"), "started"],
    [countOf(results, "was_started"), "started before"],
    [countOf(results, "refused"), "refused"],
  ] as const;
  return words
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(" · ");
}
