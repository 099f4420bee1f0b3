/** A scheduled change as it comes along with its subscription's row: what takes its place, and when. */
import type { Row } from "@/lib/db/tx";
import { idFromRow, type PlanVersionId } from "@/lib/ids";
import type { PeriodLength } from "@/lib/time/period";
import type { ChangeMode } from "../rules/change-credit";
import { choicesFromJson } from "../rules/choices";
import type { AgreedChange } from "../rules/foresee-successor";
import type { BillingCycle } from "../rules/subscription";

/** At most one, by `subscription_change_scheduled`. */
export const COMING_TABLE = `LEFT JOIN subscription_change AS coming
  ON coming.subscription_id = subscription.id AND coming.status = 'SCHEDULED'`;

export const COMING_COLUMN = `CASE WHEN coming.id IS NOT NULL THEN jsonb_build_object(
  'plan_version_id', coming.plan_version_id, 'billing_period', coming.billing_period::text,
  'choices', coming.choices, 'mode', coming.mode, 'billing_cycle', coming.billing_cycle::text,
  'due_at', extract(epoch FROM coming.due_at) * 1000,
  'anchor_at', extract(epoch FROM coming.anchor_at) * 1000) END AS coming`;

export function comingFromJson(json: unknown): AgreedChange | undefined {
  if (json === null) return undefined;
  const { anchor_at: anchorAt, due_at: dueAt, ...row } = json as Row;
  return {
    planVersionId: idFromRow<PlanVersionId>(row.plan_version_id),
    billingPeriod: row.billing_period as PeriodLength,
    choices: choicesFromJson(row.choices),
    mode: row.mode as ChangeMode,
    dueAt: new Date(Number(dueAt)),
    anchor:
      anchorAt === null
        ? null
        : {
            anchorAt: new Date(Number(anchorAt)),
            billingCycle: row.billing_cycle as BillingCycle,
          },
  };
}
