-- Counters that owe are found by their customer. A flag of its own, so that what is owed may move
-- without moving the row in the index.

ALTER TABLE "usage_counter"
  ADD COLUMN "owes" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "usage_counter"
  ADD CONSTRAINT "counter_owes" CHECK ("owes" = ("owed" > 0));

CREATE INDEX "usage_counter_owes" ON "usage_counter" ("customer_id") WHERE "owes"; -- what a close invoices

-- Uses in money that were paid before this was kept: by the wallet that prices in money went by then.
UPDATE "usage_counter" AS counter
SET "paid" = jsonb_build_object(payer.id, jsonb_build_array(
    trim_scale(round(counter."priced" * payer.conversion_rate, 9))::text,
    trim_scale(counter."priced")::text, trim_scale(payer.conversion_rate)::text))
FROM (
    SELECT DISTINCT ON (wallet.customer_id, charge.id) wallet.customer_id, charge.id AS charge_id,
      wallet.id, wallet.conversion_rate
    FROM "charge" JOIN "plan_version" ON "plan_version".id = "charge".plan_version_id
    JOIN "wallet" ON "wallet".organization_id = "charge".organization_id
      AND "wallet".currency = coalesce("charge".currency, "plan_version".currency)
    WHERE "charge".kind = 'USAGE' AND "charge".price_unit IS NULL AND "wallet".status = 'ACTIVE'
      AND "wallet".conversion_rate > 0
    ORDER BY "wallet".customer_id, "charge".id, "wallet".priority, "wallet".created_at, "wallet".id
  ) AS payer
WHERE payer.customer_id = counter.customer_id AND payer.charge_id = counter.price_version_id
  AND counter."priced" > 0;
