"use client";

import { ChevronRight } from "lucide-react";
import { useFormContext } from "react-hook-form";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { GRANT_CATEGORIES } from "@/lib/catalog/schema/grant-life";
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";
import { CATEGORY_WORDS } from "../../../_components/plan-words";
import { DraftField } from "./draft-field";
import { asCount } from "./expiry-fields";

/** What seldom differs: the grant's name, its kind and its place in the burn order. */
export function GrantDetails({ index }: { index: number }) {
  const { register } = useFormContext<PlanDraftFields>();
  const path = `grants.${index}` as const;
  return (
    <details className="group">
      <summary className="inline-flex list-none items-center gap-1 rounded-sm text-muted text-xs hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-3.5 transition-transform group-open:rotate-90" />
        Name, kind and priority
      </summary>
      <div className="mt-3 grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        <DraftField path={`${path}.name`} label="Name" optional>
          <Input autoComplete="off" placeholder="Monthly credits" {...register(`${path}.name`)} />
        </DraftField>
        <DraftField path={`${path}.category`} label="Kind">
          <Select {...register(`${path}.category`)}>
            {GRANT_CATEGORIES.map((category) => (
              <option key={category} value={category}>
                {CATEGORY_WORDS[category]}
              </option>
            ))}
          </Select>
        </DraftField>
        <DraftField path={`${path}.priority`} label="Priority" hint="0 to 100; lower burns first">
          <Input
            type="number"
            min={0}
            max={100}
            inputMode="numeric"
            className="numerals"
            {...register(`${path}.priority`, { setValueAs: asCount })}
          />
        </DraftField>
      </div>
    </details>
  );
}
