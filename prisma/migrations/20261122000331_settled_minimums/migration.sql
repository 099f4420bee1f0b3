-- What was asked to the minimum of a charge for a period, and how much of that late use has filled since.
CREATE TABLE "subscription_minimum" (
    "customer_id" UUID NOT NULL,
    "charge_id" UUID NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "organization_id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "asked" DECIMAL(38,9) NOT NULL,
    "filled" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "booked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subscription_minimum_pkey" PRIMARY KEY ("customer_id","charge_id","window_start")
);
ALTER TABLE "subscription_minimum" ADD CONSTRAINT "subscription_minimum_sensible"
  CHECK ("asked" > 0 AND "filled" >= 0 AND "filled" <= "asked");
