/** What running subscriptions pay by the month, by plan and add-on. */
import type { Catalog } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { Row } from "@/lib/db/tx";
import { idFromRow, idText, type PlanVersionId } from "@/lib/ids";
import { moneyText } from "@/lib/money/money";
import { addOnTerms } from "@/lib/subscription/rules/add-ons";
import { addOnsAt, choicesFromJson } from "@/lib/subscription/rules/choices";
import { recurringAmount } from "@/lib/subscription/rules/start";
import { termsOf } from "@/lib/subscription/rules/terms";
import type { Cadence } from "@/lib/time/period";
import { type RecurringFee, revenueByPlan } from "../rules/recurring-revenue";
import type { RevenueByPlan } from "../schema/recurring-revenue";

/**
 * With pieces, tiers and terms of their own as they hold now, or at the time of their customer's
 * clock. A trial pays nothing yet, a pause nothing for now; what was cancelled pays to its end.
 */
export async function findRecurringRevenue(ctx: Context): Promise<RevenueByPlan> {
  const [rows, catalog] = await Promise.all([
    readSql(
      `SELECT subscription.plan_version_id, subscription.billing_period::text AS length,
         subscription.billing_period_count AS count, subscription.choices, now.at,
         count(*)::int AS subscriptions
       FROM subscription JOIN customer ON customer.id = subscription.customer_id
         LEFT JOIN test_clock ON test_clock.id = customer.test_clock_id
         CROSS JOIN LATERAL (SELECT coalesce(test_clock.now_at, $2::timestamptz) AS at) AS now
       WHERE subscription.organization_id = $1::uuid
         AND subscription.status IN ('ACTIVE', 'PAST_DUE', 'CANCELLED')
         AND subscription.started_at <= now.at
         AND (subscription.ends_at IS NULL OR subscription.ends_at > now.at)
         AND (subscription.trial_ends_at IS NULL OR subscription.trial_ends_at <= now.at)
       GROUP BY 1, 2, 3, 4, 5`,
      [ctx.organizationId, ctx.at],
    ),
    loadCatalog({ sql: readSql }, ctx.organizationId),
  ]);
  const revenue = revenueByPlan(rows.flatMap((row) => feesOf(catalog, row)));
  return Object.fromEntries(
    [...revenue].map(([planId, told]) => [
      idText("plan", planId),
      told.map(({ currency, monthly, permille }) => ({
        ...{ currency, monthly: moneyText(monthly) },
        share: (permille / 10).toFixed(1),
      })),
    ]),
  );
}

/** What subscriptions that chose alike pay for their plan, and for each of their add-ons. */
function feesOf({ planVersions }: Catalog, row: Row): readonly RecurringFee[] {
  const at = row.at as Date;
  const choices = choicesFromJson(row.choices);
  const planVersionId = idFromRow<PlanVersionId>(row.plan_version_id);
  // Add-ons are told by themselves.
  const { addOnsBefore: _, ...alone } = { ...choices, addOns: [] };
  const plan = termsOf({ planVersions }, { planVersionId, choices: alone }, at);
  if (!plan) throw new RangeError(`no plan version ${planVersionId}`);
  const cadence = { length: row.length, count: Number(row.count) } as Cadence;
  const shared = { cadence, subscriptions: Number(row.subscriptions) };
  const addOns = addOnsAt(choices, at).flatMap((choice) => {
    const version = planVersions.get(choice.planVersionId);
    if (!version) return [];
    const amount = recurringAmount(addOnTerms(version, choice), cadence.length);
    return [{ planId: version.planId, currency: version.currency, amount, ...shared }];
  });
  const amount = recurringAmount(plan, cadence.length);
  return [{ planId: plan.planId, currency: plan.currency, amount, ...shared }, ...addOns];
}
