/** Features and events, for tests. */
import { randomUUID } from "node:crypto";
import { FeatureInput } from "@/lib/catalog/schema/feature";
import { createFeature } from "@/lib/catalog/writes/create-feature";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import type { CustomerId, FeatureId } from "@/lib/ids";
import { FeatureId as FeatureIdText } from "@/lib/ids";
import type { EventFields } from "@/lib/usage/schema";

export type FeatureOptions = {
  readonly key?: string;
  readonly eventName?: string;
  /** Null: no price. */
  readonly cost?: string | null;
  /** The property that SUM adds up; none: each event counts one. */
  readonly sumOf?: string;
  readonly filters?: { property: string; values: string[] }[];
};

/** A metered feature, counting `contact_export` at 5 credits unless told otherwise. */
export async function aFeature(ctx: Context, options: FeatureOptions = {}): Promise<FeatureId> {
  const key = options.key ?? "contact_export";
  const { id } = await createFeature(
    ctx,
    FeatureInput.parse({
      name: key,
      key,
      type: "METERED",
      meter: {
        eventName: options.eventName ?? key,
        aggregation: options.sumOf ? "SUM" : "COUNT",
        property: options.sumOf ?? "",
        filters: options.filters ?? [],
      },
      creditsPerUnit: options.cost === undefined ? "5" : options.cost,
    }),
  );
  return FeatureIdText.parse(id);
}

/** How events name this customer. */
export async function externalIdOf(customerId: CustomerId): Promise<string> {
  const customer = await prisma().customer.findUniqueOrThrow({ where: { id: customerId } });
  return customer.externalId;
}

/** An event of `contact_export` with an id of its own. */
export const anEvent = (
  externalCustomerId: string,
  over: Partial<EventFields> = {},
): EventFields => ({
  eventName: "contact_export",
  externalCustomerId,
  eventId: `event-${randomUUID()}`,
  ...over,
});
