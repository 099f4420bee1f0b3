-- When a paused subscription goes on by itself; null: when somebody says so.
ALTER TABLE "subscription" ADD COLUMN "resumes_at" TIMESTAMPTZ(3);
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_resumes_after_pause"
  CHECK ("resumes_at" IS NULL OR "resumes_at" > "paused_at");
-- When fees in credits that stand unpaid were last tried again.
ALTER TABLE "subscription" ADD COLUMN "fees_tried_at" TIMESTAMPTZ(3);
-- Those that wait for credits: the job that tries again reads them.
CREATE INDEX "subscription_suspended_idx" ON "subscription" ("id")
  WHERE cardinality("suspended_charges") > 0;
