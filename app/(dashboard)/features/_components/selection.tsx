"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { RowBox, SelectionBar } from "@/components/table/selection-bar";
import type { FeatureRow } from "@/lib/catalog/schema/feature";
import { ArchiveSeveral } from "./archive-several";

type Selection = {
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
};

const SelectionContext = createContext<Selection>({ chosen: new Set(), toggle: () => undefined });

/** Features that were ticked on this page of the list, and what can be done with them. */
export function FeatureSelection({
  rows,
  children,
}: {
  rows: readonly FeatureRow[];
  children: ReactNode;
}) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  // What is not in sight any more, of another page or archived since, is not chosen.
  const features = rows.filter(({ id, status }) => ticked.has(id) && status === "ACTIVE");
  const chosen = new Set(features.map(({ id }) => id));
  const toggle = (id: string) =>
    setTicked(
      chosen.has(id) ? new Set([...chosen].filter((one) => one !== id)) : new Set([...chosen, id]),
    );
  const clear = () => setTicked(new Set());
  return (
    <SelectionContext value={{ chosen, toggle }}>
      {children}
      <SelectionBar of="features" count={features.length} onClear={clear}>
        <ArchiveSeveral features={features} onDone={clear} />
      </SelectionBar>
    </SelectionContext>
  );
}

export function SelectBox({ id, name }: Pick<FeatureRow, "id" | "name">) {
  const { chosen, toggle } = useContext(SelectionContext);
  return <RowBox name={name} isChosen={chosen.has(id)} onToggle={() => toggle(id)} />;
}
