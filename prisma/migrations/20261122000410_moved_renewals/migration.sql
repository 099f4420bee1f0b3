-- A renewal date is moved by a change to the same plan: its successor renews on another day.
ALTER TABLE "subscription_change"
  ADD COLUMN "anchor_at" TIMESTAMPTZ(3),
  ADD COLUMN "billing_cycle" "billing_cycle",
  ADD COLUMN "renewal_move_id" UUID,
  ADD CONSTRAINT "subscription_change_renewal" CHECK (("anchor_at" IS NULL) = ("billing_cycle" IS NULL));

-- What a counter's first period, cut short where the old one's own ended, gives by its share.
ALTER TABLE "subscription_grant" ADD COLUMN "origin_prorated" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "renewal_move" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "target" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "renewal_move_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "renewal_move_organization_id_created_at_idx" ON "renewal_move"("organization_id", "created_at");
-- An organization's renewal dates are moved by one at a time.
CREATE UNIQUE INDEX "renewal_move_running" ON "renewal_move" ("organization_id") WHERE "status" = 'RUNNING';

CREATE TABLE "renewal_move_item" (
    "move_id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "message" TEXT,

    CONSTRAINT "renewal_move_item_pkey" PRIMARY KEY ("move_id", "subscription_id")
);
ALTER TABLE "renewal_move_item"
  ADD CONSTRAINT "renewal_move_item_move" FOREIGN KEY ("move_id") REFERENCES "renewal_move" ("id"),
  ADD CONSTRAINT "renewal_move_item_subscription" FOREIGN KEY ("subscription_id") REFERENCES "subscription" ("id");
