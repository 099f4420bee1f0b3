/**
 * Where a page of a list ended: the sort key and id of its last row, as text that a URL carries.
 * Opaque to callers, but no secret: each read names its organization by itself.
 */
import { invalidField } from "@/lib/errors";

export type Cursor = { readonly key: string; readonly id: string };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const cursorText = ({ key, id }: Cursor): string => pairText([key, id]);

/** @throws DomainError `validation_error` if no list gave this text. */
export function readCursor(text: string): Cursor {
  const [key, id] = readPair(text);
  if (!UUID.test(id)) throw notOfThisList();
  return { key, id };
}

type Pair = readonly [string, string];

/** Of a list whose rows are told apart by something else than an id. */
export const pairText = (pair: Pair): string => encodeURIComponent(JSON.stringify(pair));

/** @throws DomainError `validation_error` if `pairText` gave no such text. */
export function readPair(text: string): Pair {
  const [first, second] = parsed(text);
  if (typeof first !== "string" || typeof second !== "string") throw notOfThisList();
  return [first, second];
}

export const notOfThisList = () => invalidField("cursor", "Not a cursor of this list");

function parsed(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(decodeURIComponent(text));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
