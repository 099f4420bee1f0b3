/** When subscriptions were paused, beside their rows: what they then gave counts for nobody. */
import type { OpenSpan } from "@/lib/time/spans";

/** A column of a statement over `subscription`; null where it never was. */
export const PAUSES = `(SELECT jsonb_agg(jsonb_build_array(extract(epoch FROM paused_at) * 1000,
    extract(epoch FROM resumed_at) * 1000))
  FROM subscription_pause WHERE subscription_id = subscription.id) AS pauses`;

/** As milliseconds: read without a calendar. */
export const pausesFromRow = (value: unknown): readonly OpenSpan[] =>
  ((value ?? []) as readonly (readonly [number, number | null])[]).map(([start, end]) => ({
    start: new Date(start),
    end: end === null ? null : new Date(end),
  }));
