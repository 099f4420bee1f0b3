-- What the ledger's entries consumed, less what they gave back, by day: a chart of use ties out with
-- these few rows instead of walking through all transactions of its range.
CREATE TABLE "ledger_day" (
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "by_events" BOOLEAN NOT NULL,
    "feature_id" UUID NOT NULL,
    "member" TEXT NOT NULL DEFAULT '',
    "credits" DECIMAL(38,9) NOT NULL,

    CONSTRAINT "ledger_day_pkey" PRIMARY KEY ("customer_id","day","by_events","feature_id","member")
);
-- Its figure is in no index, so that adding to it stays heap-only.
ALTER TABLE "ledger_day" SET (fillfactor = 70);

-- Nobody books between the look back and the end of this migration.
LOCK TABLE "ledger_entry" IN SHARE MODE;
INSERT INTO "ledger_day" (organization_id, customer_id, day, by_events, feature_id, member, credits)
  SELECT organization_id, customer_id, day, by_events,
    CASE WHEN by_events THEN '00000000-0000-0000-0000-000000000000' ELSE feature_id END AS feature_id,
    CASE WHEN by_events THEN '' ELSE member END AS member, sum(credits)
  FROM (
    SELECT t.organization_id, t.customer_id, (t.effective_at AT TIME ZONE customer.timezone)::date AS day,
      t.cause_kind IS NOT DISTINCT FROM 'usage' AS by_events, consumed.credits,
      coalesce(t.feature_id, reversed.feature_id, '00000000-0000-0000-0000-000000000000') AS feature_id,
      coalesce(t.member, reversed.member, '') AS member
    FROM (
      SELECT transaction_id,
        sum(CASE WHEN to_account = 'CONSUMED' THEN amount ELSE -amount END) AS credits
      FROM "ledger_entry" WHERE 'CONSUMED' IN (from_account, to_account)
      GROUP BY transaction_id) AS consumed
    JOIN "ledger_transaction" AS t ON t.id = consumed.transaction_id
    JOIN "customer" ON customer.id = t.customer_id
    LEFT JOIN "ledger_transaction" AS reversed ON reversed.id = t.reverses_id
    WHERE consumed.credits <> 0) AS booked
  GROUP BY 1, 2, 3, 4, 5, 6;
