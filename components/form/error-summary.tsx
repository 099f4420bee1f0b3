"use client";

import { useEffect, useRef } from "react";
import type { FieldErrors, FieldPath, FieldValues, UseFormReturn } from "react-hook-form";
import { Notice } from "@/components/ui/notice";

type Fault = { name: string; message: string };

/** The faults of a form in one place, each a way to its field. `Form` shows it; use alone only outside one. */
export function ErrorSummary<Fields extends FieldValues, Context, Output>({
  form,
}: {
  form: UseFormReturn<Fields, Context, Output>;
}) {
  const { errors, submitCount } = form.formState;
  const { root, ...fields } = errors as FieldErrors;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In a long form it may stand far above the button that was pressed.
    if (root) place.current?.scrollIntoView({ block: "nearest" });
  }, [root]);
  const faults = submitCount > 0 ? faultsOf(fields) : [];
  // One fault stands under its own field and has the focus already.
  const isWorthALot = faults.length > 1;
  return (
    <Notice
      ref={place}
      className="scroll-mt-20"
      tone="danger"
      title={isWorthALot ? `${faults.length} fields need another look` : root?.message}
    >
      {isWorthALot && (
        <ul className="grid gap-0.5">
          {faults.map(({ name, message }) => (
            <li key={name}>
              <button
                type="button"
                className="min-h-6 text-left underline underline-offset-2"
                onClick={() => form.setFocus(name as FieldPath<Fields>)}
              >
                {message}
              </button>
            </li>
          ))}
          {root?.message && <li>{root.message}</li>}
        </ul>
      )}
    </Notice>
  );
}

function faultsOf(errors: object, path = ""): Fault[] {
  return Object.entries(errors).flatMap(([key, value]): Fault[] => {
    const name = path ? `${path}.${key}` : key;
    if (value === null || typeof value !== "object" || value instanceof Element) return [];
    if ("message" in value && typeof value.message === "string") {
      return [{ name, message: value.message }];
    }
    return key === "ref" ? [] : faultsOf(value, name);
  });
}
