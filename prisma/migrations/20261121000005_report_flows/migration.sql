-- The overview's cards: what came in, lapsed or went back, by day. Debits and holds are the many, and
-- are left out, so posting one writes nothing here.
CREATE INDEX "ledger_entry_flow" ON "ledger_entry" ("organization_id", "effective_at")
  WHERE "from_account" <> 'AVAILABLE' OR "to_account" NOT IN ('CONSUMED', 'HELD');
-- Debits by hand, which have a reason; use by events has none and is summed by the roll-ups.
CREATE INDEX "ledger_transaction_by_hand" ON "ledger_transaction" ("organization_id", "effective_at")
  WHERE "reason_code" IS NOT NULL;
