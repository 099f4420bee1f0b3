"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type UseFormReturn, useWatch } from "react-hook-form";
import { applyProblem } from "@/components/form/apply-problem";
import { type DraftIssue, type PlanDraftFields, PlanDraftInput } from "@/lib/catalog/schema/plan";
import { answerOf, type Problem } from "@/lib/transport/result";
import { updateDraftAction } from "../../../actions";

export type SaveState =
  | { readonly kind: "saved"; readonly at: string }
  | { readonly kind: "waiting" | "saving" | "invalid" }
  | { readonly kind: "failed"; readonly problem: Pick<Problem, "message" | "requestId"> };

const PAUSE_MS = 2_000;

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
    if (!isReadable(fields)) {
      setState({ kind: "invalid" });
      return false;
    }
    setState({ kind: "saving" });
    const result = await answerOf(updateDraftAction({ planId, draft: fields }));
    if (!result.ok) {
      applyProblem(form, result.problem, { prefix: "draft." });
      setState({ kind: "failed", problem: result.problem });
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

  /** Not at once: a row that was just added is empty, not wrong. */
  const showFaults = useCallback(() => {
    if (!isReadable(form.getValues())) void form.trigger();
  }, [form]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `values` says that something was typed.
  useEffect(() => {
    if (JSON.stringify(form.getValues()) === saved.current) return;
    setState({ kind: "waiting" });
    // A fault that is shown goes while it is mended, so that nothing moves under a click elsewhere.
    if (Object.keys(form.formState.errors).length > 0) void form.trigger();
    const timer = setTimeout(() => {
      void save();
      showFaults();
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [values, form, save, showFaults]);

  useLeaveGuard(state.kind !== "saved");
  return { state, issues, save, showFaults };
}

/** Whether every field is of the right form; whether the whole makes sense, the server says. */
const isReadable = (fields: PlanDraftFields): boolean => PlanDraftInput.safeParse(fields).success;

/** Asks before the page is left with something unsaved. */
function useLeaveGuard(isUnsaved: boolean) {
  useEffect(() => {
    if (!isUnsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isUnsaved]);
}
