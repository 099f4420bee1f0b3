import type { ReactNode } from "react";

/** The one `h1` of a page, its purpose in a line and its actions: `<PageHeader title="Customers" purpose="…" actions={…} />`. */
export function PageHeader({
  title,
  purpose,
  status,
  meta,
  actions,
}: {
  title: ReactNode;
  purpose?: ReactNode;
  /** Beside the title: a `Status`. */
  status?: ReactNode;
  /** Under the title: an `IdChip`, an external id. */
  meta?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 break-words font-semibold text-xl">{title}</h1>
          {status}
        </div>
        {purpose && <p className="max-w-prose text-pretty text-muted">{purpose}</p>}
        {meta && (
          <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-sm">
            {meta}
          </div>
        )}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
