/** How credits that a tier gives live, in the words of a plan's grant. */
import * as z from "zod";
import {
  EXPIRATION_KINDS,
  EXPIRATION_UNITS,
  GRANT_CATEGORIES,
  type GrantLifeFields,
  GrantLifeInput,
} from "@/lib/catalog/schema/grant-life";
import { FeatureId, idText } from "@/lib/ids";
import { RolloverFields } from "./grant-body";

/** The keys, for a body's shape. */
export const LifeFields = {
  expiration_type: z.enum(EXPIRATION_KINDS).exclude(["TRIAL"]).nullish(),
  expiration_duration: z.int().min(1).max(3660).nullish(),
  expiration_duration_unit: z.enum(EXPIRATION_UNITS).nullish(),
  priority: GrantLifeInput.shape.priority.unwrap().nullish(),
  category: z.enum(GRANT_CATEGORIES).nullish(),
  rollover: RolloverFields.nullish(),
  prorated: z.boolean().nullish(),
  feature_ids: z.array(FeatureId).max(50).nullish(),
};

type LifeBody = z.output<z.ZodObject<typeof LifeFields>>;

export const lifeOf = (body: LifeBody): GrantLifeFields => ({
  ...(body.expiration_type && { expirationKind: body.expiration_type }),
  expirationDuration: body.expiration_duration ?? null,
  expirationUnit: body.expiration_duration_unit ?? null,
  ...(body.priority != null && { priority: body.priority }),
  ...(body.category && { category: body.category }),
  ...(body.rollover && { rollover: body.rollover }),
  isProrated: body.prorated ?? false,
  featureIds: (body.feature_ids ?? []).map((id) => idText("feat", id)),
});
