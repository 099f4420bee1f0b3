"use client";

import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { useTextControl } from "./field";
import { inputLook } from "./input-look";

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
