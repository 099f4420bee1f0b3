/** The pieces that many bodies and queries share. */
import * as z from "zod";
import { invalidField } from "@/lib/errors";
import { FAR_TIME, isNearTime } from "@/lib/text/schema";

export const TIME_WORDS = "A time such as 2026-03-01T12:00:00Z, with its offset";

/** RFC 3339 with an offset, checked and left as text. */
export const InstantText = z.iso
  .datetime({ offset: true, abort: true, error: TIME_WORDS })
  .max(40)
  .refine(isNearTime, FAR_TIME);

/** The same as an instant, cut to the millisecond. */
export const Instant = InstantText.transform((text) => new Date(text));

/** A local day, left as text. */
export const DayText = z.iso.date("A day such as 2026-03-01");

/** The caller's own name for what it does; asking twice under one name acts once. */
export const IdempotencyKey = z
  .string("Send idempotency_key, or the header Idempotency-Key")
  .regex(/^[\x21-\x7e]{1,255}$/, "1 to 255 visible ASCII characters");

/** A whole number in a query. */
export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, "A whole number")
    .transform(Number)
    .pipe(z.number().min(least, `At least ${least}`).max(most, `At most ${most}`));

/** `?limit=&offset=` of every list. */
export const PageQuery = z.object({
  limit: wholeNumber(1, 1000).prefault("50"),
  offset: wholeNumber(0, 100_000).prefault("0"),
});

/** And `?cursor=` of those that grow without bound. */
export const CursorQuery = PageQuery.extend({
  cursor: z.string().max(500).nullable().default(null),
});

/** `total` is null where a list grows without bound. */
export const Pagination = z.object({
  total: z.int().nullable(),
  limit: z.int(),
  offset: z.int(),
});

/** What a list answers. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), pagination: Pagination, next_cursor: z.string().nullable() });

/** `{message}` of deletes that answer with a body. */
export const Message = z.object({ message: z.string() });

/** A list that is whole: what cannot grow without bound needs no pages. */
export const wholeList = <Item>(items: readonly Item[]) => ({
  items: [...items],
  pagination: { total: items.length, limit: items.length, offset: 0 },
  next_cursor: null,
});

type Walk = {
  readonly limit: number;
  readonly offset: number;
  readonly cursor: string | null;
};

type CursorPage<View> = { readonly items: readonly View[]; readonly nextCursor: string | null };

/** So far clients may count their way into a list that is meant to be walked. */
const FARTHEST = 2000;

/**
 * A page of a list that grows without bound: it is walked by cursor, and nobody counts it. The
 * dialect's clients ask by offset, which is taken near the beginning.
 *
 * @throws DomainError `validation_error` for an offset too far in.
 */
export async function cursorPage<View, Item>(
  { limit, offset, cursor }: Walk,
  list: (query: { limit: number; cursor: string | null }) => Promise<CursorPage<View>>,
  dialect: (view: View) => Item,
) {
  if (offset + limit > FARTHEST && offset > 0) {
    throw invalidField("offset", "That far in, walk by cursor: send next_cursor as cursor");
  }
  const page = await list({ limit: offset + limit, cursor });
  return {
    items: page.items.slice(offset).map(dialect),
    pagination: { total: null, limit, offset },
    next_cursor: page.nextCursor,
  };
}
