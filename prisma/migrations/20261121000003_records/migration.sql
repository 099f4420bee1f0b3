-- What Prisma cannot say of organizations, the catalogue, subscriptions and invoices.

ALTER TABLE "membership" ADD CONSTRAINT "membership_organization"
  FOREIGN KEY ("organization_id") REFERENCES "organization" ("id");
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_organization"
  FOREIGN KEY ("organization_id") REFERENCES "organization" ("id");
ALTER TABLE "customer" ADD CONSTRAINT "customer_organization"
  FOREIGN KEY ("organization_id") REFERENCES "organization" ("id");
ALTER TABLE "staff_user" ADD CONSTRAINT "staff_user_email_lower" CHECK ("email" = lower("email"));

-- The staff's search: any part of a name, an external id or an e-mail address.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "customer_search" ON "customer"
  USING gin ((lower("name" || ' ' || "external_id" || ' ' || coalesce("email", ''))) gin_trgm_ops);

ALTER TABLE "credit_cost" ADD CONSTRAINT "credit_cost_not_negative" CHECK ("credits_per_unit" >= 0);
ALTER TABLE "plan_grant" ADD CONSTRAINT "plan_grant_positive" CHECK ("credits" > 0 AND "period_count" > 0);
ALTER TABLE "credit_pack" ADD CONSTRAINT "credit_pack_positive" CHECK ("credits" > 0 AND "price" >= 0);
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_not_negative"
  CHECK (coalesce("included_units", 0) >= 0 AND coalesce("usage_limit", 0) >= 0);

-- One draft and one published version a plan.
CREATE UNIQUE INDEX "plan_version_one_draft" ON "plan_version" ("plan_id") WHERE "status" = 'DRAFT';
CREATE UNIQUE INDEX "plan_version_one_published" ON "plan_version" ("plan_id") WHERE "status" = 'PUBLISHED';

-- What was published never changes: its parts may be written while it is a draft only.
CREATE FUNCTION "refuse_published_plan_change"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  version uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD."plan_version_id" ELSE NEW."plan_version_id" END;
BEGIN
  IF EXISTS (SELECT 1 FROM "plan_version" WHERE "id" = version AND "status" <> 'DRAFT') THEN
    RAISE EXCEPTION 'a published plan version never changes' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER "charge_of_draft" BEFORE INSERT OR UPDATE OR DELETE ON "charge"
  FOR EACH ROW EXECUTE FUNCTION "refuse_published_plan_change"();
CREATE TRIGGER "plan_grant_of_draft" BEFORE INSERT OR UPDATE OR DELETE ON "plan_grant"
  FOR EACH ROW EXECUTE FUNCTION "refuse_published_plan_change"();
CREATE TRIGGER "entitlement_of_draft" BEFORE INSERT OR UPDATE OR DELETE ON "entitlement"
  FOR EACH ROW EXECUTE FUNCTION "refuse_published_plan_change"();

-- The renewal's claim, in the order it claims.
CREATE INDEX "subscription_due" ON "subscription" ("next_due_at", "id") WHERE "next_due_at" IS NOT NULL;
-- A caller's reference starts one subscription.
CREATE UNIQUE INDEX "subscription_reference" ON "subscription" ("organization_id", "reference")
  WHERE "reference" IS NOT NULL;
ALTER TABLE "subscription"
  ADD CONSTRAINT "subscription_period_forward" CHECK ("current_period_end" > "current_period_start"),
  ADD CONSTRAINT "subscription_customer" FOREIGN KEY ("customer_id") REFERENCES "customer" ("id"),
  ADD CONSTRAINT "subscription_plan_version" FOREIGN KEY ("plan_version_id") REFERENCES "plan_version" ("id");

ALTER TABLE "invoice"
  ADD CONSTRAINT "invoice_customer" FOREIGN KEY ("customer_id") REFERENCES "customer" ("id"),
  ADD CONSTRAINT "invoice_total" CHECK ("total" = "subtotal" - "discount" - "credits_applied" + "tax"),
  ADD CONSTRAINT "invoice_paid" CHECK ("paid" >= 0),
  ADD CONSTRAINT "invoice_numbered_when_final" CHECK ("status" = 'DRAFT' OR "number" IS NOT NULL OR "status" = 'VOID');
ALTER TABLE "payment" ADD CONSTRAINT "payment_positive" CHECK ("amount" > 0);
