"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { FieldSet } from "@/components/ui/field";
import { useFeatureChoices } from "./use-choices";

/** Which features may be paid for; none chosen is all of them. */
export function FeatureScope({
  chosen,
  onChange,
}: {
  chosen: readonly string[];
  onChange: (ids: readonly string[]) => void;
}) {
  const features = useFeatureChoices();
  if (features.length === 0) return null;
  return (
    <FieldSet
      legend="Pays for"
      hint={chosen.length === 0 ? "None chosen: every feature" : "Only what is chosen"}
    >
      <div className="grid max-h-44 grid-cols-1 gap-x-4 overflow-y-auto sm:grid-cols-2">
        {features.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={chosen.includes(id)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
            }
          />
        ))}
      </div>
    </FieldSet>
  );
}
