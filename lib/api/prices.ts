/** What a plan charges, in money or in credits; added to its draft. */
import * as z from "zod";
import { findPlan, findPlanOfPart } from "@/lib/catalog/reads/plans";
import type { ChargeView } from "@/lib/catalog/schema/charge";
import { addCharge, removeFromDraft } from "@/lib/catalog/writes/add-to-draft";
import type { Context } from "@/lib/context";
import { invalidField, notFound } from "@/lib/errors";
import { ChargeId, type FeatureId, idText, type PlanId, parseId } from "@/lib/ids";
import { catalogOf } from "./catalog-of";
import { PriceDialect, priceDialect } from "./dialect/price";
import { inPartWords } from "./draft-words";
import { Message } from "./fields";
import { chargeOf, PRICE_NAMES, PriceBody, type PriceFields } from "./price-body";
import { type Route, route } from "./route";
import { planNamed } from "./which-plan";

const Params = z.object({ priceId: ChargeId });

const createPriceRoute = route({
  method: "post",
  path: "/prices",
  scope: "catalog:write",
  summary: "Add a price to a plan's draft",
  body: PriceBody,
  reply: PriceDialect,
  status: 201,
  refusals: ["validation_error", "not_found", "invalid_state"],
  run: async (ctx, { body }) => {
    const planId = planNamed(body);
    await refuseOtherCurrency(ctx, planId, body.currency);
    const charge = chargeOf(body, await featureOf(ctx, body));
    const added = await addCharge(ctx, planId, charge).catch(inPartWords(PRICE_NAMES));
    const price = priceDialect(ctx, idText("plan", planId), added);
    return { ...price, entity_type: body.entity_type ?? price.entity_type };
  },
});

/** A version has one currency; the dialect names it at each price. */
async function refuseOtherCurrency(
  ctx: Context,
  planId: PlanId,
  currency: string | null | undefined,
): Promise<void> {
  const plan = await findPlan(ctx, planId);
  if (!plan) throw notFound("plan", idText("plan", planId));
  const own = (plan.draft ?? plan.live)?.currency;
  if (!currency || !own || currency.toUpperCase() === own) return;
  throw invalidField("currency", `This plan's prices are in ${own}`);
}

/** The dialect names a feature by its meter. */
async function featureOf(ctx: Context, body: PriceFields): Promise<FeatureId | undefined> {
  if (body.feature_id || !body.meter_id) return body.feature_id ?? undefined;
  const meterId = parseId("mtr", body.meter_id);
  const catalog = await catalogOf(ctx);
  const feature = [...catalog.features.values()].find(({ meter }) => meter?.id === meterId);
  if (!feature) throw invalidField("meter_id", "No such meter");
  return feature.id;
}

const getPriceRoute = route({
  method: "get",
  path: "/prices/{priceId}",
  scope: "catalog:read",
  summary: "Get a price",
  params: Params,
  reply: PriceDialect,
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { priceId } }) => {
    const { planId, charge } = await priceNamed(ctx, priceId);
    return priceDialect(ctx, idText("plan", planId), charge);
  },
});

export async function priceNamed(
  ctx: Context,
  priceId: ChargeId,
): Promise<{ planId: PlanId; charge: ChargeView }> {
  const id = idText("price", priceId);
  const planId = await findPlanOfPart(ctx, priceId);
  const plan = planId && (await findPlan(ctx, planId));
  const charges = [...(plan?.live?.charges ?? []), ...(plan?.draft?.charges ?? [])];
  const charge = charges.find((candidate) => candidate.id === id);
  if (!planId || !charge) throw notFound("price", id);
  return { planId, charge };
}

const deletePriceRoute = route({
  method: "delete",
  path: "/prices/{priceId}",
  scope: "catalog:write",
  summary: "Take a price out of a plan's draft",
  params: Params,
  reply: Message,
  status: 200,
  refusals: ["not_found", "invalid_state"],
  run: async (ctx, { params: { priceId } }) => {
    const { planId } = await priceNamed(ctx, priceId);
    await removeFromDraft(ctx, planId, priceId);
    return { message: "Price removed from the draft" };
  },
});

export const PRICE_ROUTES: readonly Route[] = [
  createPriceRoute,
  getPriceRoute,
  deletePriceRoute,
].flat();
