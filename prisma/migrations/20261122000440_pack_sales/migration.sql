-- To whom and how many at a time a pack is sold, and who bought which.
ALTER TABLE "credit_pack"
  ADD COLUMN "priority" INTEGER NOT NULL DEFAULT 10,
  ADD COLUMN "min_quantity" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "max_quantity" INTEGER,
  ADD COLUMN "quantity_step" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "max_per_customer" INTEGER,
  ADD COLUMN "plan_ids" UUID[] DEFAULT ARRAY[]::UUID[],
  ADD COLUMN "visibility" TEXT NOT NULL DEFAULT 'PUBLIC';
ALTER TABLE "credit_pack" ADD CONSTRAINT "credit_pack_quantities" CHECK (
  "min_quantity" >= 1 AND "quantity_step" >= 1
  AND coalesce("max_quantity", "min_quantity") >= "min_quantity"
  AND coalesce("max_per_customer", "min_quantity") >= "min_quantity"
  AND "visibility" IN ('PUBLIC', 'HIDDEN'));

CREATE TABLE "pack_sale" (
    "transaction_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "pack_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "credits" DECIMAL(38,9) NOT NULL,
    "price" DECIMAL(38,9) NOT NULL,
    "currency" TEXT NOT NULL,
    "sold_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pack_sale_pkey" PRIMARY KEY ("transaction_id")
);

CREATE INDEX "pack_sale_pack_id_sold_at_transaction_id_idx" ON "pack_sale"("pack_id", "sold_at", "transaction_id");
CREATE INDEX "pack_sale_customer_id_pack_id_idx" ON "pack_sale"("customer_id", "pack_id");
CREATE INDEX "pack_sale_organization_id_sold_at_idx" ON "pack_sale"("organization_id", "sold_at");

ALTER TABLE "pack_sale"
  ADD CONSTRAINT "pack_sale_pack" FOREIGN KEY ("pack_id") REFERENCES "credit_pack" ("id"),
  ADD CONSTRAINT "pack_sale_invoice" FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id"),
  ADD CONSTRAINT "pack_sale_quantity" CHECK ("quantity" > 0);

-- Earlier sales did not say which pack: that is known where one pack alone gives those credits at
-- that price under that name. What it is not known of stays unknown.
INSERT INTO "pack_sale" ("transaction_id", "organization_id", "customer_id", "pack_id", "invoice_id",
  "quantity", "credits", "price", "currency", "sold_at")
SELECT e.transaction_id, g.organization_id, g.customer_id, p.id, i.id, 1, g.amount, i.subtotal,
  i.currency, i.issued_at
FROM credit_grant g
JOIN LATERAL (SELECT (array_agg(id))[1] AS id FROM credit_pack
  WHERE organization_id = g.organization_id AND name = g.name AND credits = g.amount
    AND credit_unit = (SELECT credit_unit FROM wallet WHERE id = g.wallet_id)
  HAVING count(*) = 1) AS p ON true
JOIN invoice_line l ON l.grant_id = g.id
JOIN invoice i ON i.id = l.invoice_id AND i.billing_reason = 'credit_purchase' AND i.issued_at IS NOT NULL
JOIN LATERAL (SELECT transaction_id FROM ledger_entry WHERE grant_id = g.id
  AND from_account = 'ISSUED' ORDER BY recorded_at, transaction_id, position LIMIT 1) AS e ON true
WHERE g.source = 'pack'
ON CONFLICT DO NOTHING;
