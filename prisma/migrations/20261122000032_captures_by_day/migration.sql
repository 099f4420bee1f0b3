-- The overview's cards: what was captured of holds, by day.
CREATE INDEX "ledger_transaction_captures" ON "ledger_transaction" ("organization_id", "effective_at")
  WHERE "kind" = 'capture';
