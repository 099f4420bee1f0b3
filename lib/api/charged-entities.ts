/** Was a customer charged for one of what a feature charges once? */
import * as z from "zod";
import { FeatureId } from "@/lib/ids";
import { findChargedEntity } from "@/lib/usage/reads/charged-entity";
import { ChargedEntityQuery, ChargedEntityView } from "@/lib/usage/schema/charged-entity";
import { snake, snakeSchema } from "./dialect/snake";
import { type Route, route } from "./route";

const { externalCustomerId, entity } = ChargedEntityQuery.shape;

const chargedEntityRoute = route({
  method: "get",
  path: "/features/{featureId}/charged-entities",
  scope: "usage:read",
  summary: "Look up when, and by which event, a customer was charged for one entity",
  params: z.object({ featureId: FeatureId }),
  query: z.object({ external_customer_id: externalCustomerId, entity }),
  reply: snakeSchema(ChargedEntityView),
  status: 200,
  refusals: ["validation_error", "not_found", "invalid_state"],
  run: async (ctx, { params: { featureId }, query }) =>
    snake(
      await findChargedEntity(ctx, featureId, {
        externalCustomerId: query.external_customer_id,
        entity: query.entity,
      }),
    ),
});

export const CHARGED_ENTITY_ROUTES: readonly Route[] = chargedEntityRoute;
