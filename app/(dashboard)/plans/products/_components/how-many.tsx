"use client";

import { Radio } from "@/components/ui/checkbox";
import { FieldSet } from "@/components/ui/field";

/** Whether a customer may have several subscriptions of the product. */
export function HowMany({
  isSingle,
  onChange,
  error,
}: {
  isSingle: boolean;
  onChange: (isSingle: boolean) => void;
  error?: string | undefined;
}) {
  return (
    <FieldSet legend="Subscriptions of a customer">
      <Radio
        name="how-many"
        label="One at a time"
        hint="Another plan takes the place of the one before"
        checked={isSingle}
        onChange={() => onChange(true)}
      />
      <Radio
        name="how-many"
        label="Several side by side"
        hint="One for each team or workspace"
        checked={!isSingle}
        onChange={() => onChange(false)}
      />
      {error && (
        <p role="alert" className="text-danger text-xs">
          {error}
        </p>
      )}
    </FieldSet>
  );
}
