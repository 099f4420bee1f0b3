"use client";

import { useState } from "react";
import { type UseFormReturn, useWatch } from "react-hook-form";
import type * as z from "zod";
import { applyProblem } from "@/components/form/apply-problem";
import { useArrival } from "@/components/layout/arrival";
import type { BookedView, ChangesView } from "@/lib/ledger/schema";
import type { ActionResult, Problem } from "@/lib/transport/result";
import { type CommandFields, isSameAmount, PREVIEW_REASON } from "./command-fields";
import { useCommandPreview } from "./use-command-preview";

const REPEAT = "Things have moved since the preview. Look at the new one, then confirm again.";

/** What has to be typed once more: the amount if it is large or always, a name, or nothing. */
export type Guard = "amount" | "always" | "none" | { readonly name: string };

export type CommandPlan<Fields extends CommandFields, Input> = {
  readonly form: UseFormReturn<Fields, unknown, Fields>;
  /** Of this command, in this dialog. */
  readonly name: string;
  readonly schema: z.ZodType;
  /** What the fields ask, as they were typed. */
  readonly inputOf: (fields: Fields) => Input;
  readonly preview: (input: Input) => Promise<ActionResult<BookedView>>;
  readonly run: (input: Input & { fingerprint?: string }) => Promise<ActionResult<BookedView>>;
  readonly guard: Guard;
  readonly onDone: (booked: BookedView) => void;
};

/**
 * The course of every command: it is previewed while it is typed, nobody confirms what was not
 * shown, and what has moved meanwhile is shown anew and asked again.
 */
export function useCommand<Fields extends CommandFields, Input extends object>(
  plan: CommandPlan<Fields, Input>,
) {
  const { form, name, schema, inputOf, guard } = plan;
  const fields = useWatch({ control: form.control, compute: (all: Fields) => all });
  const asked = inputOf(fields);
  const input = { ...asked, ...("reason" in asked && { reason: PREVIEW_REASON }) };
  const isAsked = schema.safeParse(input).success;
  const { answer, isPending, hasFailed, refetch } = useCommandPreview(
    name,
    isAsked ? input : undefined,
    plan.preview,
  );
  const booked = answer?.ok ? answer.value : undefined;
  const arrival = useArrival();
  // What was on the screen when the server said that it no longer holds.
  const [outdated, setOutdated] = useState<ChangesView>();

  const refuse = async (problem: Problem) => {
    if (problem.code !== "stale_preview") {
      return applyProblem(form, problem, { prefix: "command." });
    }
    setOutdated(booked?.changes);
    await refetch();
    form.setError("root", { message: REPEAT });
  };

  const submit = form.handleSubmit(async (typed) => {
    // Nobody confirms what was not shown: until the preview is there, nothing happens.
    if (isPending || !answer) return;
    if (!answer.ok) return refuse(answer.problem);
    const fault = faultOf(guard, typed.again, answer.value);
    if (fault) return form.setError("again" as never, { message: fault }, { shouldFocus: true });
    const { fingerprint } = answer.value;
    const shown = arrival();
    const result = await plan.run({ ...inputOf(typed), fingerprint });
    if (!result.ok) return refuse(result.problem);
    await shown;
    plan.onDone(result.value);
  });

  const retry = hasFailed ? () => void refetch() : undefined;
  return { answer, booked, isPending, retry, outdated, submit };
}

/** Whether the amount has to be typed once more for what would happen. */
export const asksAgain = (guard: Guard, booked: BookedView | undefined): boolean =>
  (guard === "amount" && (booked?.changes?.isLarge ?? false)) ||
  (guard === "always" && booked !== undefined);

function faultOf(guard: Guard, again: string, booked: BookedView): string | undefined {
  if (typeof guard === "object") {
    return again.trim() === guard.name ? undefined : `Type ${guard.name}, just as it is written`;
  }
  if (!asksAgain(guard, booked) || isSameAmount(again, booked.amount)) return undefined;
  return `Type the amount once more: ${booked.amount}`;
}
