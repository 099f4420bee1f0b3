/** Packs: credits for a price, once. A top-up names one by `pack_id`. */
import * as z from "zod";
import { findPack, listPacks } from "@/lib/catalog/reads/packs";
import { CATALOG_STATUSES } from "@/lib/catalog/schema/feature";
import { PACK_VISIBILITIES, PackInput, type PackView } from "@/lib/catalog/schema/pack";
import { archivePack } from "@/lib/catalog/writes/archive-pack";
import { createPack } from "@/lib/catalog/writes/create-pack";
import { updatePack } from "@/lib/catalog/writes/update-pack";
import type { Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { idText, PackId, PlanId } from "@/lib/ids";
import { MoneyOrZero, PositiveCredits } from "@/lib/money/schema";
import { amountText } from "./amounts";
import { PackDialect, packDialect } from "./dialect/pack";
import { listOf, Message, PageQuery } from "./fields";
import { inBodyWords, poured } from "./pour";
import { type Route, route } from "./route";

const Params = z.object({ packId: PackId });

const Body = z.strictObject({
  name: PackInput.shape.name,
  credits: amountText(PositiveCredits),
  /** The organization's own, unless told; so is the currency. */
  credit_unit: z.string().max(50).nullish(),
  price: amountText(MoneyOrZero),
  currency: z.string().max(10).nullish(),
  /** Days from payment; absent or null: it never expires. */
  expires_after_days: PackInput.shape.expiresAfterDays.unwrap().nullish(),
  /** Of its credits, where a top-up names none; lower burns first. */
  priority: PackInput.shape.priority.unwrap().nullish(),
  /** Pieces a top-up; a largest number that is absent or null: any. */
  min_quantity: PackInput.shape.minQuantity.unwrap().nullish(),
  max_quantity: PackInput.shape.maxQuantity.unwrap().nullish(),
  quantity_step: PackInput.shape.quantityStep.unwrap().nullish(),
  /** Pieces that one customer may buy in all; absent or null: any number. */
  max_per_customer: PackInput.shape.maxPerCustomer.unwrap().nullish(),
  /** Only for subscribers of one of these; absent or empty: for everybody. */
  plan_ids: z.array(PlanId).max(100).nullish(),
  /** `HIDDEN`: not told of where credits run out. */
  visibility: z.enum(PACK_VISIBILITIES).nullish(),
});

const inputOf = (body: z.output<typeof Body>): PackInput =>
  poured(PackInput, {
    name: body.name,
    credits: body.credits,
    creditUnit: body.credit_unit ?? null,
    price: body.price,
    currency: body.currency ?? null,
    expiresAfterDays: body.expires_after_days ?? null,
    priority: body.priority ?? undefined,
    minQuantity: body.min_quantity ?? undefined,
    maxQuantity: body.max_quantity ?? null,
    quantityStep: body.quantity_step ?? undefined,
    maxPerCustomer: body.max_per_customer ?? null,
    planIds: (body.plan_ids ?? []).map((id) => idText("plan", id)),
    visibility: body.visibility ?? undefined,
  });

async function packNamed(ctx: Context, id: PackId): Promise<PackView> {
  const pack = await findPack(ctx, id);
  if (!pack) throw notFound("pack", idText("pack", id));
  return pack;
}

const createRoute = route({
  method: "post",
  path: "/packs",
  scope: "catalog:write",
  summary: "Create a pack: credits for a price",
  body: Body,
  reply: PackDialect,
  status: 201,
  refusals: ["validation_error"],
  run: async (ctx, { body }) =>
    packDialect(ctx, await createPack(ctx, inputOf(body)).catch(inBodyWords())),
});

const listRoute = route({
  method: "get",
  path: "/packs",
  scope: "catalog:read",
  summary: "List packs, the cheapest first",
  query: PageQuery.extend({
    search: z.string().max(200).default(""),
    status: z.enum(CATALOG_STATUSES).nullable().default(null),
  }),
  reply: listOf(PackDialect),
  status: 200,
  refusals: ["validation_error"],
  run: async (ctx, { query }) => {
    const { items, total } = await listPacks(ctx, query);
    return {
      items: items.map((pack) => packDialect(ctx, pack)),
      pagination: { total, limit: query.limit, offset: query.offset },
      next_cursor: null,
    };
  },
});

const getRoute = route({
  method: "get",
  path: "/packs/{packId}",
  scope: "catalog:read",
  summary: "Get a pack",
  params: Params,
  reply: PackDialect,
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { packId } }) => packDialect(ctx, await packNamed(ctx, packId)),
});

const updateRoute = route({
  method: "put",
  path: "/packs/{packId}",
  scope: "catalog:write",
  summary: "Say anew what a pack sells; what was sold keeps its terms",
  params: Params,
  body: Body,
  reply: PackDialect,
  status: 200,
  refusals: ["validation_error", "not_found", "invalid_state"],
  run: async (ctx, { params: { packId }, body }) =>
    packDialect(ctx, await updatePack(ctx, packId, inputOf(body)).catch(inBodyWords())),
});

const deleteRoute = route({
  method: "delete",
  path: "/packs/{packId}",
  scope: "catalog:write",
  summary: "Sell a pack no more; what was sold stays",
  params: Params,
  reply: Message,
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { packId } }) => {
    await archivePack(ctx, packId);
    return { message: "Pack archived" };
  },
});

export const PACK_ROUTES: readonly Route[] = [
  createRoute,
  listRoute,
  getRoute,
  updateRoute,
  deleteRoute,
].flat();
