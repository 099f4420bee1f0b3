/** What the dashboard's list of subscriptions is narrowed by, and what is done to all of it. */
import type { Context } from "@/lib/context";
import { containing } from "@/lib/db/like";
import type { SubscriptionRowQuery } from "../schema/rows";

/** Whether it has a term of its own in the current period, or one is to come. */
export const HAS_OVERRIDES = `jsonb_path_exists(subscription.choices,
  '$.overrides[*] ? (@.until == null || @.until > $start)', jsonb_build_object('start',
    to_char(subscription.current_period_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))`;
const LOCAL = (instant: string) => `(${instant} AT TIME ZONE subscription.zone)::date`;

/** By the parameters of `rowFilterOf`. */
export const ROW_FILTER = `subscription.organization_id = $1::uuid
  AND ($2::text IS NULL OR lower(customer.name || ' ' || customer.external_id || ' ' ||
    plan.name) LIKE $2::text)
  AND ($3::text IS NULL OR subscription.status::text = $3::text)
  AND ($4::uuid IS NULL OR subscription.plan_id = $4::uuid OR EXISTS (
    SELECT FROM jsonb_array_elements(subscription.choices -> 'addOns') AS sold
      JOIN plan_version AS of_add_on ON of_add_on.id = (sold ->> 'planVersionId')::uuid
    WHERE of_add_on.plan_id = $4::uuid))
  AND ($5::text IS NULL OR subscription.billing_period::text = $5::text)
  AND ($6::boolean IS NULL OR (${HAS_OVERRIDES}) = $6::boolean)
  AND ($7::date IS NULL OR subscription.ends_at IS NULL
    AND ${LOCAL("subscription.current_period_end")} >= $7::date)
  AND ($8::date IS NULL OR subscription.ends_at IS NULL
    AND ${LOCAL("subscription.current_period_end")} <= $8::date)
  AND ($9::date IS NULL OR ${LOCAL("subscription.started_at")} >= $9::date)
  AND ($10::date IS NULL OR ${LOCAL("subscription.started_at")} <= $10::date)
  AND ($11::uuid IS NULL OR subscription.customer_id = $11::uuid)`;
export const ROW_TABLES = `subscription JOIN customer ON customer.id = subscription.customer_id
  JOIN plan ON plan.id = subscription.plan_id`;

export const rowFilterOf = (
  { organizationId }: Pick<Context, "organizationId">,
  query: SubscriptionRowQuery,
) => [
  organizationId,
  query.search ? containing(query.search) : null,
  query.status,
  query.planId,
  query.billingPeriod,
  query.hasOverrides,
  query.renewsFrom,
  query.renewsUntil,
  query.startedFrom,
  query.startedUntil,
  query.customerId,
];
