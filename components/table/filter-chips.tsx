import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { FilterField } from "./filter-field";
import { valueWords } from "./filter-words";

/** What the list is narrowed by, each to be taken away. */
export function FilterChips({
  chosen,
  values,
  onDrop,
}: {
  chosen: readonly FilterField[];
  values: Readonly<Record<string, string | null>>;
  onDrop: (keys: readonly string[]) => void;
}) {
  if (chosen.length === 0) return null;
  return (
    <ul aria-label="Chosen filters" className="order-last flex w-full flex-wrap gap-2">
      {chosen.map((field) => (
        <li key={field.key}>
          <Button
            size="sm"
            className="max-w-full border-accent/40 bg-accent-soft"
            aria-label={`Without ${field.label}: ${valueWords(field, values[field.key] ?? "")}`}
            onClick={() => onDrop([field.key])}
          >
            <span className="text-muted">{field.label}</span>
            <span className="max-w-48 truncate">{valueWords(field, values[field.key] ?? "")}</span>
            <X aria-hidden />
          </Button>
        </li>
      ))}
      {chosen.length > 1 && (
        <li>
          <Button size="sm" variant="ghost" onClick={() => onDrop(chosen.map(({ key }) => key))}>
            Clear all
          </Button>
        </li>
      )}
    </ul>
  );
}
