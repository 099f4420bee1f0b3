-- An add-on is a plan that is sold on top of a subscription. What a plan is never changes.
CREATE TYPE "plan_kind" AS ENUM ('PLAN', 'ADD_ON');
ALTER TABLE "plan" ADD COLUMN "kind" "plan_kind" NOT NULL DEFAULT 'PLAN';

-- Which features a plan's credits pay for; empty: all.
ALTER TABLE "plan_grant" ADD COLUMN "feature_ids" UUID[] DEFAULT ARRAY[]::UUID[];

-- What a subscriber agrees to spend in each period (lib/catalog/rules/catalog.ts).
ALTER TABLE "plan_version" ADD COLUMN "commitment" JSONB;

ALTER TABLE "product" ADD COLUMN "description" TEXT;
ALTER TABLE "product" ADD COLUMN "archived_at" TIMESTAMPTZ(3);
ALTER TABLE "product" ADD COLUMN "updated_at" TIMESTAMPTZ(3);
UPDATE "product" SET "updated_at" = "created_at";
ALTER TABLE "product" ALTER COLUMN "updated_at" SET NOT NULL;

-- Money of the organization's currency that a credit of this unit is worth; null: nobody said.
ALTER TABLE "credit_unit" ADD COLUMN "conversion_rate" DECIMAL(38,9);
ALTER TABLE "credit_unit" ADD CONSTRAINT "credit_unit_sensible"
  CHECK ("precision" BETWEEN 0 AND 9 AND coalesce("conversion_rate", 1) > 0);

-- A commitment is one of the terms of a published version: it never changes either.
CREATE OR REPLACE FUNCTION "refuse_published_version_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."status" = 'DRAFT' THEN
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' OR NEW."status" = 'DRAFT'
    OR (NEW."id", NEW."organization_id", NEW."plan_id", NEW."number", NEW."currency", NEW."overage_rule",
        NEW."overage_price", NEW."commitment", NEW."published_at", NEW."created_at")
      IS DISTINCT FROM
       (OLD."id", OLD."organization_id", OLD."plan_id", OLD."number", OLD."currency", OLD."overage_rule",
        OLD."overage_price", OLD."commitment", OLD."published_at", OLD."created_at") THEN
    RAISE EXCEPTION 'a published plan version never changes' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION "refuse_plan_kind_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a plan stays what it is' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "plan_kind_stays" BEFORE UPDATE ON "plan"
  FOR EACH ROW WHEN (OLD."kind" IS DISTINCT FROM NEW."kind") EXECUTE FUNCTION "refuse_plan_kind_change"();
