/** Features: what a plan can give, how its events are counted, and what a unit costs. */
import * as z from "zod";
import { findFeature, listCreditCosts, listFeatures } from "@/lib/catalog/reads/features";
import {
  CreditCostInput,
  FeatureChanges,
  FeatureInput,
  MeterFilter,
  MeterInput,
} from "@/lib/catalog/schema/feature";
import { keyOf } from "@/lib/catalog/schema/text";
import { addCreditCost } from "@/lib/catalog/writes/add-credit-cost";
import { archiveFeature } from "@/lib/catalog/writes/archive-feature";
import { createFeature } from "@/lib/catalog/writes/create-feature";
import { updateFeature } from "@/lib/catalog/writes/update-feature";
import { notFound } from "@/lib/errors";
import { FeatureId, idText } from "@/lib/ids";
import { CreditsOrZero, QuantityText } from "@/lib/money/schema";
import { Metadata } from "@/lib/text/schema";
import { amountText } from "./amounts";
import {
  CreditCostDialect,
  creditCostDialect,
  FeatureDialect,
  featureDialect,
} from "./dialect/feature";
import { InstantText, listOf, Message, PageQuery, wholeList } from "./fields";
import { pour } from "./pour";
import { type Route, route } from "./route";

const Params = z.object({ featureId: FeatureId });
const NAMES = { key: "lookup_key", creditUnit: "credit_unit", creditsPerUnit: "credits_per_unit" };

/** The dialect's words; SUM takes a multiplier under either name. */
const AGGREGATIONS = {
  COUNT: "COUNT",
  SUM: "SUM",
  SUM_WITH_MULTIPLIER: "SUM",
  MAX: "MAX",
  LATEST: "LATEST",
  COUNT_UNIQUE: "UNIQUE_COUNT",
  UNIQUE_COUNT: "UNIQUE_COUNT",
} as const;
const AGGREGATION_WORDS = Object.keys(AGGREGATIONS) as (keyof typeof AGGREGATIONS)[];

const MeterBody = z
  .strictObject({
    event_name: MeterInput.shape.eventName,
    aggregation: z
      .strictObject({
        type: z.enum(AGGREGATION_WORDS).default("COUNT"),
        field: z.string().max(100).nullish(),
        multiplier: amountText(QuantityText).nullish(),
      })
      .prefault({}),
    filters: z
      .array(z.strictObject({ key: MeterFilter.shape.property, values: MeterFilter.shape.values }))
      .max(20)
      .default([]),
    // Sent by clients of the dialect: the feature names the meter, and entitlements reset.
    name: z.unknown().optional(),
    reset_usage: z.unknown().optional(),
  })
  .transform((meter) => ({
    eventName: meter.event_name,
    aggregation: AGGREGATIONS[meter.aggregation.type],
    property: meter.aggregation.field ?? "",
    ...(meter.aggregation.multiplier && { multiplier: meter.aggregation.multiplier }),
    filters: meter.filters.map(({ key, values }) => ({ property: key, values })),
  }));

const CreateBody = z
  .strictObject({
    name: FeatureInput.shape.name,
    lookup_key: FeatureInput.shape.key.nullish(),
    description: z.string().nullish(),
    type: z.enum(["metered", "boolean", "static"]).default("metered"),
    credit_unit: FeatureInput.shape.creditUnit.unwrap().nullish(),
    credits_per_unit: amountText(CreditsOrZero).nullish(),
    unit_singular: z.string().nullish(),
    unit_plural: z.string().nullish(),
    metadata: Metadata.nullish(),
    meter: MeterBody.nullish(),
    alert_settings: z.unknown().optional(),
  })
  .transform((body, issue) =>
    pour(
      FeatureInput,
      {
        name: body.name,
        key: body.lookup_key ?? keyOf(body.name),
        description: body.description ?? "",
        type: body.type.toUpperCase() as "METERED",
        unitSingular: body.unit_singular ?? "",
        unitPlural: body.unit_plural ?? "",
        metadata: body.metadata ?? {},
        meter: body.meter ?? null,
        creditsPerUnit: body.credits_per_unit ?? null,
        ...(body.credit_unit && { creditUnit: body.credit_unit }),
      },
      { issue, names: NAMES },
    ),
  );

const createFeatureRoute = route({
  method: "post",
  path: "/features",
  scope: "catalog:write",
  summary: "Create a feature, with its meter and its first credit cost",
  body: CreateBody,
  reply: FeatureDialect,
  status: 201,
  refusals: ["validation_error", "already_exists"],
  run: async (ctx, { body }) => featureDialect(ctx, await createFeature(ctx, body)),
});

const listFeaturesRoute = route({
  method: "get",
  path: "/features",
  scope: "catalog:read",
  summary: "List features, newest first",
  query: PageQuery.extend({ search: z.string().max(200).default("") }),
  reply: listOf(FeatureDialect),
  status: 200,
  refusals: ["validation_error"],
  run: async (ctx, { query }) => {
    const { limit, offset, search } = query;
    const page = await listFeatures(ctx, { limit, offset, search, type: null, status: null });
    return {
      items: page.items.map((view) => featureDialect(ctx, view)),
      pagination: { total: page.total, limit, offset },
      next_cursor: null,
    };
  },
});

const getFeatureRoute = route({
  method: "get",
  path: "/features/{featureId}",
  scope: "catalog:read",
  summary: "Get a feature",
  params: Params,
  reply: FeatureDialect,
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { featureId } }) => {
    const view = await findFeature(ctx, featureId);
    if (!view) throw notFound("feature", idText("feat", featureId));
    return featureDialect(ctx, view);
  },
});

const { name, description, unitSingular, unitPlural, metadata } = FeatureChanges.shape;

const updateFeatureRoute = route({
  method: "put",
  path: "/features/{featureId}",
  scope: "catalog:write",
  summary: "Change a feature's words; what it counts stays",
  params: Params,
  body: z
    .strictObject({
      name,
      description,
      unit_singular: unitSingular,
      unit_plural: unitPlural,
      metadata,
    })
    .transform(({ unit_singular, unit_plural, ...same }) => ({
      ...same,
      unitSingular: unit_singular,
      unitPlural: unit_plural,
    })),
  reply: FeatureDialect,
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { params: { featureId }, body }) =>
    featureDialect(ctx, await updateFeature(ctx, featureId, body)),
});

const deleteFeatureRoute = route({
  method: "delete",
  path: "/features/{featureId}",
  scope: "catalog:write",
  summary: "Archive a feature; refused while a live plan names it",
  params: Params,
  reply: Message,
  status: 200,
  refusals: ["not_found", "invalid_state"],
  run: async (ctx, { params: { featureId } }) => {
    await archiveFeature(ctx, featureId);
    return { message: "Feature archived" };
  },
});

const CostBody = z
  .strictObject({
    credits_per_unit: amountText(CreditsOrZero),
    credit_unit: CreditCostInput.shape.creditUnit.unwrap().nullish(),
    property: z.string().nullish(),
    values: z.array(z.string()).nullish(),
    effective_from: InstantText.nullish(),
  })
  .transform((body, issue) =>
    pour(
      CreditCostInput,
      {
        creditsPerUnit: body.credits_per_unit,
        ...(body.credit_unit && { creditUnit: body.credit_unit }),
        property: body.property ?? "",
        values: body.values ?? [],
        effectiveFrom: body.effective_from ?? null,
      },
      { issue },
    ),
  );

const addCreditCostRoute = route({
  method: "post",
  path: "/features/{featureId}/credit-costs",
  scope: "catalog:write",
  summary: "Add a version of what a unit costs, from a date on",
  params: Params,
  body: CostBody,
  reply: CreditCostDialect,
  status: 201,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { params: { featureId }, body }) =>
    creditCostDialect(idText("feat", featureId), await addCreditCost(ctx, featureId, body)),
});

const listCreditCostsRoute = route({
  method: "get",
  path: "/features/{featureId}/credit-costs",
  scope: "catalog:read",
  summary: "List every version of a feature's cost, latest first",
  params: Params,
  reply: listOf(CreditCostDialect),
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { featureId } }) => {
    const id = idText("feat", featureId);
    const costs = await listCreditCosts(ctx, featureId);
    if (!costs) throw notFound("feature", id);
    return wholeList(costs.map((cost) => creditCostDialect(id, cost)));
  },
});

export const FEATURE_ROUTES: readonly Route[] = [
  createFeatureRoute,
  listFeaturesRoute,
  getFeatureRoute,
  updateFeatureRoute,
  deleteFeatureRoute,
  addCreditCostRoute,
  listCreditCostsRoute,
].flat();
