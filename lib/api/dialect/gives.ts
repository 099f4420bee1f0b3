/** How the credits of a tier live. */
import * as z from "zod";
import {
  EXPIRATION_KINDS,
  EXPIRATION_UNITS,
  type GrantLifeView,
} from "@/lib/catalog/schema/grant-life";

export const GivesDialect = z.object({
  expiration_type: z.enum(EXPIRATION_KINDS),
  expiration_duration: z.int().nullable(),
  expiration_duration_unit: z.enum(EXPIRATION_UNITS).nullable(),
  priority: z.int(),
  category: z.string(),
  rollover: z.object({
    mode: z.string(),
    cap: z.string().nullable(),
    percent: z.int().nullable(),
    periods: z.int(),
  }),
  prorated: z.boolean(),
  feature_ids: z.array(z.string()),
});

export const givesDialect = (gives: GrantLifeView): z.output<typeof GivesDialect> => ({
  expiration_type: gives.expirationKind,
  expiration_duration: gives.expirationDuration,
  expiration_duration_unit: gives.expirationUnit,
  priority: gives.priority,
  category: gives.category,
  rollover: gives.rollover,
  prorated: gives.isProrated,
  feature_ids: gives.featureIds,
});
