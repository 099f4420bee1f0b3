"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { RowBox, SelectionBar } from "@/components/table/selection-bar";
import { ButtonLink } from "@/components/ui/button";

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
      <SelectionBar of="customers" count={chosen.size} onClear={() => setChosen(new Set())}>
        <ButtonLink href={hrefOf(chosen)} size="sm" variant="primary">
          Subscribe…
        </ButtonLink>
      </SelectionBar>
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
    <RowBox name={name} isChosen={chosen.has(externalId)} onToggle={() => toggle(externalId)} />
  );
}
