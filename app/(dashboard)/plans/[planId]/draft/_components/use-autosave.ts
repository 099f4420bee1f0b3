"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type UseFormReturn, useWatch } from "react-hook-form";
import { applyProblem } from "@/components/form/apply-problem";
import type { DraftIssue, PlanDraftFields } from "@/lib/catalog/schema/plan";
import type { Problem } from "@/lib/transport/result";
import { updateDraftAction } from "../../../actions";

export type SaveState =
  | { readonly kind: "saved"; readonly at: string }
  | { readonly kind: "waiting" | "saving" | "invalid" }
  | { readonly kind: "failed"; readonly problem: Pick<Problem, "message" | "requestId"> };

const PAUSE_MS = 2_000;
const UNREACHABLE = { message: "The server could not be reached", requestId: null };

/**
 * Saves the draft a moment after the last key, or when `save` is called. What is not of the right form is not saved, and
 * the state says so; one save at a time, so that an older one never lands after a newer.
 */
export function useAutosave(
  form: UseFormReturn<PlanDraftFields>,
  draft: { planId: string; savedAt: string; issues: readonly DraftIssue[] },
) {
  const { planId } = draft;
  const [state, setState] = useState<SaveState>({ kind: "saved", at: draft.savedAt });
  const [issues, setIssues] = useState(draft.issues);
  const saved = useRef(JSON.stringify(form.getValues()));
  const running = useRef<Promise<boolean>>(Promise.resolve(true));
  const values = useWatch({ control: form.control });

  const saveOnce = useCallback(async (): Promise<boolean> => {
    const fields = form.getValues();
    const text = JSON.stringify(fields);
    if (text === saved.current) return true;
    if (!(await form.trigger())) {
      setState({ kind: "invalid" });
      return false;
    }
    setState({ kind: "saving" });
    const result = await updateDraftAction({ planId, draft: fields }).catch(() => undefined);
    if (!result?.ok) {
      if (result) applyProblem(form, result.problem, { prefix: "draft." });
      setState({ kind: "failed", problem: result?.problem ?? UNREACHABLE });
      return false;
    }
    saved.current = text;
    setIssues(result.value.issues);
    setState({ kind: "saved", at: result.value.updatedAt });
    return true;
  }, [form, planId]);

  const save = useCallback((): Promise<boolean> => {
    running.current = running.current.then(saveOnce);
    return running.current;
  }, [saveOnce]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `values` says that something was typed.
  useEffect(() => {
    if (JSON.stringify(form.getValues()) === saved.current) return;
    setState({ kind: "waiting" });
    const timer = setTimeout(() => void save(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [values, form, save]);

  useLeaveGuard(state.kind !== "saved");
  return { state, issues, save };
}

/** Asks before the page is left with something unsaved. */
function useLeaveGuard(isUnsaved: boolean) {
  useEffect(() => {
    if (!isUnsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isUnsaved]);
}
