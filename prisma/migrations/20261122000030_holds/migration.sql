-- What holds need to be booked whole. None was ever placed before this.

-- The one wallet it was asked of; a capture of more than was held asks no other.
ALTER TABLE "credit_hold" ADD COLUMN "wallet_id" UUID;
-- Which step of the burn order chose the grant.
ALTER TABLE "hold_draw" ADD COLUMN "decided_by" TEXT NOT NULL;

ALTER TABLE "credit_hold"
  ADD CONSTRAINT "hold_open_while_held" CHECK (("state" = 'OPEN') = ("captured" + "released" < "amount")),
  ADD CONSTRAINT "hold_ends_after_start" CHECK ("expires_at" > "created_at");

-- Commands and exact reads: the open holds of a customer, however many are over.
CREATE INDEX "credit_hold_open" ON "credit_hold" ("customer_id") WHERE "state" = 'OPEN';
-- The list of holds, newest first.
CREATE INDEX "credit_hold_organization_id_created_at_id_idx" ON "credit_hold" ("organization_id", "created_at", "id");
-- The holds of a wallet.
CREATE INDEX "hold_draw_wallet_id_idx" ON "hold_draw" ("wallet_id");
-- Wallets know when a hold ends; nothing sweeps holds themselves.
DROP INDEX "credit_hold_due";
-- The same of those that are open, however many are over.
CREATE INDEX "credit_hold_open_list" ON "credit_hold" ("organization_id", "created_at", "id") WHERE "state" = 'OPEN';
