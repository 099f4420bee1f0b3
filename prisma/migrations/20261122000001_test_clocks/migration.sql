-- Test clocks: the time that a sandbox's customers live at, and what happened as it moved.

CREATE TABLE "test_clock" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "now_at" TIMESTAMPTZ(3) NOT NULL,
    "run_id" UUID,
    "run_until" TIMESTAMPTZ(3),
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "test_clock_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "test_clock_organization" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id"),
    -- A run has a name and a time by which it must be heard of again, or there is none.
    CONSTRAINT "test_clock_run" CHECK (("run_id" IS NULL) = ("run_until" IS NULL))
);

CREATE INDEX "test_clock_organization_id_created_at_id_idx" ON "test_clock" ("organization_id", "created_at", "id");

CREATE TABLE "test_clock_advance" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "test_clock_id" UUID NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3) NOT NULL,
    "actor_name" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "is_finished" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "test_clock_advance_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "test_clock_advance_forward" CHECK ("to_at" > "from_at"),
    CONSTRAINT "test_clock_advance_clock" FOREIGN KEY ("test_clock_id") REFERENCES "test_clock" ("id")
);

CREATE INDEX "test_clock_advance_test_clock_id_to_at_idx" ON "test_clock_advance" ("test_clock_id", "to_at");
-- One way at a time: what was begun is finished before another begins.
CREATE UNIQUE INDEX "test_clock_advance_unfinished" ON "test_clock_advance" ("test_clock_id") WHERE NOT "is_finished";

CREATE TABLE "test_clock_happening" (
    "advance_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT,
    "amount" DECIMAL(38,9),
    "unit" TEXT,
    "wallet_id" UUID,
    "grant_id" UUID,
    "hold_id" UUID,
    "transaction_id" UUID,
    "subscription_id" UUID,
    "invoice_id" UUID,

    CONSTRAINT "test_clock_happening_pkey" PRIMARY KEY ("advance_id", "position"),
    CONSTRAINT "test_clock_happening_advance" FOREIGN KEY ("advance_id") REFERENCES "test_clock_advance" ("id"),
    CONSTRAINT "test_clock_happening_customer" FOREIGN KEY ("customer_id") REFERENCES "customer" ("id")
);

ALTER TABLE "customer" ADD CONSTRAINT "customer_test_clock"
  FOREIGN KEY ("test_clock_id") REFERENCES "test_clock" ("id");
CREATE INDEX "customer_test_clock_id_idx" ON "customer" ("test_clock_id");
