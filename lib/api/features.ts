/** Features: what a plan can give, how its events are counted, and what a unit costs. */
import * as z from "zod";
import { findFeature, listFeatures } from "@/lib/catalog/reads/features";
import { archiveFeature } from "@/lib/catalog/writes/archive-feature";
import { createFeature } from "@/lib/catalog/writes/create-feature";
import { updateFeature } from "@/lib/catalog/writes/update-feature";
import { notFound } from "@/lib/errors";
import { FeatureId, idText } from "@/lib/ids";
import { FeatureDialect, featureDialect } from "./dialect/feature";
import { CreateFeatureBody, UpdateFeatureBody } from "./feature-body";
import { listOf, Message, PageQuery } from "./fields";
import { type Route, route } from "./route";

const Params = z.object({ featureId: FeatureId });

const createFeatureRoute = route({
  method: "post",
  path: "/features",
  scope: "catalog:write",
  summary: "Create a feature, with its meter and its first credit cost",
  body: CreateFeatureBody,
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

const updateFeatureRoute = route({
  method: "put",
  path: "/features/{featureId}",
  scope: "catalog:write",
  summary: "Change a feature's words, and how it charges while nothing was counted",
  params: Params,
  body: UpdateFeatureBody,
  reply: FeatureDialect,
  status: 200,
  refusals: ["validation_error", "not_found", "invalid_state"],
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

export const FEATURE_ROUTES: readonly Route[] = [
  createFeatureRoute,
  listFeaturesRoute,
  getFeatureRoute,
  updateFeatureRoute,
  deleteFeatureRoute,
].flat();
