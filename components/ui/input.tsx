"use client";

import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { useTextControl } from "./field";

/** The box of every control one types into. */
export const inputLook =
  "h-8 w-full min-w-0 rounded border border-control/60 bg-surface px-2.5 text-base text-ink placeholder:text-muted hover:border-control focus-visible:border-accent focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted aria-invalid:border-danger pointer-coarse:h-11 pointer-coarse:text-lg";

/** One line of text, inside a `Field`: `<Input {...register("name")} />`. */
export function Input({ className, type = "text", ...rest }: ComponentProps<"input">) {
  return (
    <input
      {...useTextControl()}
      {...rest}
      type={type}
      className={classNames(inputLook, className)}
    />
  );
}

/** Several lines of text, inside a `Field`: `<Textarea rows={3} {...register("reason")} />`. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      {...useTextControl()}
      {...rest}
      rows={rows}
      className={classNames(inputLook, "h-auto resize-y py-1.5 pointer-coarse:h-auto", className)}
    />
  );
}
