"use client";

import { ListFilter } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import { type FormEvent, useState } from "react";
import { useShortcut } from "@/components/layout/shortcuts";
import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Sheet } from "@/components/ui/sheet";
import { cleanFilter } from "./clean-filter";
import { FilterChips } from "./filter-chips";
import type { FilterField } from "./filter-field";

/**
 * All that a list can be narrowed by, beside it; what is chosen stands in the address:
 * `<FilterSheet title={title} deed="Show entries" fields={…} />`.
 */
export function FilterSheet({
  title,
  deed,
  fields,
  linked = [],
  resets = [],
  isBeside = () => false,
}: {
  title: string;
  /** The words of the button. */
  deed: string;
  fields: readonly FilterField[];
  /** Filters that links set and the form does not ask for. */
  linked?: readonly FilterField[];
  /** What else of the address ends with a change, beside the page. */
  resets?: readonly string[];
  /** The list's own choices say these already: they get no chip. */
  isBeside?: (key: string, value: string) => boolean;
}) {
  const [isOpen, setOpen] = useState(false);
  const all = [...fields, ...linked];
  const gone = Object.fromEntries(["after", ...resets].map((key) => [key, null]));
  const keys = [...all.map(({ key }) => key), ...Object.keys(gone)];
  const [values, setValues] = useQueryStates(
    Object.fromEntries(keys.map((key) => [key, parseAsString])),
    { shallow: false, history: "push" },
  );
  useShortcut({ keys: "f", label: "Filter this list", group: "Lists", run: () => setOpen(true) });
  const chosen = all.filter(({ key }) => values[key]);

  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const next = Object.fromEntries(
      fields.map((field) => [field.key, cleanFilter(field, typed.get(field.key))]),
    );
    setOpen(false);
    void setValues({ ...next, ...gone });
  };

  return (
    <>
      <Sheet
        open={isOpen}
        onOpenChange={setOpen}
        trigger={
          <Button>
            <ListFilter aria-hidden />
            Filters
            {chosen.length > 0 && <span className="numerals text-muted">{chosen.length}</span>}
          </Button>
        }
        title={title}
        description="All of these must hold. The address keeps them, so that they can be shared."
      >
        <form onSubmit={apply} aria-label="Filters" className="grid gap-4">
          <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
            {fields.map((field) => (
              <FilterControl key={field.key} field={field} value={values[field.key] ?? ""} />
            ))}
          </div>
          <DialogFooter>
            <Button type="submit" variant="primary">
              {deed}
            </Button>
          </DialogFooter>
        </form>
      </Sheet>
      <FilterChips
        chosen={chosen.filter(({ key }) => !isBeside(key, values[key] ?? ""))}
        values={values}
        onDrop={(names) =>
          void setValues({
            ...Object.fromEntries(names.map((name) => [name, null])),
            after: null,
          })
        }
      />
    </>
  );
}

function FilterControl({ field, value }: { field: FilterField; value: string }) {
  const { key, label, hint } = field;
  return (
    <Field label={label} {...(hint && { hint })}>
      {field.type === "choice" ? (
        <Select name={key} defaultValue={value}>
          <option value="">All</option>
          {field.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      ) : (
        <Input
          name={key}
          defaultValue={value}
          type={field.type === "day" ? "date" : "text"}
          autoComplete="off"
          {...(field.type === "amount" && { inputMode: "decimal" as const })}
        />
      )}
    </Field>
  );
}
