"use client";

import * as Primitive from "radix-ui/switch";
import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names";

/** A setting that takes effect at once: `<Switch label="Shortcuts" checked={on} onCheckedChange={setOn} />`. */
export function Switch({
  label,
  hint,
  className,
  ...rest
}: ComponentProps<typeof Primitive.Root> & { label: ReactNode; hint?: ReactNode }) {
  const id = useId();
  return (
    <div className={classNames("flex items-start justify-between gap-4", className)}>
      <div className="text-sm">
        <label htmlFor={id}>{label}</label>
        {hint && <p className="text-muted text-xs">{hint}</p>}
      </div>
      <Primitive.Root
        {...rest}
        id={id}
        className="relative h-6 w-10 shrink-0 pointer-coarse:before:absolute pointer-coarse:before:inset-x-0 pointer-coarse:before:-inset-y-2.5 rounded-full border border-control bg-sunken transition-colors data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <Primitive.Thumb className="block size-4 translate-x-1 rounded-full bg-control transition-transform data-[state=checked]:translate-x-5 data-[state=checked]:bg-accent-ink" />
      </Primitive.Root>
    </div>
  );
}
