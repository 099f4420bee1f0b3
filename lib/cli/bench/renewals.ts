/** A hundred thousand subscriptions that all fall due at one instant: each gets its credits and its invoice. */
import { PlanDraftInput, PlanInput } from "@/lib/catalog/schema/plan";
import { createPlan } from "@/lib/catalog/writes/create-plan";
import { publishPlan } from "@/lib/catalog/writes/publish-plan";
import { updateDraft } from "@/lib/catalog/writes/update-draft";
import { PlanId } from "@/lib/ids";
import { renewSubscriptions } from "@/lib/subscription/writes/renew-subscriptions";
import { step } from "../progress";
import { measureL } from "./baseline";
import { type BenchDatabase, runStatements } from "./database";
import type { Measured } from "./measure";
import type { Row } from "./row";
import { makeShop, type Shop } from "./wallets";

const DAY_MS = 86_400_000;

/** As a start a month ago left them: in their first period, whose credits were given. */
const SUBSCRIBE = `WITH plans AS (
    SELECT plan.id AS plan_id, product_id, plan_version.id AS version_id, plan_grant.id AS grant_id
    FROM plan JOIN plan_version ON plan_version.plan_id = plan.id
    JOIN plan_grant ON plan_grant.plan_version_id = plan_version.id WHERE plan.id = $1::uuid
  ), subscriptions AS (
    INSERT INTO subscription (id, organization_id, customer_id, plan_id, plan_version_id, product_id,
      status, currency, billing_period, billing_cycle, zone, anchor_at, started_at,
      current_period_start, current_period_end, next_due_at, created_at, updated_at)
    SELECT uuidv7(), customer.organization_id, customer.id, plan_id, version_id, product_id,
      'ACTIVE', 'USD', 'MONTHLY', 'ANNIVERSARY', 'UTC', $2::timestamptz, $2::timestamptz,
      $2::timestamptz, $3::timestamptz, $3::timestamptz, $2::timestamptz, $2::timestamptz
    FROM customer JOIN plans ON true
    WHERE customer.organization_id = (SELECT organization_id FROM plan WHERE id = $1::uuid)
    RETURNING id, organization_id, customer_id
  ) INSERT INTO subscription_grant (id, organization_id, customer_id, subscription_id, plan_grant_id,
      anchor_at, issued, next_at)
    SELECT uuidv7(), organization_id, customer_id, subscriptions.id, grant_id, $2::timestamptz, 1,
      $3::timestamptz FROM subscriptions JOIN plans ON true`;

const START = { year: new Date().getUTCFullYear() - 2, month: 0, day: 15 };

/** When the period of an index begins; the one before it closes. */
export const dueAt = (index: number) =>
  new Date(Date.UTC(START.year, START.month + index, START.day));

/** An organization of customers who all started one plan at one instant. */
export async function makeSubscribers(url: string, slug: string, count: number): Promise<Shop> {
  const shop = await makeShop(count, { slug, grants: 0 });
  const planId = await aPlan(shop);
  const times = [dueAt(0).toISOString(), dueAt(1).toISOString()];
  await runStatements(url, [[SUBSCRIBE, [planId, ...times]], ["VACUUM (ANALYZE)"]]);
  return shop;
}

/** Each run is of the next month: all are due again, and the credits of the one before lapse. */
export async function renewalsRow(
  { url, pid }: BenchDatabase,
  subscriptions: number,
): Promise<Row> {
  const title = `${subscriptions.toLocaleString("en-US")} subscriptions`;
  await step(title, () => makeSubscribers(url, "bench-renewals", subscriptions));
  let month = 0;
  const renewAll = async (): Promise<Measured> => {
    month += 1;
    const startedMs = performance.now();
    const { steps, failed } = await renewSubscriptions(new Date(dueAt(month).getTime() + DAY_MS));
    const tookMs = performance.now() - startedMs;
    if (steps !== subscriptions || failed.length > 0) throw new Error(`${steps} were renewed`);
    return { perSecond: (1000 * steps) / tookMs, p50Ms: tookMs, p99Ms: tookMs, calls: steps };
  };
  return {
    path: `renewals, ${subscriptions.toLocaleString("en-US")} due, each a grant and an invoice`,
    beside: "L",
    goal: { perSecond: 5_000 },
    processes: { app: process.pid, database: pid },
    baseline: (seconds) => measureL(url, seconds),
    measured: renewAll,
  };
}

async function aPlan({ ctx }: Shop): Promise<PlanId> {
  const { id } = await createPlan(ctx, PlanInput.parse({ name: "Monthly", key: "monthly" }));
  const planId = PlanId.parse(id);
  await updateDraft(
    ctx,
    planId,
    PlanDraftInput.parse({
      currency: "USD",
      charges: [{ kind: "RECURRING", name: "Fee", amount: "20", period: "MONTHLY" }],
      grants: [
        {
          ...{ name: "Monthly credits", credits: "100", period: "MONTHLY" },
          expirationKind: "GRANT_PERIOD",
        },
      ],
    }),
  );
  await publishPlan(ctx, planId);
  return planId;
}
