/** What plans charge and allow, found by the dialect's search. */
import * as z from "zod";
import {
  CHARGE_FIELDS,
  ENTITLEMENT_FIELDS,
  searchCharges,
  searchEntitlements,
} from "@/lib/catalog/reads/search-parts";
import { ChargeId, EntitlementId, FeatureId, idText, PlanId } from "@/lib/ids";
import { EntitlementDialect, entitlementDialect } from "./dialect/entitlement";
import { PriceDialect, priceDialect } from "./dialect/price";
import { listOf } from "./fields";
import { type Route, route } from "./route";
import { foundList, oneOf, SearchKeys, searchOf, wordsOf } from "./search";
import { MeterId } from "./search-catalog";

const PRICES = {
  id: { field: CHARGE_FIELDS.id, id: ChargeId },
  plan_id: { field: CHARGE_FIELDS.planId, id: PlanId },
  feature_id: { field: CHARGE_FIELDS.featureId, id: FeatureId },
  meter_id: { field: CHARGE_FIELDS.meterId, id: MeterId },
  created_at: { field: CHARGE_FIELDS.createdAt },
};

const Plans = z.array(PlanId).max(1000).nullish();
const Common = {
  ...SearchKeys,
  plan_ids: Plans,
  entity_ids: Plans,
  entity_type: z.literal("PLAN", "Only plans").nullish(),
  status: z.literal("published").nullish(),
};

const searchPricesRoute = route({
  method: "post",
  path: "/prices/search",
  scope: "catalog:read",
  summary: "Search what plans charge now; of a plan that was never published, in its draft",
  body: z.strictObject({
    ...Common,
    price_ids: z.array(ChargeId).max(1000).nullish(),
    meter_ids: z.array(MeterId).max(1000).nullish(),
    // Prices here do not expire: a plan has those of its version.
    allow_expired_prices: z.unknown().optional(),
  }),
  reply: listOf(PriceDialect),
  status: 200,
  refusals: ["validation_error"],
  run: async (ctx, { body }) => {
    const search = searchOf(body, PRICES, [
      oneOf(CHARGE_FIELDS.planId, body.plan_ids),
      oneOf(CHARGE_FIELDS.planId, body.entity_ids),
      oneOf(CHARGE_FIELDS.id, body.price_ids),
      oneOf(CHARGE_FIELDS.meterId, body.meter_ids),
    ]);
    const found = await searchCharges(ctx, search);
    return foundList(found, search, ({ planId, view }) =>
      priceDialect(ctx, idText("plan", planId), view),
    );
  },
});

const ENTITLEMENTS = {
  id: { field: ENTITLEMENT_FIELDS.id, id: EntitlementId },
  plan_id: { field: ENTITLEMENT_FIELDS.planId, id: PlanId },
  feature_id: { field: ENTITLEMENT_FIELDS.featureId, id: FeatureId },
  created_at: { field: ENTITLEMENT_FIELDS.createdAt },
};
const ENABLED = {
  field: ENTITLEMENT_FIELDS.isEnabled,
  words: { true: ["true"], false: ["false"] },
};

const searchEntitlementsRoute = route({
  method: "post",
  path: "/entitlements/search",
  scope: "catalog:read",
  summary: "Search what plans allow now; of a plan that was never published, in its draft",
  body: z.strictObject({
    ...Common,
    feature_ids: z.array(FeatureId).max(1000).nullish(),
    is_enabled: z.boolean().nullish(),
  }),
  reply: listOf(EntitlementDialect),
  status: 200,
  refusals: ["validation_error"],
  run: async (ctx, { body }) => {
    const search = searchOf(body, ENTITLEMENTS, [
      oneOf(ENTITLEMENT_FIELDS.planId, body.plan_ids),
      oneOf(ENTITLEMENT_FIELDS.planId, body.entity_ids),
      oneOf(ENTITLEMENT_FIELDS.featureId, body.feature_ids),
      wordsOf(ENABLED, body.is_enabled?.toString()),
    ]);
    const found = await searchEntitlements(ctx, search);
    return foundList(found, search, ({ planId, view }) =>
      entitlementDialect(ctx, idText("plan", planId), view),
    );
  },
});

export const SEARCH_PLAN_PART_ROUTES: readonly Route[] = [
  searchPricesRoute,
  searchEntitlementsRoute,
].flat();
