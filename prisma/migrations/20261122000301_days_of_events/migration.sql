-- Days hold what events took, and nothing else: a debit by hand pays for no sum of its own.
DELETE FROM "ledger_day" WHERE NOT "by_events";
ALTER TABLE "ledger_day" DROP CONSTRAINT "ledger_day_pkey";
ALTER TABLE "ledger_day" DROP COLUMN "by_events", DROP COLUMN "feature_id", DROP COLUMN "member";
ALTER TABLE "ledger_day" ADD CONSTRAINT "ledger_day_pkey" PRIMARY KEY ("customer_id", "day");

-- A customer's ledger, newest first; and which of it was booked by hand, told by the index alone.
DROP INDEX "ledger_transaction_customer_id_recorded_at_id_idx";
CREATE INDEX "ledger_transaction_customer" ON "ledger_transaction" ("customer_id", "recorded_at", "id")
  INCLUDE ("effective_at", "cause_kind");
-- An index tells by itself only of rows that a vacuum has seen.
ALTER TABLE "ledger_transaction" SET (autovacuum_vacuum_insert_scale_factor = 0.02);
