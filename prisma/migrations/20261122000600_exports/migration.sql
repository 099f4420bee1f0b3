-- Files of lists too long to be written while somebody waits: written by a job, piece by piece,
-- kept for some days, and gone with their pieces.
CREATE TABLE "export" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "query" JSONB NOT NULL,
    "filters" JSONB NOT NULL,
    "file_name" TEXT NOT NULL,
    "asked_by_id" TEXT,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "cursor" TEXT,
    "pieces" INTEGER NOT NULL DEFAULT 0,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "totals" JSONB NOT NULL DEFAULT '{}',
    "touched_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "export_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "export_state" CHECK ("state" IN ('PENDING', 'WRITING', 'READY', 'FAILED', 'CANCELLED')),
    CONSTRAINT "export_finished" CHECK (("finished_at" IS NULL) = ("state" IN ('PENDING', 'WRITING'))),
    CONSTRAINT "export_failure" CHECK (("failure" IS NULL) = ("state" <> 'FAILED'))
);
CREATE INDEX "export_organization_id_id_idx" ON "export"("organization_id", "id");
CREATE INDEX "export_expires_at_idx" ON "export"("expires_at");
-- Few are under way among those that are kept.
CREATE INDEX "export_under_way" ON "export" ("touched_at") WHERE "state" IN ('PENDING', 'WRITING');

CREATE TABLE "export_piece" (
    "export_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "export_piece_pkey" PRIMARY KEY ("export_id", "number")
);
ALTER TABLE "export_piece"
  ADD CONSTRAINT "export_piece_export" FOREIGN KEY ("export_id") REFERENCES "export" ("id") ON DELETE CASCADE;
