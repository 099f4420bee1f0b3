-- What the whole ledger needs beside what is there: lives of grants, refills of wallets, units of holds.

ALTER TABLE "credit_grant" ADD COLUMN "life" JSONB;
ALTER TABLE "wallet" ADD COLUMN "has_refills" BOOLEAN NOT NULL DEFAULT false;
-- No hold was ever placed before this.
ALTER TABLE "credit_hold" ADD COLUMN "credit_unit" TEXT NOT NULL;

CREATE TABLE "wallet_refill" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "wallet_id" UUID NOT NULL,
    "terms" JSONB NOT NULL,
    "period" TEXT NOT NULL,
    "period_count" INTEGER NOT NULL,
    "zone" TEXT NOT NULL,
    "anchor_at" TIMESTAMPTZ(3) NOT NULL,
    "first_grant_id" UUID,
    "next_index" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "stopped_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wallet_refill_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "refill_period_positive" CHECK ("period_count" > 0 AND "next_index" >= 0),
    CONSTRAINT "refill_wallet" FOREIGN KEY ("wallet_id") REFERENCES "wallet" ("id")
);

CREATE INDEX "wallet_refill_customer_id_idx" ON "wallet_refill" ("customer_id");
-- Commands: the running refills of the wallets in hand.
CREATE INDEX "wallet_refill_running" ON "wallet_refill" ("wallet_id") WHERE "next_at" IS NOT NULL;

-- A hold's draws by grant: what of a grant is held, and by whom.
CREATE INDEX "hold_draw_grant" ON "hold_draw" ("grant_id");
ALTER TABLE "hold_draw"
  ADD CONSTRAINT "hold_draw_figures" CHECK (
    "amount" > 0 AND "captured" >= 0 AND "released" >= 0 AND "captured" + "released" <= "amount"),
  ADD CONSTRAINT "hold_draw_hold" FOREIGN KEY ("hold_id") REFERENCES "credit_hold" ("id");
