import type { ComponentProps, ReactNode } from "react";

/** One of several, as a card: `<ChoiceCard type="radio" value="…" title="Pro" {...register("planId")}>…</ChoiceCard>`. */
export function ChoiceCard({
  title,
  children,
  ...rest
}: ComponentProps<"input"> & { title: ReactNode; children?: ReactNode }) {
  return (
    <label className="flex items-start gap-3 rounded-lg border bg-surface px-4 py-3 hover:border-control has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <input {...rest} className="mt-0.5 size-4 shrink-0 accent-accent" />
      <span className="grid min-w-0 gap-0.5">
        <span className="font-medium">{title}</span>
        {children && <span className="numerals text-muted text-sm">{children}</span>}
      </span>
    </label>
  );
}

/** A fault under choices that are no single control. */
export const ChoiceFault = ({ message }: { message: string | undefined }) =>
  message ? (
    <p role="alert" className="text-danger text-xs">
      {message}
    </p>
  ) : null;
