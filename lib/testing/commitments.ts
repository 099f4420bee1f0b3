/** Plans with a commitment, and what closes have settled of it, for tests. */
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";
import { readSql } from "@/lib/db/transact";

type Draft = Partial<PlanDraftFields>;

export const committed = (over: object = {}): Draft => ({
  commitment: { amount: "100", period: "MONTHLY", ...over },
});

/** Each settled period in short, the first first. */
export const settled = ({ customerId }: { customerId: string }) =>
  readSql(
    `SELECT to_char(starts_at, 'MM-DD') || '/' || to_char(ends_at, 'MM-DD') AS period,
       trim_scale(agreed)::text AS agreed, trim_scale(brought)::text AS brought,
       trim_scale(drawn)::text AS drawn, trim_scale(late)::text AS late,
       trim_scale(asked)::text AS asked, trim_scale(missing)::text AS missing,
       trim_scale(amount)::text AS amount, is_rolled
     FROM subscription_commitment WHERE customer_id = $1::uuid ORDER BY starts_at`,
    [customerId],
  );
