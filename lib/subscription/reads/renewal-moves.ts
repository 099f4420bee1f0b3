/** How far the move of many renewal dates is, and how each fared. */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { notFound } from "@/lib/errors";
import { idText, type RenewalMoveId } from "@/lib/ids";
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

/** @throws DomainError `not_found`. */
export async function listRenewalMoveItems(
  ctx: Context,
  id: RenewalMoveId,
  limit: number,
): Promise<readonly RenewalMoveItemView[]> {
  const move = await store.findRenewalMove(reader, id);
  if (move?.organizationId !== ctx.organizationId) {
    throw notFound("renewal_move", idText("rmv", id));
  }
  const items = await store.loadItems(reader, id, { outcome: null, limit });
  return items.map(renewalMoveItemView);
}

async function viewOf(move: store.RenewalMoveRecord): Promise<RenewalMoveView> {
  const [counts, refusals] = await Promise.all([
    store.countItems(reader, move.id),
    store.loadItems(reader, move.id, { outcome: "REFUSED", limit: TOLD }),
  ]);
  return renewalMoveView(move, counts, refusals);
}
