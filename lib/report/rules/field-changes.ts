/** What of a thing a record of the audit log changed, field by field. */

export type FieldChange = {
  readonly field: string;
  /** As people read it; null: it was not there. */
  readonly before: string | null;
  readonly after: string | null;
};

type Thing = Readonly<Record<string, unknown>>;

/** They say when, which the record says too, or what the thing is by name. */
const UNSAID = new Set(["id", "createdAt", "updatedAt", "organizationId"]);

/**
 * Fields that differ, in the order of the thing after. What is made or gone as a whole changes
 * nothing of itself.
 */
export function fieldChanges(before: unknown, after: unknown): readonly FieldChange[] {
  if (!isThing(before) || !isThing(after)) return [];
  const fields = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return fields
    .filter((field) => !UNSAID.has(field) && textOf(before[field]) !== textOf(after[field]))
    .map((field) => ({
      field: wordsOf(field),
      before: textOf(before[field]),
      after: textOf(after[field]),
    }));
}

const isThing = (value: unknown): value is Thing =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** `expiresAfterDays` is "expires after days". */
const wordsOf = (field: string) =>
  field
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();

/** Lists and things inside by how many or in full; nothing and an empty text are none. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (Array.isArray(value)) {
    if (value.length === 0) return null;
    return value.every((one) => typeof one !== "object") ? value.join(", ") : JSON.stringify(value);
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
