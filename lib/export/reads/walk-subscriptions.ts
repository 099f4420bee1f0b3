import { idText, SubscriptionId } from "@/lib/ids";

/** A page of a list that goes by the ids of subscriptions, as an export walks it. */
export async function walkSubscriptions<Row>(
  { cursor, limit }: { readonly cursor: string | null; readonly limit: number },
  page: (place: { readonly after: SubscriptionId | null; readonly limit: number }) => Promise<{
    readonly items: readonly Row[];
    readonly next: SubscriptionId | null;
  }>,
) {
  const after = cursor === null ? null : SubscriptionId.parse(cursor);
  const { items, next } = await page({ after, limit });
  return { items, nextCursor: next && idText("sub", next) };
}
