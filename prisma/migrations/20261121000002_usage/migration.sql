-- The two partitioned tables of usage, which Prisma cannot say.

-- One row per event id ever seen, apart from the events and never split by time, so that a retry
-- without a timestamp is still a duplicate. Hash partitions keep each index small.
CREATE TABLE "usage_event_key" (
  "organization_id" uuid NOT NULL,
  "event_id" text NOT NULL,
  "event_ref" uuid NOT NULL,
  "at" timestamptz(3) NOT NULL,
  "content_hash" bytea NOT NULL,
  PRIMARY KEY ("organization_id", "event_id")
) PARTITION BY HASH ("organization_id", "event_id");
CREATE TABLE "usage_event_key_0" PARTITION OF "usage_event_key" FOR VALUES WITH (MODULUS 4, REMAINDER 0);
CREATE TABLE "usage_event_key_1" PARTITION OF "usage_event_key" FOR VALUES WITH (MODULUS 4, REMAINDER 1);
CREATE TABLE "usage_event_key_2" PARTITION OF "usage_event_key" FOR VALUES WITH (MODULUS 4, REMAINDER 2);
CREATE TABLE "usage_event_key_3" PARTITION OF "usage_event_key" FOR VALUES WITH (MODULUS 4, REMAINDER 3);

-- Events by month of their own time. The ingest makes a missing month; the default stays empty.
CREATE TABLE "usage_event" (
  "id" uuid NOT NULL,
  "occurred_at" timestamptz(3) NOT NULL,
  "recorded_at" timestamptz(3) NOT NULL,
  "organization_id" uuid NOT NULL,
  -- Null while the customer is unknown.
  "customer_id" uuid,
  "external_customer_id" text NOT NULL,
  -- The caller's event_id.
  "event_id" text NOT NULL,
  "event_name" text NOT NULL,
  "source" text,
  "member" text,
  "group_id" text,
  "properties" jsonb NOT NULL DEFAULT '{}',
  "status" "event_status" NOT NULL,
  -- Why refused or unmatched; null when accepted.
  "code" text,
  "credits" numeric(38,9) NOT NULL DEFAULT 0,
  "dropped" numeric(38,9) NOT NULL DEFAULT 0,
  -- What a refused event would have cost.
  "refused_credits" numeric(38,9) NOT NULL DEFAULT 0,
  -- One object a matched feature: {feature_id, quantity, billable, credits, price, transaction_id, offset, error}.
  "charges" jsonb NOT NULL DEFAULT '[]',
  "request_id" text NOT NULL,
  "api_key_id" uuid,
  PRIMARY KEY ("occurred_at", "id")
) PARTITION BY RANGE ("occurred_at");
CREATE TABLE "usage_event_default" PARTITION OF "usage_event" DEFAULT;

CREATE INDEX "usage_event_id" ON "usage_event" ("id"); -- one event by its id
CREATE INDEX "usage_event_list" ON "usage_event" ("organization_id", "occurred_at", "id"); -- the explorer, newest first
CREATE INDEX "usage_event_customer" ON "usage_event" ("customer_id", "occurred_at", "id"); -- a customer's events
CREATE INDEX "usage_event_unmatched" ON "usage_event" ("organization_id", "external_customer_id", "occurred_at")
  WHERE "status" = 'UNMATCHED'; -- replayed when the customer or feature appears

ALTER TABLE "usage_counter"
  SET (fillfactor = 70);
ALTER TABLE "usage_counter"
  ADD CONSTRAINT "counter_not_negative" CHECK ("quantity" >= 0);
