/**
 * Where a page of a list ended: the sort key and id of its last row, as text that a URL carries.
 * Opaque to callers, but no secret: each read names its organization by itself.
 */
import { invalidField } from "@/lib/errors";

export type Cursor = { readonly key: string; readonly id: string };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const cursorText = ({ key, id }: Cursor): string =>
  encodeURIComponent(JSON.stringify([key, id]));

/** @throws DomainError `validation_error` if no list gave this text. */
export function readCursor(text: string): Cursor {
  const [key, id] = parsed(text);
  if (typeof key !== "string" || typeof id !== "string" || !UUID.test(id)) {
    throw invalidField("cursor", "Not a cursor of this list");
  }
  return { key, id };
}

function parsed(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(decodeURIComponent(text));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
