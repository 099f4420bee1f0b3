-- A key that was rolled names the one that came after it.
ALTER TABLE "api_key" ADD COLUMN "replaced_by" UUID;

-- What was asked of the API and how it was answered, for people who look for a fault. Written in
-- batches after the answers, and trimmed by age: its ids are in order of time.
CREATE TABLE "request_log" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "code" TEXT,
    "ms" INTEGER NOT NULL,
    "api_key_id" UUID,
    "actor_name" TEXT NOT NULL,
    "address" TEXT,
    "request_id" TEXT NOT NULL,
    "is_replayed" BOOLEAN NOT NULL,

    CONSTRAINT "request_log_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "request_log_organization_id_id_idx" ON "request_log"("organization_id", "id");
CREATE INDEX "request_log_organization_id_request_id_idx" ON "request_log"("organization_id", "request_id");
CREATE INDEX "request_log_api_key_id_id_idx" ON "request_log"("api_key_id", "id");
-- What went wrong is looked for among much that did not.
CREATE INDEX "request_log_refused" ON "request_log" ("organization_id", "id") WHERE "status" >= 400;
