"use client";

import { useState } from "react";
import { newReference } from "@/components/form/reference";
import { BULK_CHUNK, type BulkResult, type BulkTermsFields } from "@/lib/subscription/schema/bulk";
import type { Problem } from "@/lib/transport/result";
import { previewSubscribeManyAction, subscribeManyAction } from "../actions";

export type BulkRun = {
  readonly kind: "dry" | "real";
  readonly done: number;
  readonly of: number;
  readonly results: readonly BulkResult[];
  /** It stopped; what was done stays done, and running again goes on. */
  readonly problem: Problem | undefined;
};

const DEEDS = { dry: previewSubscribeManyAction, real: subscribeManyAction } as const;

/** Goes from chunk to chunk, and tells how far it is. */
export function useBulkRun() {
  const [run, setRun] = useState<BulkRun>();
  // Names the run meant: going on after a stop, or pressing twice, starts nobody twice.
  const [name] = useState(newReference);

  const go = async (
    kind: BulkRun["kind"],
    terms: BulkTermsFields,
    externalIds: readonly string[],
  ) => {
    let results: readonly BulkResult[] = [];
    const state = { kind, of: externalIds.length, problem: undefined };
    setRun({ ...state, done: 0, results });
    for (let from = 0; from < externalIds.length; from += BULK_CHUNK) {
      const chunk = externalIds.slice(from, from + BULK_CHUNK);
      const answer = await DEEDS[kind]({ bulk: { terms, externalIds: chunk, run: name } });
      if (!answer.ok) return setRun({ ...state, done: from, results, problem: answer.problem });
      results = [...results, ...answer.value];
      setRun({ ...state, done: Math.min(from + BULK_CHUNK, state.of), results });
    }
  };
  return { run, go, forget: () => setRun(undefined) };
}
