-- What was agreed to be spent in a period, what was, and what became of the rest; once a period.
CREATE TABLE "subscription_commitment" (
    "subscription_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "credit_unit" TEXT,
    "agreed" DECIMAL(38,9) NOT NULL,
    "brought" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "drawn" DECIMAL(38,9) NOT NULL,
    "late" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "asked" DECIMAL(38,9) NOT NULL,
    "missing" DECIMAL(38,9) NOT NULL,
    "is_rolled" BOOLEAN NOT NULL,
    "amount" DECIMAL(38,9) NOT NULL,
    "invoice_id" UUID,
    "booked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subscription_commitment_pkey" PRIMARY KEY ("subscription_id","starts_at")
);
ALTER TABLE "subscription_commitment" ADD CONSTRAINT "subscription_commitment_sensible"
  CHECK ("agreed" >= 0 AND "brought" >= 0 AND "missing" >= 0 AND "amount" >= 0 AND "starts_at" < "ends_at");

-- When a subscription was paused: that time counts for no minimum and no commitment.
CREATE TABLE "subscription_pause" (
    "subscription_id" UUID NOT NULL,
    "paused_at" TIMESTAMPTZ(3) NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "resumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "subscription_pause_pkey" PRIMARY KEY ("subscription_id","paused_at")
);
ALTER TABLE "subscription_pause" ADD CONSTRAINT "subscription_pause_sensible"
  CHECK ("resumed_at" IS NULL OR "resumed_at" >= "paused_at");
INSERT INTO "subscription_pause" ("subscription_id", "paused_at", "organization_id", "customer_id")
  SELECT "id", "paused_at", "organization_id", "customer_id" FROM "subscription" WHERE "paused_at" IS NOT NULL;
