-- What Prisma cannot say of the ledger: no credit is lost, nothing goes below zero, history is
-- never rewritten, and updates of balances stay heap-only.

ALTER TABLE "wallet" SET (fillfactor = 60);
ALTER TABLE "credit_grant" SET (fillfactor = 60);

ALTER TABLE "wallet"
  ADD CONSTRAINT "wallet_figures_not_negative"
    CHECK ("available" >= 0 AND "held" >= 0 AND "pending" >= 0 AND "overage" >= 0),
  ADD CONSTRAINT "wallet_rates_positive"
    CHECK ("conversion_rate" > 0 AND "topup_conversion_rate" > 0),
  ADD CONSTRAINT "wallet_customer" FOREIGN KEY ("customer_id") REFERENCES "customer" ("id");

ALTER TABLE "credit_grant"
  ADD CONSTRAINT "grant_loses_no_credit" CHECK (
    "amount" = "pending" + "available" + "held" + "consumed" + "expired" + "voided" + "moved"),
  ADD CONSTRAINT "grant_figures_not_negative" CHECK (
    "amount" > 0 AND "pending" >= 0 AND "available" >= 0 AND "held" >= 0 AND "consumed" >= 0
    AND "expired" >= 0 AND "voided" >= 0 AND "moved" >= 0),
  ADD CONSTRAINT "grant_live_while_unspent" CHECK ("live" = ("pending" + "available" + "held" > 0)),
  ADD CONSTRAINT "grant_ends_after_start" CHECK ("expires_at" IS NULL OR "expires_at" > "effective_at"),
  ADD CONSTRAINT "grant_cost_not_negative" CHECK ("cost_total" >= 0);

ALTER TABLE "credit_hold"
  ADD CONSTRAINT "hold_figures" CHECK (
    "amount" > 0 AND "captured" >= 0 AND "released" >= 0 AND "captured" + "released" <= "amount");

ALTER TABLE "overage_lot"
  ADD CONSTRAINT "lot_loses_no_credit" CHECK (
    "amount" = "open" + "settled" + "invoiced" + "returned" + "cleared"),
  ADD CONSTRAINT "lot_figures_not_negative" CHECK (
    "amount" > 0 AND "open" >= 0 AND "settled" >= 0 AND "invoiced" >= 0
    AND "returned" >= 0 AND "cleared" >= 0 AND "credited" >= 0 AND "credited" <= "invoiced"),
  ADD CONSTRAINT "lot_live_while_open" CHECK ("live" = ("open" > 0));

ALTER TABLE "ledger_entry"
  ADD CONSTRAINT "entry_amount_positive" CHECK ("amount" > 0),
  ADD CONSTRAINT "entry_moves" CHECK ("from_account" <> "to_account"),
  ADD CONSTRAINT "entry_of_grant_or_lot" CHECK ("grant_id" IS NOT NULL OR "lot_id" IS NOT NULL);

ALTER TABLE "wallet_posting"
  ADD CONSTRAINT "posting_figures_not_negative" CHECK (
    "available" >= 0 AND "held" >= 0 AND "pending" >= 0 AND "overage" >= 0 AND "seq" > 0);

-- Burn-down: a wallet's live grants in burn order. Ascending puts "never expires" (NULL) last.
CREATE INDEX "credit_grant_burn" ON "credit_grant" ("wallet_id", "priority", "expires_at", "id") WHERE "live";
-- Issuing twice is impossible: a renewal's period, a payment, a promotion.
CREATE UNIQUE INDEX "credit_grant_source" ON "credit_grant" ("organization_id", "source", "source_reference")
  WHERE "source_reference" IS NOT NULL;
-- Settlement: a wallet's open overage, oldest first.
CREATE INDEX "overage_lot_open" ON "overage_lot" ("wallet_id", "since", "id") WHERE "live";
-- A lot's history: its settlements, for reversals and for the rebuild.
CREATE INDEX "ledger_entry_lot" ON "ledger_entry" ("lot_id") WHERE "lot_id" IS NOT NULL;
-- What was given back of a transaction.
CREATE INDEX "ledger_transaction_reverses" ON "ledger_transaction" ("reverses_id") WHERE "reverses_id" IS NOT NULL;
-- Late uses: a wallet's grants that have lapsed since.
CREATE INDEX "credit_grant_ended" ON "credit_grant" ("wallet_id", "expires_at") WHERE NOT "live";
-- The sweepers: wallets with something due, holds that have ended.
CREATE INDEX "wallet_due" ON "wallet" ("next_change_at", "id") WHERE "next_change_at" IS NOT NULL;
CREATE INDEX "credit_hold_due" ON "credit_hold" ("expires_at") WHERE "state" = 'OPEN';

CREATE FUNCTION "refuse_rewriting"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER "ledger_entry_append_only" BEFORE UPDATE OR DELETE ON "ledger_entry"
  FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting"();
CREATE TRIGGER "ledger_transaction_append_only" BEFORE UPDATE OR DELETE ON "ledger_transaction"
  FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting"();
CREATE TRIGGER "wallet_posting_append_only" BEFORE UPDATE OR DELETE ON "wallet_posting"
  FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting"();
CREATE TRIGGER "audit_record_append_only" BEFORE UPDATE OR DELETE ON "audit_record"
  FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting"();
