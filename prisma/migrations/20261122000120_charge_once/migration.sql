-- Charge once: the use that was charged for an entity, so that others in its window are free.

CREATE TABLE "usage_charged_entity" (
    "customer_id" UUID NOT NULL,
    "feature_id" UUID NOT NULL,
    "member" TEXT NOT NULL DEFAULT '',
    "entity_hash" TEXT NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "charged_at" TIMESTAMPTZ(3) NOT NULL,
    "organization_id" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "event_id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "credits" DECIMAL(38,9) NOT NULL,

    CONSTRAINT "usage_charged_entity_pkey" PRIMARY KEY ("customer_id","feature_id","member","entity_hash","window_start","charged_at")
);

CREATE INDEX "usage_charged_entity_event_id_idx" ON "usage_charged_entity"("event_id");
