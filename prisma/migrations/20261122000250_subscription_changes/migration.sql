-- A change of plan or tier ends one subscription and starts its successor, now or at the period's end.
CREATE TYPE "subscription_change_status" AS ENUM ('SCHEDULED', 'DONE', 'CANCELLED');

CREATE TABLE "subscription_change" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "successor_id" UUID,
    "status" "subscription_change_status" NOT NULL,
    "mode" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "plan_id" UUID NOT NULL,
    "plan_version_id" UUID NOT NULL,
    "billing_period" "period" NOT NULL,
    "choices" JSONB NOT NULL DEFAULT '{}',
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "reference" TEXT,
    "digest" TEXT NOT NULL,
    "migration_id" UUID,
    "outcome" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subscription_change_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "subscription_change_subscription_id_idx" ON "subscription_change"("subscription_id");
-- Two changes of one subscription at its period's end could not both come.
CREATE UNIQUE INDEX "subscription_change_scheduled" ON "subscription_change" ("subscription_id")
  WHERE "status" = 'SCHEDULED';
CREATE UNIQUE INDEX "subscription_change_reference" ON "subscription_change" ("organization_id", "reference")
  WHERE "reference" IS NOT NULL;
ALTER TABLE "subscription_change"
  ADD CONSTRAINT "subscription_change_subscription" FOREIGN KEY ("subscription_id") REFERENCES "subscription" ("id"),
  ADD CONSTRAINT "subscription_change_successor" FOREIGN KEY ("successor_id") REFERENCES "subscription" ("id"),
  ADD CONSTRAINT "subscription_change_plan_version" FOREIGN KEY ("plan_version_id") REFERENCES "plan_version" ("id"),
  ADD CONSTRAINT "subscription_change_done" CHECK (("status" = 'DONE') = ("successor_id" IS NOT NULL));

CREATE TABLE "plan_migration" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "plan_version_id" UUID NOT NULL,
    "time" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "total" INTEGER NOT NULL,
    "moved" INTEGER NOT NULL DEFAULT 0,
    "failures" JSONB NOT NULL DEFAULT '[]',
    "last_id" UUID,
    "requested_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "plan_migration_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "plan_migration_plan_id_created_at_idx" ON "plan_migration"("plan_id", "created_at");
-- A plan's subscribers are moved by one at a time.
CREATE UNIQUE INDEX "plan_migration_running" ON "plan_migration" ("plan_id") WHERE "status" = 'RUNNING';

-- What waits for a customer's next invoices is what these lines add up to.
CREATE INDEX "invoice_line_carried" ON "invoice_line" ("customer_id") WHERE "kind" = 'carried';
