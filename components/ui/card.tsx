import type { ReactNode } from "react";
import { classNames } from "./class-names";

/**
 * A panel of one subject: `<Card title="Grants" actions={<Button>…</Button>}>…</Card>`.
 * `flush` lets a table touch the panel's edges.
 */
export function Card({
  title,
  description,
  actions,
  flush = false,
  className,
  children,
}: {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  flush?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section
      className={classNames(
        "min-w-0 rounded-lg border bg-surface",
        flush && "overflow-hidden",
        className,
      )}
    >
      {(title || actions) && (
        <header
          className={classNames(
            "flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3",
            flush && "border-b",
          )}
        >
          <div className="min-w-0 flex-1">
            {title && <h2 className="font-semibold text-base">{title}</h2>}
            {description && <p className="text-muted text-sm">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </header>
      )}
      <div className={classNames(!flush && "px-4 pb-4", !flush && !title && !actions && "pt-4")}>
        {children}
      </div>
    </section>
  );
}

/** Terms and their values, two columns where there is room: `<Facts items={[["Plan", "Team"], …]} />`. */
export function Facts({
  items,
}: {
  items: readonly (readonly [term: string, value: ReactNode])[];
}) {
  return (
    <dl className="grid grid-cols-[minmax(7rem,auto)_1fr] gap-x-6 gap-y-2 text-sm">
      {items.map(([term, value]) => (
        <div key={term} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-muted">{term}</dt>
          <dd className="min-w-0 break-words [&_time]:whitespace-normal">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
