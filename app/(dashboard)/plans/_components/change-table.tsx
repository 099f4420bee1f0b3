import { Empty } from "@/components/domain/empty";
import { Badge } from "@/components/ui/badge";
import type { FieldChange, LineChange } from "./version-lines";

const TONES = { added: "success", removed: "danger", changed: "warning" } as const;

/** What a version changes of another, field by field: a table where there is room, a list where there is not. */
export function ChangeTable({
  changes,
  before,
  after,
}: {
  changes: readonly LineChange[];
  before: number;
  after: number;
}) {
  if (changes.length === 0) {
    return (
      <Empty title="Nothing changed">
        Version {after} says the same as version {before}.
      </Empty>
    );
  }
  return (
    <ul aria-label="Changes">
      {changes.map(({ key, area, label, kind, fields }) => (
        <li key={key} className="grid gap-2 border-b px-4 py-3 text-sm last:border-b-0">
          <div className="flex flex-wrap items-center gap-2">
            <span className="font-medium">{label}</span>
            {label !== area && <span className="text-muted text-xs">{area}</span>}
            <Badge tone={TONES[kind]}>{kind}</Badge>
          </div>
          <ul className="grid gap-2 md:gap-1">
            {fields.map((field) => (
              <Field key={field.name} field={field} before={before} after={after} />
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function Field({ field, before, after }: { field: FieldChange; before: number; after: number }) {
  return (
    <li className="grid gap-x-6 md:grid-cols-[minmax(8rem,1fr)_minmax(0,1.6fr)_minmax(0,1.6fr)]">
      <span className="text-muted">{field.name}</span>
      <span className="numerals min-w-0 break-words text-muted">
        <span className="sr-only">{`Version ${before}: `}</span>
        {field.before === null ? "–" : <s>{field.before}</s>}
      </span>
      <span className="numerals min-w-0 break-words">
        <span className="sr-only">{`Version ${after}: `}</span>
        {field.after ?? "–"}
      </span>
    </li>
  );
}
