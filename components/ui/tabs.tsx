"use client";

import * as Primitive from "radix-ui/tabs";
import type { ReactNode } from "react";

/** Panels that swap in place, as in a dialog: `<Tabs label="Kind" panels={[{ id, label, content }]} />`. */
export function Tabs({
  label,
  panels,
  value,
  onValueChange,
}: {
  label: string;
  panels: readonly { id: string; label: ReactNode; content: ReactNode }[];
  value?: string;
  onValueChange?: (id: string) => void;
}) {
  return (
    <Primitive.Root
      defaultValue={panels[0]?.id ?? ""}
      {...(value !== undefined && { value })}
      {...(onValueChange && { onValueChange })}
    >
      <Primitive.List
        aria-label={label}
        className="mb-4 inline-flex gap-0.5 rounded bg-sunken p-0.5"
      >
        {panels.map((panel) => (
          <Primitive.Trigger
            key={panel.id}
            value={panel.id}
            className="h-7 rounded-sm px-3 text-muted text-sm data-[state=active]:bg-surface data-[state=active]:font-medium data-[state=active]:text-ink data-[state=active]:shadow-layer pointer-coarse:h-10"
          >
            {panel.label}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {panels.map((panel) => (
        <Primitive.Content key={panel.id} value={panel.id}>
          {panel.content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  );
}
