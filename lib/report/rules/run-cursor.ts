/** Where a page of runs ended: by when they began, then by name. */
import { invalidField } from "@/lib/errors";

type RunCursor = { readonly startedAt: string; readonly groupId: string };

export const runCursorText = ({ startedAt, groupId }: RunCursor): string =>
  encodeURIComponent(JSON.stringify([startedAt, groupId]));

/** @throws DomainError `validation_error` if no list gave this text. */
export function readRunCursor(text: string): RunCursor {
  const [startedAt, groupId] = parsed(text);
  if (typeof startedAt !== "string" || !INSTANT.test(startedAt) || typeof groupId !== "string") {
    throw invalidField("cursor", "Not a cursor of this list");
  }
  return { startedAt, groupId };
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function parsed(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(decodeURIComponent(text));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
