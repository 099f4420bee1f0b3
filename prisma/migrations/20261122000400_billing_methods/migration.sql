-- How a subscription is billed: how long its invoices may wait, the customer's own order number, and
-- whether the plan's credits come with the period or with the payment. Those that run keep what was:
-- due when issued, credits at once.
ALTER TABLE "subscription"
  ADD COLUMN "net_days" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "po_number" TEXT,
  ADD COLUMN "grant_on" TEXT NOT NULL DEFAULT 'start';

ALTER TABLE "subscription"
  ADD CONSTRAINT "subscription_net_days" CHECK ("net_days" BETWEEN 0 AND 365),
  ADD CONSTRAINT "subscription_po_number" CHECK ("po_number" <> ''),
  ADD CONSTRAINT "subscription_grant_on" CHECK ("grant_on" IN ('start', 'payment'));

-- As the subscription had it when the invoice was issued.
ALTER TABLE "invoice" ADD COLUMN "po_number" TEXT;

-- A plan's credits that wait for a payment: usable once every invoice they wait for is paid. The
-- invoice is written after the grant, in the same transaction.
CREATE TABLE "invoice_grant" (
    "grant_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,

    CONSTRAINT "invoice_grant_pkey" PRIMARY KEY ("grant_id", "invoice_id")
);

CREATE INDEX "invoice_grant_invoice_id_idx" ON "invoice_grant"("invoice_id");

ALTER TABLE "invoice_grant"
  ADD CONSTRAINT "invoice_grant_grant" FOREIGN KEY ("grant_id") REFERENCES "credit_grant" ("id"),
  ADD CONSTRAINT "invoice_grant_invoice" FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id")
    DEFERRABLE INITIALLY DEFERRED;
