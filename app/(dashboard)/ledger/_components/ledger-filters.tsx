"use client";

import { ListFilter } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import { type FormEvent, useState } from "react";
import { useShortcut } from "@/components/layout/shortcuts";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Sheet } from "@/components/ui/sheet";
import { cleanFilter } from "./clean-filter";
import { FilterChips } from "./filter-chips";
import {
  type FilterField,
  filterFields,
  type LedgerChoices,
  LINKED_FILTERS,
} from "./filter-fields";

/** All that the ledger can be narrowed by, beside the list; what is chosen stands in the address. */
export function LedgerFilters(choices: LedgerChoices) {
  const [isOpen, setOpen] = useState(false);
  const fields = filterFields(choices);
  const all = [...fields, ...LINKED_FILTERS];
  const keys = [...all.map(({ key }) => key), "after", "row", "reverse"];
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
    void setValues({ ...next, after: null, row: null, reverse: null });
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
        title="Filter the ledger"
        description="All of these must hold. The address keeps them, so that they can be shared."
      >
        <form onSubmit={apply} aria-label="Filters" className="grid gap-4">
          <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
            {fields.map((field) => (
              <FilterControl key={field.key} field={field} value={values[field.key] ?? ""} />
            ))}
          </div>
          <DialogFooter>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary">
              Show entries
            </Button>
          </DialogFooter>
        </form>
      </Sheet>
      <FilterChips
        chosen={chosen.filter(({ key }) => !isBesideTheList(key, values[key]))}
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

/** The list's own choices say these already. */
const isBesideTheList = (key: string, value: string | null | undefined) =>
  key === "wallet" || (key === "kind" && !value?.includes(","));

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
