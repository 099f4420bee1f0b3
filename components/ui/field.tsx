"use client";

import { CircleAlert } from "lucide-react";
import { createContext, type ReactNode, useContext, useId } from "react";
import { classNames } from "./class-names";
import { useArrived } from "./use-arrived";

type FieldIds = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
};

const FieldContext = createContext<FieldIds | undefined>(undefined);

/** What a control of one's own spreads on its element to be labelled by the `Field` around it. */
export const useFieldControl = (): Partial<FieldIds> => useContext(FieldContext) ?? {};

/** The same for an element one types into: it takes no text before the page can keep it. */
export function useTextControl(): Partial<FieldIds> & { readOnly?: true } {
  const ids = useFieldControl();
  return useArrived() ? ids : { ...ids, readOnly: true };
}

/**
 * A labelled control with its hint and its fault:
 * `<Field label="Amount" hint="In credits" error={errors.amount?.message}><Input {...register("amount")} /></Field>`.
 * The kit's controls find their id and description by themselves.
 */
export function Field({
  label,
  hint,
  error,
  optional = false,
  aside,
  className,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
  /** Stands right of the label: a link, a remaining limit. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const ids: FieldIds = {
    id,
    "aria-describedby": described || undefined,
    "aria-invalid": error ? true : undefined,
  };
  return (
    <div className={classNames("grid content-start gap-1.5", className)} data-field>
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="font-medium text-sm">
          {label}
          {optional && <span className="font-normal text-muted"> optional</span>}
        </label>
        {aside && <span className="text-muted text-xs">{aside}</span>}
      </div>
      <FieldContext value={ids}>{children}</FieldContext>
      {hint && (
        <p id={`${id}-hint`} className="text-muted text-xs">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1 text-danger text-xs">
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {error}
        </p>
      )}
    </div>
  );
}

/** Several controls under one question, such as radio buttons or a set of boxes. */
export function FieldSet({
  legend,
  hint,
  children,
}: {
  legend: ReactNode;
  hint?: ReactNode;
  children: ReactNode;
}) {
  return (
    <fieldset className="grid content-start gap-3">
      <legend className="mb-1 font-medium text-sm">{legend}</legend>
      {hint && <p className="-mt-0.5 text-muted text-xs">{hint}</p>}
      {children}
    </fieldset>
  );
}
