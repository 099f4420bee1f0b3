/** How far the move of many renewal dates is, and how each fared. */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { notFound } from "@/lib/errors";
import { idText, type RenewalMoveId, type SubscriptionId } from "@/lib/ids";
import { idPage } from "../rules/id-page";
import type { RenewalMoveItemView, RenewalMoveView } from "../schema/renewal-move";
import * as store from "../store/renewal-moves";
import { renewalMoveItemView, renewalMoveView } from "../view/renewal-move";

const reader = { sql: readSql };

/** So many refusals are told with it. */
const TOLD = 50;

/** So many moves are told. */
const LISTED = 50;

/** The one that was asked for last, on its way or done. */
export async function findLastRenewalMove(ctx: Context): Promise<RenewalMoveView | undefined> {
  const [last] = await listRenewalMoves(ctx, 1);
  return last;
}

/** Newest first, the last of them. */
export async function listRenewalMoves(
  ctx: Context,
  limit = LISTED,
): Promise<readonly RenewalMoveView[]> {
  const moves = await store.loadRenewalMoves(reader, ctx.organizationId, limit);
  return Promise.all(moves.map(viewOf));
}

/** By their ids; `next` is where the page after begins. @throws DomainError `not_found`. */
export async function listRenewalMoveItems(
  ctx: Context,
  id: RenewalMoveId,
  { after, limit }: { readonly after: SubscriptionId | null; readonly limit: number },
): Promise<{
  readonly items: readonly RenewalMoveItemView[];
  readonly next: SubscriptionId | null;
}> {
  const move = await store.findRenewalMove(reader, id);
  if (move?.organizationId !== ctx.organizationId) {
    throw notFound("renewal_move", idText("rmv", id));
  }
  const found = await store.loadItems(reader, id, { outcome: null, after, limit: limit + 1 });
  const { held, next } = idPage(found, limit, ({ subscriptionId }) => subscriptionId);
  return { items: held.map(renewalMoveItemView), next };
}

async function viewOf(move: store.RenewalMoveRecord): Promise<RenewalMoveView> {
  const [counts, refusals] = await Promise.all([
    store.countItems(reader, move.id),
    store.loadItems(reader, move.id, { outcome: "REFUSED", after: null, limit: TOLD }),
  ]);
  return renewalMoveView(move, counts, refusals);
}
