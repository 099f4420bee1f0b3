import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

/** A yes or no with its words beside it: `<Checkbox label="Invoice now" {...register("invoice")} />`. */
export function Checkbox({
  label,
  hint,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode }) {
  return (
    <Choice
      type="checkbox"
      look="rounded-sm"
      label={label}
      hint={hint}
      className={className}
      {...rest}
    />
  );
}

/** One of several: `<Radio label="Free" value="PROMOTIONAL" {...register("category")} />`, inside a `FieldSet`. */
export function Radio({
  label,
  hint,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode }) {
  return (
    <Choice
      type="radio"
      look="rounded-full"
      label={label}
      hint={hint}
      className={className}
      {...rest}
    />
  );
}

function Choice({
  label,
  hint,
  look,
  className,
  ...rest
}: ComponentProps<"input"> & { label: ReactNode; hint?: ReactNode; look: string }) {
  return (
    <label
      className={classNames(
        "flex items-start gap-2 py-0.5 text-sm has-disabled:text-muted pointer-coarse:py-2.5",
        className,
      )}
    >
      <input {...rest} className={classNames("mt-0.5 size-4 shrink-0 accent-accent", look)} />
      <span>
        {label}
        {hint && <span className="block text-muted text-xs">{hint}</span>}
      </span>
    </label>
  );
}
