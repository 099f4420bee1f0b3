"use client";

import * as Primitive from "radix-ui/popover";
import type { ReactNode } from "react";

/** More about a thing, beside it: `<Popover trigger={<Button>3 grants</Button>} label="Grants touched">…</Popover>`. */
export function Popover({
  trigger,
  label,
  align = "end",
  children,
}: {
  trigger: ReactNode;
  /** The accessible name of what opens. */
  label: string;
  align?: "start" | "end";
  children: ReactNode;
}) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-h-[var(--radix-popover-content-available-height)] w-80 max-w-[calc(100vw-1rem)] animate-[rise_100ms_ease-out] overflow-y-auto rounded-lg bg-layer p-4 text-sm shadow-layer outline-none"
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
