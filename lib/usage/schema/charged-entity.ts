import * as z from "zod";
import { named } from "./text";

/** Was this entity charged for, and by which event? */
export const ChargedEntityQuery = z.object({
  externalCustomerId: named(255),
  entity: named(1_000),
});
export type ChargedEntityQuery = z.output<typeof ChargedEntityQuery>;

export const EntityChargeView = z.object({
  /** Null: for all members of the customer. */
  member: z.string().nullable(),
  chargedAt: z.iso.datetime(),
  /** When other uses are charged again; null: never, or with the next billing period. */
  until: z.iso.datetime().nullable(),
  /** What was charged for it. */
  credits: z.string(),
  /** The event's own id, and Florin's. */
  eventId: z.string().nullable(),
  eventRef: z.string(),
});
export type EntityChargeView = z.infer<typeof EntityChargeView>;

export const ChargedEntityView = z.object({
  featureId: z.string(),
  externalCustomerId: z.string(),
  entity: z.string(),
  isCharged: z.boolean(),
  /** The latest first, at most 100. */
  charges: z.array(EntityChargeView),
});
export type ChargedEntityView = z.infer<typeof ChargedEntityView>;
