-- What a subscription chose of its plan: tiers, add-ons, overrides (lib/subscription/rules/choices.ts).
ALTER TABLE "subscription" DROP COLUMN "tier";
ALTER TABLE "subscription" ADD COLUMN "choices" JSONB NOT NULL DEFAULT '{}';
-- The subscription that this one took the place of: a change of plan or tier makes a successor.
ALTER TABLE "subscription" ADD COLUMN "previous_id" UUID;
CREATE UNIQUE INDEX "subscription_previous" ON "subscription" ("previous_id") WHERE "previous_id" IS NOT NULL;
