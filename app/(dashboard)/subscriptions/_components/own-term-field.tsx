"use client";

import { RotateCcw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** One term of a subscription's own, with what the plan says and the way back to it. */
export function OwnTermField({
  label,
  planValue,
  value,
  onChange,
}: {
  label: string;
  planValue: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <Field label={label} hint={`The plan: ${planValue}`}>
      <div className="flex gap-2">
        <Input
          inputMode="decimal"
          autoComplete="off"
          aria-label={label}
          value={value}
          onChange={(event) => onChange(event.target.value.trim())}
        />
        {value !== "" && (
          <Button size="icon" aria-label={`${label}: as the plan`} onClick={() => onChange("")}>
            <RotateCcw aria-hidden />
          </Button>
        )}
      </div>
    </Field>
  );
}
