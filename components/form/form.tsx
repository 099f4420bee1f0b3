"use client";

import type { ComponentProps, KeyboardEvent } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { classNames } from "@/components/ui/class-names";
import { ErrorSummary } from "./error-summary";

/**
 * A form with its faults above its fields; Ctrl or Command with Enter submits:
 * `<Form form={form} onSubmit={submit} aria-label="Debit credits">fields, then SubmitButton</Form>`.
 */
export function Form<Fields extends FieldValues, Context, Output>({
  form,
  className,
  children,
  ...rest
}: ComponentProps<"form"> & { form: UseFormReturn<Fields, Context, Output> }) {
  return (
    // Sent before the script is there, a form must not write its fields into the address.
    <form
      method="post"
      {...rest}
      noValidate
      onKeyDown={submitByKey}
      className={classNames("grid gap-4", className)}
    >
      <ErrorSummary form={form} />
      {children}
    </form>
  );
}

function submitByKey(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
