-- What was published never changes, the version's own terms included: it may only be superseded
-- or archived, and never goes back to a draft.
CREATE FUNCTION "refuse_published_version_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."status" = 'DRAFT' THEN
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' OR NEW."status" = 'DRAFT'
    OR (NEW."id", NEW."organization_id", NEW."plan_id", NEW."number", NEW."currency", NEW."overage_rule",
        NEW."overage_price", NEW."published_at", NEW."created_at")
      IS DISTINCT FROM
       (OLD."id", OLD."organization_id", OLD."plan_id", OLD."number", OLD."currency", OLD."overage_rule",
        OLD."overage_price", OLD."published_at", OLD."created_at") THEN
    RAISE EXCEPTION 'a published plan version never changes' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "plan_version_of_draft" BEFORE UPDATE OR DELETE ON "plan_version"
  FOR EACH ROW EXECUTE FUNCTION "refuse_published_version_change"();

-- A part may not leave a published version either.
CREATE OR REPLACE FUNCTION "refuse_published_plan_change"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  versions uuid[] := CASE TG_OP
    WHEN 'INSERT' THEN ARRAY[NEW."plan_version_id"]
    WHEN 'DELETE' THEN ARRAY[OLD."plan_version_id"]
    ELSE ARRAY[OLD."plan_version_id", NEW."plan_version_id"] END;
BEGIN
  IF EXISTS (SELECT 1 FROM "plan_version" WHERE "id" = ANY (versions) AND "status" <> 'DRAFT') THEN
    RAISE EXCEPTION 'a published plan version never changes' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
