CREATE TYPE "stripe_delivery_status" AS ENUM ('GRANTED', 'DUPLICATE', 'IGNORED', 'REFUSED', 'FAILED');

CREATE TABLE "stripe_endpoint" (
    "organization_id" UUID NOT NULL,
    "expires_after_days" INTEGER DEFAULT 90,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stripe_endpoint_pkey" PRIMARY KEY ("organization_id")
);

CREATE TABLE "stripe_secret" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "sealed" TEXT NOT NULL,
    "last_four" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),

    CONSTRAINT "stripe_secret_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "stripe_stranger" (
    "organization_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "count" BIGINT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stripe_stranger_pkey" PRIMARY KEY ("organization_id","reason")
);

CREATE TABLE "stripe_delivery" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "event_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "is_live" BOOLEAN NOT NULL,
    "session_id" TEXT,
    "status" "stripe_delivery_status" NOT NULL,
    "reason" TEXT NOT NULL,
    "detail" TEXT,
    "session" JSONB,
    "customer_id" UUID,
    "wallet_id" UUID,
    "transaction_id" UUID,
    "invoice_id" UUID,
    "credits" DECIMAL(38,9),
    "amount" DECIMAL(38,9),
    "currency" TEXT,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "times" INTEGER NOT NULL DEFAULT 1,
    "last_received_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stripe_delivery_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "stripe_secret_organization_id_ends_at_idx" ON "stripe_secret"("organization_id", "ends_at");
CREATE UNIQUE INDEX "stripe_delivery_organization_id_event_id_key" ON "stripe_delivery"("organization_id", "event_id");
CREATE INDEX "stripe_delivery_organization_id_id_idx" ON "stripe_delivery"("organization_id", "id");
CREATE INDEX "stripe_delivery_organization_id_session_id_idx" ON "stripe_delivery"("organization_id", "session_id");

-- One secret is in use; those that were rolled have an end.
CREATE UNIQUE INDEX "stripe_secret_in_use" ON "stripe_secret" ("organization_id") WHERE "ends_at" IS NULL;
-- Whatever is delivered and in whatever order, a checkout session gives its credits once.
CREATE UNIQUE INDEX "stripe_delivery_granted" ON "stripe_delivery" ("organization_id", "session_id")
    WHERE "status" = 'GRANTED';
-- What waits for somebody is looked for among much that was settled.
CREATE INDEX "stripe_delivery_failed" ON "stripe_delivery" ("organization_id", "id") WHERE "status" = 'FAILED';
-- What was granted names what it gave.
ALTER TABLE "stripe_delivery" ADD CONSTRAINT "stripe_delivery_granted_whole" CHECK (
    "status" <> 'GRANTED' OR ("session_id" IS NOT NULL AND "customer_id" IS NOT NULL
        AND "wallet_id" IS NOT NULL AND "transaction_id" IS NOT NULL AND "credits" > 0));
-- The term of credits is that of packs.
ALTER TABLE "stripe_endpoint" ADD CONSTRAINT "stripe_endpoint_term" CHECK (
    "expires_after_days" BETWEEN 1 AND 3660);
