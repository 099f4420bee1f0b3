-- Runs of many starts that are not through: whoever finds one that was cut off can go on with it.
CREATE TABLE "bulk_run" (
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "external_ids" JSONB NOT NULL,
    "fields" JSONB NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "started_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bulk_run_pkey" PRIMARY KEY ("organization_id", "name"),
    CONSTRAINT "bulk_run_done" CHECK ("done" >= 0)
);
