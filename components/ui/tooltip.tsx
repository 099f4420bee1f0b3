"use client";

import * as Primitive from "radix-ui/tooltip";
import type { ReactNode } from "react";

/** Words on hover and on focus; the child must be able to take the focus: `<Tooltip content="…"><button …/></Tooltip>`. */
export function Tooltip({
  content,
  side = "top",
  children,
}: {
  content: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
  children: ReactNode;
}) {
  return (
    <Primitive.Provider delayDuration={300}>
      <Primitive.Root>
        <Primitive.Trigger asChild>{children}</Primitive.Trigger>
        <Primitive.Portal>
          <Primitive.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-w-72 animate-[appear_100ms_ease-out] rounded bg-ink px-2 py-1 text-canvas text-xs shadow-layer"
          >
            {content}
          </Primitive.Content>
        </Primitive.Portal>
      </Primitive.Root>
    </Primitive.Provider>
  );
}
