/** Credits that come again and again to a wallet. */
import * as z from "zod";
import type { RefillView } from "@/lib/ledger/schema/refill";
import { AmountText } from "../amounts";
import { RECURRENCE_WORDS, recurrenceName } from "./periods";

export const RefillDialect = z
  .object({
    id: z.string(),
    wallet_id: z.string(),
    name: z.string(),
    amount: AmountText,
    grant_type: z.enum(["prepaid", "promotional", "committed"]),
    priority: z.int(),
    feature_ids: z.array(z.string()),
    cost_total: AmountText,
    currency: z.string(),
    period: z.enum(RECURRENCE_WORDS),
    period_count: z.int(),
    credit_grant_anchor: z.string(),
    timezone: z.string(),
    refill_status: z.enum(["active", "stopped", "ended"]),
    /** When the next grant comes; null: none does. */
    next_at: z.string().nullable(),
    end_date: z.string().nullable(),
    stopped_at: z.string().nullable(),
    rollover: z
      .object({
        mode: z.enum(["all", "cap", "percent"]),
        cap: AmountText.nullable(),
        percent: AmountText.nullable(),
        periods: z.int(),
      })
      .nullable(),
    on_reset: z.object({ min: AmountText, max: AmountText }).nullable(),
    first_grant_id: z.string(),
    created_at: z.string(),
  })
  .meta({ id: "Refill" });
export type RefillDialect = z.infer<typeof RefillDialect>;

const TYPES = { PREPAID: "prepaid", PROMOTIONAL: "promotional", COMMITTED: "committed" } as const;

export const refillDialect = (refill: RefillView): RefillDialect => ({
  id: refill.id,
  wallet_id: refill.walletId,
  name: refill.name,
  amount: refill.amount,
  grant_type: TYPES[refill.category],
  priority: refill.priority,
  feature_ids: refill.featureIds,
  cost_total: refill.costTotal,
  currency: refill.currency,
  period: recurrenceName(refill.period),
  period_count: refill.periodCount,
  credit_grant_anchor: refill.anchorAt,
  timezone: refill.zone,
  refill_status: refill.status,
  next_at: refill.nextAt,
  end_date: refill.endsAt,
  stopped_at: refill.stoppedAt,
  rollover: refill.rollover,
  on_reset: refill.onReset,
  first_grant_id: refill.firstGrantId,
  created_at: refill.createdAt,
});
