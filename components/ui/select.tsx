"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { useFieldControl } from "./field";
import { inputLook } from "./input-look";
import { useArrived } from "./use-arrived";

/** The platform's own select, dressed: `<Select {...register("reason")}><option …/></Select>`. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  const arrived = useArrived();
  return (
    <span className={classNames("relative block w-full", className)}>
      <select
        {...useFieldControl()}
        aria-disabled={!arrived || undefined}
        {...rest}
        className={classNames(inputLook, "appearance-none truncate pr-8")}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
