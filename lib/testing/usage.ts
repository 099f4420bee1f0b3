/** Features and events, for tests. */
import { randomUUID } from "node:crypto";
import { type Aggregation, FeatureInput } from "@/lib/catalog/schema/feature";
import { type PlanDraftFields, PlanDraftInput, PlanInput } from "@/lib/catalog/schema/plan";
import { createFeature } from "@/lib/catalog/writes/create-feature";
import { createPlan } from "@/lib/catalog/writes/create-plan";
import { publishPlan } from "@/lib/catalog/writes/publish-plan";
import { updateDraft } from "@/lib/catalog/writes/update-draft";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { readSql } from "@/lib/db/transact";
import {
  type CustomerId,
  type FeatureId,
  FeatureId as FeatureIdText,
  idText,
  type PlanId,
  PlanId as PlanIdText,
} from "@/lib/ids";
import { StartInput } from "@/lib/subscription/schema";
import { startSubscription } from "@/lib/subscription/writes/start-subscription";
import type { EventFields } from "@/lib/usage/schema/event";
import { anAccount } from "./wallets";

export type FeatureOptions = {
  readonly key?: string;
  readonly eventName?: string;
  /** Null: no price. */
  readonly cost?: string | null;
  /** The property that SUM adds up; none: each event counts one. */
  readonly sumOf?: string;
  /** Any other way to count, of this property. */
  readonly counts?: { readonly aggregation: Aggregation; readonly property: string };
  readonly filters?: { property: string; values: string[] }[];
  /** Whether a sum takes values below zero. */
  readonly allowsReturns?: boolean;
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
        ...options.counts,
        filters: options.filters ?? [],
      },
      creditsPerUnit: options.cost === undefined ? "5" : options.cost,
      ...(options.allowsReturns && { allowsReturns: true }),
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

/** A published plan; whatever the draft does not say costs 10 USD a month and gives nothing. */
export async function aPlan(ctx: Context, draft: Partial<PlanDraftFields> = {}): Promise<PlanId> {
  const key = `plan-${randomUUID()}`;
  const plan = await createPlan(ctx, PlanInput.parse({ name: key, key }));
  const id = PlanIdText.parse(plan.id);
  const fee = { kind: "RECURRING", name: "Fee", amount: "10" } as const;
  await updateDraft(ctx, id, PlanDraftInput.parse({ currency: "USD", charges: [fee], ...draft }));
  await publishPlan(ctx, id);
  return id;
}

/** Starts the plan for the customer, at the context's own time. */
export const subscribe = (ctx: Context, customerId: CustomerId, planId: PlanId) =>
  startSubscription(
    ctx,
    StartInput.parse({ customerId: idText("cus", customerId), planId: idText("plan", planId) }),
  );

/** The entitlement of a feature, as a draft lists it. */
export const entitles = (
  featureId: FeatureId,
  over: Partial<NonNullable<PlanDraftFields["entitlements"]>[number]> = {},
) => ({ featureId: idText("feat", featureId), ...over });

/** A customer whose wallet holds these grants, with the name that events give it. */
export async function aPayer(ctx: Context, grants: string[]) {
  const { customerId, walletId } = await anAccount(ctx, grants);
  return { customerId, walletId, externalId: await externalIdOf(customerId) };
}

export const figuresOf = async (customerId: CustomerId) => {
  const [row] = await readSql(
    `SELECT sum(available)::text AS available, sum(overage)::text AS overage
     FROM wallet WHERE customer_id = $1::uuid`,
    [customerId],
  );
  return { available: Number(row?.available), overage: Number(row?.overage) };
};

/** Three ways to the same figure: what events, roll-ups and the ledger say was used. */
export const usageTotalsOf = async (customerId: CustomerId) => {
  const [row] = await readSql(
    `SELECT
       (SELECT coalesce(sum(credits - credits_back), 0)::float FROM usage_event WHERE customer_id = $1::uuid) AS events,
       (SELECT coalesce(sum(credits), 0)::float FROM usage_day WHERE customer_id = $1::uuid) AS days,
       (SELECT coalesce(sum(credits), 0)::float FROM usage_hour WHERE customer_id = $1::uuid) AS hours,
       (SELECT coalesce(sum(CASE kind WHEN 'debit' THEN amount ELSE -amount END), 0)::float
          FROM ledger_transaction WHERE customer_id = $1::uuid
            AND (kind = 'debit' OR kind = 'reverse' AND cause_kind = 'usage')) AS ledger`,
    [customerId],
  );
  return row;
};
