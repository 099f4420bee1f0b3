/** Holds as they are now: one, or many. */
import * as z from "zod";
import type { Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { CustomerId, HoldId, idText, WalletId } from "@/lib/ids";
import { findHold, listHolds } from "@/lib/ledger/reads/holds";
import { HoldState } from "@/lib/ledger/schema/hold";
import { HoldDialect, holdDialect } from "./dialect/hold";
import { CursorQuery, cursorPage, listOf } from "./fields";
import { type Route, route } from "./route";
import { customerNamed, WhichCustomer } from "./which-customer";

export const HoldParams = z.object({ holdId: HoldId });

export async function holdNamed(ctx: Context, holdId: HoldId) {
  const hold = await findHold(ctx, holdId);
  if (!hold) throw notFound("hold", idText("hld", holdId));
  return hold;
}

const HoldsQuery = CursorQuery.extend({
  customer_id: CustomerId.optional(),
  external_customer_id: WhichCustomer.external_customer_id,
  wallet_id: WalletId.optional(),
  state: HoldState.optional(),
});

const listHoldsRoute = route({
  method: "get",
  path: "/holds",
  scope: "wallets:read",
  summary: "List holds, newest first",
  query: HoldsQuery,
  reply: listOf(HoldDialect),
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { query }) => {
    const { customer_id, external_customer_id, wallet_id: walletId, state } = query;
    const namesOne = customer_id !== undefined || external_customer_id !== undefined;
    const customerId = namesOne ? await customerNamed(ctx, query) : undefined;
    const list = (walk: { limit: number; cursor: string | null }) =>
      listHolds(ctx, { ...walk, customerId, walletId, state });
    return cursorPage(query, list, holdDialect);
  },
});

const getHoldRoute = route({
  method: "get",
  path: "/holds/{holdId}",
  scope: "wallets:read",
  summary: "Get a hold",
  params: HoldParams,
  reply: HoldDialect,
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { holdId } }) => holdDialect(await holdNamed(ctx, holdId)),
});

export const HOLD_READ_ROUTES: readonly Route[] = [listHoldsRoute, getHoldRoute].flat();
