-- Since when a subscription is paused; while it is, nothing falls due.
ALTER TABLE "subscription" ADD COLUMN "paused_at" TIMESTAMPTZ(3);
-- Where its periods are counted from since it was resumed after its period had ended, and which of
-- them begins there; null: from the plan's start.
ALTER TABLE "subscription" ADD COLUMN "origin_at" TIMESTAMPTZ(3);
ALTER TABLE "subscription" ADD COLUMN "origin_index" INTEGER NOT NULL DEFAULT 0;
-- The same of one of its grants.
ALTER TABLE "subscription_grant" ADD COLUMN "origin_at" TIMESTAMPTZ(3);
ALTER TABLE "subscription_grant" ADD COLUMN "origin_index" INTEGER NOT NULL DEFAULT 0;
