import { X } from "lucide-react";
import { formatDay } from "@/components/domain/instant-format";
import { Button } from "@/components/ui/button";
import { parseCredits } from "@/lib/money/credits";
import { formatCredits } from "@/lib/money/format";
import type { FilterField } from "./filter-field";

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
            aria-label={`Without ${field.label}: ${wordsOf(field, values[field.key] ?? "")}`}
            onClick={() => onDrop([field.key])}
          >
            <span className="text-muted">{field.label}</span>
            <span className="max-w-48 truncate">{wordsOf(field, values[field.key] ?? "")}</span>
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

const IS_DAY = /^\d{4}-\d{2}-\d{2}$/;

function wordsOf(field: FilterField, value: string): string {
  if (field.type === "amount")
    return parseCredits(value) === undefined ? value : formatCredits(value);
  if (field.type === "day" && IS_DAY.test(value)) return formatDay(`${value}T12:00:00Z`);
  if (field.type !== "choice") return value;
  const words = value
    .split(",")
    .map((one) => field.options.find((option) => option.value === one)?.label ?? one);
  return words.join(", ");
}
