-- How many credits each member of a customer may use in a period, and has used.

CREATE TABLE "customer_member_limit" (
    "customer_id" UUID NOT NULL,
    "member" TEXT NOT NULL DEFAULT '',
    "organization_id" UUID NOT NULL,
    "credit_unit" TEXT NOT NULL,
    "credit_limit" DECIMAL(38,9) NOT NULL,
    "period" TEXT NOT NULL DEFAULT 'BILLING_PERIOD',
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_member_limit_pkey" PRIMARY KEY ("customer_id","member")
);

ALTER TABLE "customer_member_limit" ADD CONSTRAINT "customer_member_limit_not_negative"
    CHECK ("credit_limit" >= 0);
ALTER TABLE "customer_member_limit" ADD CONSTRAINT "customer_member_limit_period"
    CHECK ("period" = 'BILLING_PERIOD');

CREATE TABLE "member_use" (
    "customer_id" UUID NOT NULL,
    "member" TEXT NOT NULL,
    "credit_unit" TEXT NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "organization_id" UUID NOT NULL,
    "used" DECIMAL(38,9) NOT NULL,

    CONSTRAINT "member_use_pkey" PRIMARY KEY ("customer_id","member","credit_unit","window_start")
);

-- More given back than was taken would be a fault of the ledger.
ALTER TABLE "member_use" ADD CONSTRAINT "member_use_not_negative" CHECK ("used" >= 0);

-- Which window a hold of a member counts in; what it captures stays there.
ALTER TABLE "credit_hold" ADD COLUMN "member_window" TIMESTAMPTZ(3);
