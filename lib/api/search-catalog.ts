/** Features and plans found by the dialect's search. */
import * as z from "zod";
import {
  FEATURE_FIELDS,
  PLAN_FIELDS,
  searchFeatures,
  searchPlans,
} from "@/lib/catalog/reads/search";
import { FeatureId, PlanId, parseId } from "@/lib/ids";
import { FeatureDialect, featureDialect } from "./dialect/feature";
import { PlanDialect, planRowDialect } from "./dialect/plan";
import { listOf } from "./fields";
import { type Route, route } from "./route";
import {
  ARCHIVAL,
  ArchivalStatus,
  foundList,
  oneOf,
  SearchKeys,
  searchOf,
  wordsOf,
} from "./search";

export const MeterId = z.string().transform((text, issue): string => {
  const id = parseId("mtr", text);
  if (id === undefined)
    issue.addIssue({ code: "custom", message: "A meter's id starts with mtr_" });
  return id ?? "";
});

const TYPES = { metered: ["METERED"], boolean: ["BOOLEAN"], static: ["STATIC"] };

const FEATURES = {
  id: { field: FEATURE_FIELDS.id, id: FeatureId },
  meter_id: { field: FEATURE_FIELDS.meterId, id: MeterId },
  lookup_key: { field: FEATURE_FIELDS.key },
  name: { field: FEATURE_FIELDS.name },
  type: { field: FEATURE_FIELDS.type, words: TYPES },
  status: { field: FEATURE_FIELDS.status, words: ARCHIVAL },
  created_at: { field: FEATURE_FIELDS.createdAt },
  updated_at: { field: FEATURE_FIELDS.updatedAt },
};

const Key = z.string().max(200);

const searchFeaturesRoute = route({
  method: "post",
  path: "/features/search",
  scope: "catalog:read",
  summary: "Search features by filters, in any order",
  body: z.strictObject({
    ...SearchKeys,
    feature_ids: z.array(FeatureId).max(1000).nullish(),
    meter_ids: z.array(MeterId).max(1000).nullish(),
    lookup_key: Key.nullish(),
    lookup_keys: z.array(Key).max(1000).nullish(),
    name_contains: Key.nullish(),
    status: ArchivalStatus,
  }),
  reply: listOf(FeatureDialect),
  status: 200,
  refusals: ["validation_error"],
  run: async (ctx, { body }) => {
    const { name_contains: part } = body;
    const search = searchOf(body, FEATURES, [
      oneOf(FEATURE_FIELDS.id, body.feature_ids),
      oneOf(FEATURE_FIELDS.meterId, body.meter_ids),
      oneOf(FEATURE_FIELDS.key, body.lookup_key),
      oneOf(FEATURE_FIELDS.key, body.lookup_keys),
      part ? { field: FEATURE_FIELDS.name, operator: "contains", value: part } : undefined,
      wordsOf(FEATURES.status, body.status),
    ]);
    const found = await searchFeatures(ctx, search);
    return foundList(found, search, (view) => featureDialect(ctx, view));
  },
});

const PLANS = {
  id: { field: PLAN_FIELDS.id, id: PlanId },
  lookup_key: { field: PLAN_FIELDS.key },
  name: { field: PLAN_FIELDS.name },
  status: { field: PLAN_FIELDS.status, words: ARCHIVAL },
  created_at: { field: PLAN_FIELDS.createdAt },
  updated_at: { field: PLAN_FIELDS.updatedAt },
};

const searchPlansRoute = route({
  method: "post",
  path: "/plans/search",
  scope: "catalog:read",
  summary: "Search plans by filters, in any order",
  body: z.strictObject({
    ...SearchKeys,
    plan_ids: z.array(PlanId).max(1000).nullish(),
    lookup_key: Key.nullish(),
    status: ArchivalStatus,
  }),
  reply: listOf(PlanDialect),
  status: 200,
  refusals: ["validation_error"],
  run: async (ctx, { body }) => {
    const search = searchOf(body, PLANS, [
      oneOf(PLAN_FIELDS.id, body.plan_ids),
      oneOf(PLAN_FIELDS.key, body.lookup_key),
      wordsOf(PLANS.status, body.status),
    ]);
    const found = await searchPlans(ctx, search);
    return foundList(found, search, (row) => planRowDialect(ctx, row));
  },
});

export const SEARCH_CATALOG_ROUTES: readonly Route[] = [
  searchFeaturesRoute,
  searchPlansRoute,
].flat();
