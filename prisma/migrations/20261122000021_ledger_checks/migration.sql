-- What verification found, run by run.
CREATE TABLE "ledger_check" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "trigger" TEXT NOT NULL,
    "asked_by" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "duration_ms" INTEGER,
    "counts" JSONB,
    "difference_count" INTEGER,
    "differences" JSONB NOT NULL DEFAULT '[]',
    "failure" TEXT,

    CONSTRAINT "ledger_check_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "ledger_check_organization_id_asked_at_id_idx" ON "ledger_check"("organization_id", "asked_at", "id");
-- Whoever asks while a run is under way is given that run.
CREATE UNIQUE INDEX "ledger_check_unfinished" ON "ledger_check" ("organization_id") WHERE "finished_at" IS NULL;
ALTER TABLE "ledger_check"
  ADD CONSTRAINT "ledger_check_ends_with_a_result" CHECK (
    "finished_at" IS NULL OR "difference_count" IS NOT NULL OR "failure" IS NOT NULL);
