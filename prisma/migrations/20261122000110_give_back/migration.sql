-- What a fallen total or a correction gives back, and the corrections themselves.

-- Drawn stays as it was; what came back of it, or of other draws because of it, stands beside.
ALTER TABLE "usage_event" ADD COLUMN "credits_back" numeric(38,9) NOT NULL DEFAULT 0;

CREATE TABLE "event_correction" (
    "organization_id" UUID NOT NULL,
    "origin" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "event_id" UUID NOT NULL,
    "content_hash" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_correction_pkey" PRIMARY KEY ("organization_id","origin","reference")
);

CREATE INDEX "event_correction_event_id_at_idx" ON "event_correction"("event_id", "at");
