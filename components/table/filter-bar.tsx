"use client";

import { LoaderCircle, Search, X } from "lucide-react";
import { debounce, parseAsString, useQueryStates } from "nuqs";
import { type ReactNode, useRef, useTransition } from "react";
import { useShortcut } from "@/components/layout/shortcuts";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

export type Filter = {
  /** The URL's parameter. */
  readonly key: string;
  readonly label: string;
  /** The words of no choice, where it is not "all". */
  readonly none?: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};

/**
 * What narrows a list, kept in the URL: `<FilterBar search="Name, id or email" filters={FILTERS}><CsvLink …/></FilterBar>`.
 * The search is `q=`; each filter is its own key; a change resets the cursor. Parse the same keys in `search-params.ts`.
 */
export function FilterBar({
  search,
  filters = [],
  children,
}: {
  /** The placeholder of the search; without it there is none. */
  search?: string;
  filters?: readonly Filter[];
  children?: ReactNode;
}) {
  const [isPending, startTransition] = useTransition();
  const field = useRef<HTMLInputElement>(null);
  const keys = ["q", "after", "before", ...filters.map(({ key }) => key)];
  const [values, setValues] = useQueryStates(
    Object.fromEntries(keys.map((key) => [key, parseAsString])),
    { shallow: false, startTransition },
  );
  const change = (key: string, value: string, wait = 0) =>
    setValues(
      { after: null, before: null, [key]: value || null },
      wait ? { limitUrlUpdates: debounce(wait) } : { history: "push" },
    );
  const active = filters.some(({ key }) => values[key]) || Boolean(values.q);
  useShortcut({
    keys: "/",
    label: "Search this list",
    group: "Lists",
    run: () => field.current?.focus(),
  });

  return (
    <search className="flex flex-wrap items-center gap-2" aria-busy={isPending}>
      {search && (
        <div className="relative w-full md:w-64">
          <Search
            aria-hidden
            className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
          />
          <Input
            ref={field}
            type="search"
            aria-label={search}
            placeholder={search}
            value={values.q ?? ""}
            onChange={(event) => void change("q", event.target.value, 250)}
            className="pl-8"
          />
        </div>
      )}
      {filters.map(({ key, label, none, options }) => (
        <Select
          key={key}
          aria-label={label}
          value={values[key] ?? ""}
          onChange={(event) => void change(key, event.target.value)}
          className={classNames(
            "w-auto min-w-32 max-md:flex-1",
            values[key] && "[&_select]:border-accent",
          )}
        >
          <option value="">{none ?? `${label}: all`}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      ))}
      {active && (
        <Button variant="ghost" onClick={() => void setValues(null, { history: "push" })}>
          <X aria-hidden />
          Clear
        </Button>
      )}
      {isPending && (
        <LoaderCircle aria-label="Loading" className="size-4 animate-spin text-muted" />
      )}
      {children && <div className="ml-auto flex flex-wrap items-center gap-2">{children}</div>}
    </search>
  );
}
