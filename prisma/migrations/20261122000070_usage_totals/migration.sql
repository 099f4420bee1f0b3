-- Totals that are not sums: when the latest value was said, and which values were counted.

ALTER TABLE "usage_counter" ADD COLUMN "latest_at" TIMESTAMPTZ(3);

CREATE TABLE "usage_seen_value" (
    "customer_id" UUID NOT NULL,
    "feature_id" UUID NOT NULL,
    "price_version_id" UUID NOT NULL,
    "split" TEXT NOT NULL DEFAULT '',
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "value_hash" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,

    CONSTRAINT "usage_seen_value_pkey" PRIMARY KEY ("customer_id","feature_id","price_version_id","split","window_start","value_hash")
);
