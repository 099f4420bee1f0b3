-- Use priced in money: what wallets have covered of it, what is still to be invoiced, and what was.

ALTER TABLE "usage_counter"
  ADD COLUMN "owed" DECIMAL(38,9) NOT NULL DEFAULT 0,
  ADD COLUMN "invoiced" DECIMAL(38,9) NOT NULL DEFAULT 0,
  ADD COLUMN "credited" DECIMAL(38,9) NOT NULL DEFAULT 0,
  ADD COLUMN "paid" JSONB;

ALTER TABLE "usage_counter"
  ADD CONSTRAINT "counter_money" CHECK ("owed" >= 0 AND "credited" >= 0 AND "credited" <= "invoiced");
