"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";

type Selection = {
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (externalId: string) => void;
};

const SelectionContext = createContext<Selection>({ chosen: new Set(), toggle: () => undefined });

/** Customers that were ticked on this page of the list, and what can be done with them. */
export function CustomerSelection({ children }: { children: ReactNode }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (externalId: string) =>
    setChosen((now) =>
      now.has(externalId)
        ? new Set([...now].filter((other) => other !== externalId))
        : new Set([...now, externalId]),
    );
  return (
    <SelectionContext value={{ chosen, toggle }}>
      {children}
      {chosen.size > 0 && (
        <div
          role="toolbar"
          aria-label="Chosen customers"
          className="sticky bottom-0 flex flex-wrap items-center gap-3 border-t bg-surface px-4 py-2"
        >
          <span role="status" className="numerals text-sm">
            {chosen.size} chosen
          </span>
          <ButtonLink href={hrefOf(chosen)} size="sm" variant="primary">
            Subscribe…
          </ButtonLink>
          <Button size="sm" variant="ghost" onClick={() => setChosen(new Set())}>
            Clear
          </Button>
        </div>
      )}
    </SelectionContext>
  );
}

/** A comma stands between ids, so one within an id is written as an address writes it. */
const hrefOf = (chosen: ReadonlySet<string>): string => {
  const ids = [...chosen].map((id) => id.replaceAll(",", "%2C")).join(",");
  return `/subscriptions/bulk?${new URLSearchParams({ ids })}`;
};

export function SelectBox({ externalId, name }: { externalId: string; name: string }) {
  const { chosen, toggle } = useContext(SelectionContext);
  return (
    <label className="-m-1 inline-grid size-6 place-items-center">
      <span className="sr-only">Choose {name}</span>
      <input
        type="checkbox"
        checked={chosen.has(externalId)}
        onChange={() => toggle(externalId)}
        className="size-4 accent-accent"
      />
    </label>
  );
}
