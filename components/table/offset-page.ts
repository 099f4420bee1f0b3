/**
 * Pages of a list that people could still scroll through, by place: `after=50` shows what comes
 * after the first fifty. Long lists have real cursors; these are for what people name by hand.
 */
import { parseAsInteger } from "nuqs/server";

export const OFFSET_PARAMS = { after: parseAsInteger, before: parseAsInteger };

export const PAGE_SIZE = 50;

type Cursors = { readonly after: number | null; readonly before: number | null };

export const offsetOf = ({ after, before }: Cursors): number =>
  Math.max(0, before === null ? (after ?? 0) : before - PAGE_SIZE);

/** What `Pagination` is told of a page: `<Pagination {...offsetPage({ offset, total, noun: "plan" })} />`. */
export function offsetPage(page: { offset: number; total: number; noun: string; nouns?: string }) {
  const { offset, total, noun, nouns = `${noun}s` } = page;
  const end = Math.min(offset + PAGE_SIZE, total);
  const words = `${total} ${total === 1 ? noun : nouns}`;
  return {
    count: total > PAGE_SIZE ? `${offset + 1}–${end} of ${words}` : words,
    next: end < total ? String(end) : null,
    previous: offset > 0 ? String(offset) : null,
  };
}
