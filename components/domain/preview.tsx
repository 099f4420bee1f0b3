import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

/**
 * What would happen, as the server computed it, beside the fields of a dialog. While `pending` the
 * old figures stay, dimmed: `<Preview pending={isFetching} at="14:32:07"><PreviewLine …/><BurnOrder …/></Preview>`.
 */
export function Preview({
  title = "Preview",
  at,
  pending = false,
  className,
  children,
}: {
  title?: string;
  /** When it was computed, as text. */
  at?: ReactNode;
  pending?: boolean;
  /** For the room that the answer will take. */
  className?: string;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={title}
      aria-busy={pending}
      className={classNames("rounded-lg border bg-sunken/60 p-4", className)}
    >
      <header className="mb-2 flex items-baseline justify-between gap-4 text-muted text-xs">
        <h3 className="font-medium text-ink text-sm">{title}</h3>
        <span className="numerals">{pending ? "updating…" : at}</span>
      </header>
      <div className={classNames("grid gap-3 transition-opacity", pending && "opacity-50")}>
        {children}
      </div>
    </section>
  );
}

/** One figure of a preview with the words that explain it. */
export function PreviewLine({
  label,
  note,
  strong = false,
  children,
}: {
  label: ReactNode;
  note?: ReactNode;
  strong?: boolean;
  children: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
      <span className={classNames(strong && "font-medium")}>{label}</span>
      <span className={classNames("numerals", strong && "font-semibold")}>{children}</span>
      {note && <span className="w-full text-muted text-xs">{note}</span>}
    </div>
  );
}
