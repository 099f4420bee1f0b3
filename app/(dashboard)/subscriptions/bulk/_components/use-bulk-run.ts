"use client";

import { useState } from "react";
import { newReference } from "@/components/form/reference";
import { BULK_CHUNK, type BulkResult, type BulkTermsFields } from "@/lib/subscription/schema/bulk";
import { type ActionResult, answerOf, type Problem } from "@/lib/transport/result";
import type { StartFields } from "../../_components/start-fields";
import { previewSubscribeManyAction, subscribeManyAction } from "../actions";
import { keepBulkRunAction } from "../run-actions";
import type { LeftRun } from "./left-run";

export type BulkRun = {
  readonly kind: "dry" | "real";
  readonly done: number;
  readonly of: number;
  readonly results: readonly BulkResult[];
  /** It stopped; what was done stays done, and running again goes on. */
  readonly problem: Problem | undefined;
};

const DEEDS = { dry: previewSubscribeManyAction, real: subscribeManyAction } as const;

const LEFT: Problem = {
  ...{ code: "internal", message: "The page was left before the run was through" },
  ...{ details: {}, requestId: null },
};

/** Goes from chunk to chunk, and tells how far it is. */
export function useBulkRun() {
  const [run, setRun] = useState<BulkRun>();
  // Names the run meant: going on after a stop, or pressing twice, starts nobody twice.
  const [name, setName] = useState(newReference);

  const go = async (
    kind: BulkRun["kind"],
    asked: { readonly fields: StartFields; readonly externalIds: readonly string[] },
  ) => {
    const { fields } = asked;
    const externalIds = [...asked.externalIds];
    let results: readonly BulkResult[] = [];
    const state = { kind, of: externalIds.length, problem: undefined };
    setRun({ ...state, done: 0, results });
    if (kind === "real") {
      const kept = await answerOf(keepBulkRunAction({ run: { name, externalIds, fields } }));
      if (!kept.ok) return setRun({ ...state, done: 0, results, problem: kept.problem });
    }
    for (let from = 0; from < externalIds.length; from += BULK_CHUNK) {
      const chunk = externalIds.slice(from, from + BULK_CHUNK);
      const bulk = { terms: termsOf(fields), externalIds: chunk, run: name, from };
      const answer: ActionResult<readonly BulkResult[]> = await answerOf(DEEDS[kind]({ bulk }));
      if (!answer.ok) return setRun({ ...state, done: from, results, problem: answer.problem });
      results = [...results, ...answer.value];
      setRun({ ...state, done: Math.min(from + BULK_CHUNK, state.of), results });
    }
    // What is run after this is another run.
    if (kind === "real") setName(newReference());
  };
  return {
    ...{ run, name, go },
    forget: () => setRun(undefined),
    /** As it stood: under its own name, so that it goes on. */
    takeUp: ({ name: own, done, externalIds }: LeftRun) => {
      setName(own);
      setRun({ kind: "real", done, of: externalIds.length, results: [], problem: LEFT });
    },
  };
}

/** The form's day is each customer's own; terms for a time are agreed one by one. */
function termsOf({
  startsAt,
  customerId: _,
  ownTerms: __,
  ...terms
}: StartFields): BulkTermsFields {
  return { ...terms, startsOn: startsAt ?? null };
}
