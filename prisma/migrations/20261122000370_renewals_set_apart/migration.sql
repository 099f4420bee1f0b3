-- Subscriptions that a run could not advance, and why: runs leave them alone until they are due for
-- another try, so that they hold up nobody.
CREATE TABLE "renewal_fault" (
    "subscription_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "tries" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "renewal_fault_pkey" PRIMARY KEY ("subscription_id")
);

CREATE INDEX "renewal_fault_organization_id_since_subscription_id_idx" ON "renewal_fault"("organization_id", "since", "subscription_id");

ALTER TABLE "renewal_fault"
  ADD CONSTRAINT "renewal_fault_subscription" FOREIGN KEY ("subscription_id") REFERENCES "subscription" ("id"),
  ADD CONSTRAINT "renewal_fault_tries" CHECK ("tries" > 0);
