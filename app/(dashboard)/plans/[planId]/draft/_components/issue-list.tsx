"use client";

import { type FieldPath, useFormContext } from "react-hook-form";
import { Notice } from "@/components/ui/notice";
import type { DraftIssue, PlanDraftFields } from "@/lib/catalog/schema/plan";

/** What keeps the draft from being published, each a way to its field. */
export function IssueList({ issues }: { issues: readonly DraftIssue[] }) {
  const { setFocus } = useFormContext<PlanDraftFields>();
  if (issues.length === 0) return <Notice tone="success">Ready to be published.</Notice>;
  return (
    <Notice tone="warning" title={`Before it can be published (${issues.length})`}>
      <ul className="grid gap-0.5">
        {issues.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            {path === "" ? (
              message
            ) : (
              <button
                type="button"
                className="min-h-6 text-left underline underline-offset-2"
                onClick={() => setFocus(path as FieldPath<PlanDraftFields>)}
              >
                {message}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
