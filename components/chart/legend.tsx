import { classNames } from "@/components/ui/class-names";
import type { Series } from "./series";

/** The series of a chart, each a button that hides and shows it; its colour stays its own. */
export function Legend({
  series,
  colours,
  hidden,
  onToggle,
  line,
}: {
  series: readonly Series[];
  colours: ReadonlyMap<string, string>;
  hidden: ReadonlySet<string>;
  onToggle: (id: string) => void;
  /** What the grey line is, where there is one. */
  line?: string | undefined;
}) {
  return (
    <ul aria-label="Series" className="-mx-1.5 flex flex-wrap gap-x-1">
      {series.map(({ id, label }) => (
        <li key={id}>
          <button
            type="button"
            aria-pressed={!hidden.has(id)}
            onClick={() => onToggle(id)}
            className={classNames(
              "flex h-6 items-center gap-1.5 rounded-sm px-1.5 text-xs hover:bg-sunken pointer-coarse:h-11",
              hidden.has(id) && "text-muted line-through",
            )}
          >
            <span
              aria-hidden
              className={classNames("size-2.5 rounded-sm", hidden.has(id) && "opacity-30")}
              style={{ background: colours.get(id) }}
            />
            {label}
          </button>
        </li>
      ))}
      {line && (
        <li className="flex h-6 items-center gap-1.5 px-1.5 text-muted text-xs">
          <span aria-hidden className="h-px w-3 bg-muted" />
          {line}
        </li>
      )}
    </ul>
  );
}
