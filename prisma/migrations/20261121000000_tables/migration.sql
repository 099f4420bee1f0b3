-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "organization_mode" AS ENUM ('LIVE', 'TEST');

-- CreateEnum
CREATE TYPE "staff_role" AS ENUM ('OWNER', 'BILLING_ADMIN', 'SUPPORT', 'FINANCE', 'DEVELOPER', 'VIEWER');

-- CreateEnum
CREATE TYPE "feature_type" AS ENUM ('METERED', 'BOOLEAN', 'STATIC');

-- CreateEnum
CREATE TYPE "aggregation" AS ENUM ('COUNT', 'SUM', 'MAX', 'LATEST', 'UNIQUE_COUNT');

-- CreateEnum
CREATE TYPE "plan_version_status" AS ENUM ('DRAFT', 'PUBLISHED', 'SUPERSEDED', 'ARCHIVED');

-- CreateEnum
CREATE TYPE "charge_kind" AS ENUM ('RECURRING', 'USAGE', 'CREDITS');

-- CreateEnum
CREATE TYPE "pricing_model" AS ENUM ('FLAT', 'PER_UNIT', 'PACKAGE', 'GRADUATED', 'VOLUME', 'STAIRSTEP', 'PERCENTAGE');

-- CreateEnum
CREATE TYPE "period" AS ENUM ('DAILY', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'SEMI_ANNUAL', 'ANNUAL');

-- CreateEnum
CREATE TYPE "invoice_cadence" AS ENUM ('ADVANCE', 'ARREAR');

-- CreateEnum
CREATE TYPE "grant_cadence" AS ENUM ('ONETIME', 'RECURRING');

-- CreateEnum
CREATE TYPE "expiration_kind" AS ENUM ('NEVER', 'DURATION', 'GRANT_PERIOD', 'BILLING_CYCLE', 'TRIAL');

-- CreateEnum
CREATE TYPE "limit_reset" AS ENUM ('DAY', 'WEEK', 'MONTH', 'BILLING_PERIOD', 'NEVER');

-- CreateEnum
CREATE TYPE "overage_rule" AS ENUM ('CARRY', 'INVOICE');

-- CreateEnum
CREATE TYPE "settlement" AS ENUM ('WALLET_THEN_INVOICE', 'INVOICE');

-- CreateEnum
CREATE TYPE "invoice_status" AS ENUM ('DRAFT', 'OPEN', 'PAID', 'VOID', 'UNCOLLECTIBLE');

-- CreateEnum
CREATE TYPE "payment_status" AS ENUM ('PENDING', 'PROCESSING', 'SUCCEEDED', 'FAILED', 'REFUNDED');

-- CreateEnum
CREATE TYPE "wallet_status" AS ENUM ('ACTIVE', 'FROZEN', 'CLOSED');

-- CreateEnum
CREATE TYPE "shortage_policy" AS ENUM ('REFUSE', 'CAP', 'OVERAGE');

-- CreateEnum
CREATE TYPE "grant_category" AS ENUM ('PREPAID', 'PROMOTIONAL', 'COMMITTED');

-- CreateEnum
CREATE TYPE "hold_state" AS ENUM ('OPEN', 'CAPTURED', 'RELEASED', 'EXPIRED');

-- CreateEnum
CREATE TYPE "ledger_account" AS ENUM ('ISSUED', 'PENDING', 'AVAILABLE', 'HELD', 'CONSUMED', 'EXPIRED', 'VOIDED', 'MOVED', 'OVERAGE', 'INVOICED');

-- CreateEnum
CREATE TYPE "subscription_status" AS ENUM ('TRIALING', 'ACTIVE', 'PAST_DUE', 'PAUSED', 'CANCELLED', 'ENDED');

-- CreateEnum
CREATE TYPE "billing_cycle" AS ENUM ('ANNIVERSARY', 'CALENDAR');

-- CreateEnum
CREATE TYPE "event_status" AS ENUM ('ACCEPTED', 'REFUSED', 'UNMATCHED');

-- CreateTable
CREATE TABLE "audit_record" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "reason" TEXT,
    "before" JSONB,
    "after" JSONB,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "audit_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organization" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mode" "organization_mode" NOT NULL,
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "timezone" TEXT NOT NULL DEFAULT 'UTC',
    "default_credit_unit" TEXT NOT NULL DEFAULT 'credits',
    "catalog_version" BIGINT NOT NULL DEFAULT 1,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "staff_role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("organization_id","user_id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "last_four" TEXT NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "scopes" TEXT[],
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "last_used_from" TEXT,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credit_unit" (
    "organization_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "singular" TEXT NOT NULL,
    "plural" TEXT NOT NULL,
    "precision" SMALLINT NOT NULL DEFAULT 2,

    CONSTRAINT "credit_unit_pkey" PRIMARY KEY ("organization_id","code")
);

-- CreateTable
CREATE TABLE "feature" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "type" "feature_type" NOT NULL,
    "credit_unit" TEXT NOT NULL,
    "unit_singular" TEXT,
    "unit_plural" TEXT,
    "reporting_unit" JSONB,
    "allow_returns" BOOLEAN NOT NULL DEFAULT false,
    "charge_once" JSONB,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "feature_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meter" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "feature_id" UUID NOT NULL,
    "event_name" TEXT NOT NULL,
    "aggregation" "aggregation" NOT NULL,
    "field" TEXT,
    "multiplier" DECIMAL(38,9),
    "filters" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "meter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credit_cost" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "feature_id" UUID NOT NULL,
    "credits_per_unit" DECIMAL(38,9) NOT NULL,
    "credit_unit" TEXT NOT NULL,
    "property" TEXT,
    "values" TEXT[],
    "effective_from" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "credit_cost_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "is_single_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "display_order" INTEGER,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_version" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "status" "plan_version_status" NOT NULL,
    "currency" TEXT NOT NULL,
    "overage_rule" "overage_rule" NOT NULL DEFAULT 'CARRY',
    "overage_price" DECIMAL(38,9),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "plan_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "charge" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "plan_version_id" UUID NOT NULL,
    "kind" "charge_kind" NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "name" TEXT NOT NULL,
    "lookup_key" TEXT,
    "feature_id" UUID,
    "model" "pricing_model" NOT NULL,
    "currency" TEXT,
    "price_unit" TEXT,
    "amount" DECIMAL(38,9),
    "package_size" DECIMAL(38,9),
    "tiers" JSONB NOT NULL DEFAULT '[]',
    "free_units" DECIMAL(38,9),
    "minimum" DECIMAL(38,9),
    "maximum" DECIMAL(38,9),
    "terms" JSONB NOT NULL DEFAULT '{}',
    "period" "period" NOT NULL DEFAULT 'MONTHLY',
    "period_count" INTEGER NOT NULL DEFAULT 1,
    "invoice_cadence" "invoice_cadence" NOT NULL DEFAULT 'ADVANCE',
    "trial_days" INTEGER NOT NULL DEFAULT 0,
    "settlement" "settlement" NOT NULL DEFAULT 'WALLET_THEN_INVOICE',
    "overage_price" DECIMAL(38,9),
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "charge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_grant" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "plan_version_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "credits" DECIMAL(38,9) NOT NULL,
    "credit_unit" TEXT NOT NULL,
    "cadence" "grant_cadence" NOT NULL,
    "period" "period" NOT NULL DEFAULT 'MONTHLY',
    "period_count" INTEGER NOT NULL DEFAULT 1,
    "expiration_kind" "expiration_kind" NOT NULL DEFAULT 'GRANT_PERIOD',
    "expiration_duration" INTEGER,
    "expiration_unit" TEXT,
    "priority" SMALLINT NOT NULL DEFAULT 10,
    "category" TEXT NOT NULL DEFAULT 'COMMITTED',
    "rollover" JSONB NOT NULL DEFAULT '{"mode":"none"}',
    "prorate_first" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL DEFAULT 0,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "plan_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entitlement" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "plan_version_id" UUID NOT NULL,
    "feature_id" UUID NOT NULL,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "included_units" DECIMAL(38,9),
    "usage_limit" DECIMAL(38,9),
    "is_soft_limit" BOOLEAN NOT NULL DEFAULT false,
    "reset" "limit_reset" NOT NULL DEFAULT 'BILLING_PERIOD',
    "per" TEXT NOT NULL DEFAULT 'customer',
    "static_value" TEXT,
    "position" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "entitlement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credit_pack" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "credits" DECIMAL(38,9) NOT NULL,
    "credit_unit" TEXT NOT NULL,
    "price" DECIMAL(38,9) NOT NULL,
    "currency" TEXT NOT NULL,
    "expires_after_days" INTEGER,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credit_pack_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "timezone" TEXT NOT NULL DEFAULT 'UTC',
    "address_line1" TEXT,
    "address_line2" TEXT,
    "address_city" TEXT,
    "address_state" TEXT,
    "address_postal_code" TEXT,
    "address_country" TEXT,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "test_clock_id" UUID,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "subscription_id" UUID,
    "number" TEXT,
    "status" "invoice_status" NOT NULL,
    "payment_status" "payment_status" NOT NULL DEFAULT 'PENDING',
    "type" TEXT NOT NULL,
    "billing_reason" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "period_start" TIMESTAMPTZ(3),
    "period_end" TIMESTAMPTZ(3),
    "subtotal" DECIMAL(38,9) NOT NULL,
    "discount" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "credits_applied" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "tax" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "total" DECIMAL(38,9) NOT NULL,
    "paid" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "description" TEXT,
    "reference" TEXT,
    "issued_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "paid_at" TIMESTAMPTZ(3),
    "voided_at" TIMESTAMPTZ(3),
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice_line" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "charge_id" UUID,
    "feature_id" UUID,
    "grant_id" UUID,
    "quantity" DECIMAL(38,9) NOT NULL,
    "unit_amount" DECIMAL(38,9) NOT NULL,
    "amount" DECIMAL(38,9) NOT NULL,
    "credits" DECIMAL(38,9),
    "period_start" TIMESTAMPTZ(3),
    "period_end" TIMESTAMPTZ(3),

    CONSTRAINT "invoice_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "amount" DECIMAL(38,9) NOT NULL,
    "currency" TEXT NOT NULL,
    "status" "payment_status" NOT NULL,
    "method" TEXT NOT NULL,
    "reference" TEXT,
    "note" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice_counter" (
    "organization_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "invoice_counter_pkey" PRIMARY KEY ("organization_id","year")
);

-- CreateTable
CREATE TABLE "wallet" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "credit_unit" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "conversion_rate" DECIMAL(38,9) NOT NULL DEFAULT 1,
    "topup_conversion_rate" DECIMAL(38,9) NOT NULL DEFAULT 1,
    "priority" SMALLINT NOT NULL DEFAULT 50,
    "feature_ids" UUID[],
    "shortage_policy" "shortage_policy" NOT NULL DEFAULT 'REFUSE',
    "overage_limit" DECIMAL(38,9),
    "status" "wallet_status" NOT NULL DEFAULT 'ACTIVE',
    "available" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "held" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "pending" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "overage" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "seq" BIGINT NOT NULL DEFAULT 0,
    "booked_at" TIMESTAMPTZ(3),
    "next_change_at" TIMESTAMPTZ(3),
    "has_limited" BOOLEAN NOT NULL DEFAULT false,
    "low_balance_at" DECIMAL(38,9),
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wallet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credit_grant" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "wallet_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "category" "grant_category" NOT NULL,
    "source" TEXT NOT NULL,
    "source_reference" TEXT,
    "priority" SMALLINT NOT NULL DEFAULT 10,
    "amount" DECIMAL(38,9) NOT NULL,
    "pending" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "available" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "held" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "consumed" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "expired" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "voided" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "moved" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "live" BOOLEAN NOT NULL DEFAULT true,
    "is_paid" BOOLEAN NOT NULL DEFAULT true,
    "is_voided" BOOLEAN NOT NULL DEFAULT false,
    "available_from" TIMESTAMPTZ(3),
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "expires_after_days" INTEGER,
    "cost_total" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "currency" TEXT NOT NULL,
    "feature_ids" UUID[],
    "parent_grant_id" UUID,
    "transaction_id" UUID NOT NULL,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credit_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credit_hold" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "transaction_id" UUID NOT NULL,
    "feature_id" UUID,
    "member" TEXT,
    "amount" DECIMAL(38,9) NOT NULL,
    "captured" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "released" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "state" "hold_state" NOT NULL DEFAULT 'OPEN',
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credit_hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hold_draw" (
    "hold_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "grant_id" UUID NOT NULL,
    "wallet_id" UUID NOT NULL,
    "amount" DECIMAL(38,9) NOT NULL,
    "captured" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "released" DECIMAL(38,9) NOT NULL DEFAULT 0,

    CONSTRAINT "hold_draw_pkey" PRIMARY KEY ("hold_id","position")
);

-- CreateTable
CREATE TABLE "overage_lot" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "wallet_id" UUID NOT NULL,
    "transaction_id" UUID NOT NULL,
    "feature_id" UUID,
    "charge_id" UUID,
    "unit_price" DECIMAL(38,9),
    "currency" TEXT,
    "amount" DECIMAL(38,9) NOT NULL,
    "open" DECIMAL(38,9) NOT NULL,
    "settled" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "invoiced" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "returned" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "cleared" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "credited" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "live" BOOLEAN NOT NULL DEFAULT true,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "overage_lot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_transaction" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "amount" DECIMAL(38,9) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "reason_code" TEXT,
    "reason" TEXT,
    "feature_id" UUID,
    "member" TEXT,
    "group_id" TEXT,
    "cause_kind" TEXT,
    "cause_id" TEXT,
    "reverses_id" UUID,
    "outcome" JSONB,
    "request_id" TEXT NOT NULL,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_transaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "wallet_posting" (
    "wallet_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "transaction_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "available" DECIMAL(38,9) NOT NULL,
    "held" DECIMAL(38,9) NOT NULL,
    "pending" DECIMAL(38,9) NOT NULL,
    "overage" DECIMAL(38,9) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wallet_posting_pkey" PRIMARY KEY ("wallet_id","seq")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "transaction_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "wallet_id" UUID NOT NULL,
    "grant_id" UUID,
    "lot_id" UUID,
    "from_account" "ledger_account" NOT NULL,
    "to_account" "ledger_account" NOT NULL,
    "amount" DECIMAL(38,9) NOT NULL,
    "decided_by" TEXT,
    "is_late" BOOLEAN NOT NULL DEFAULT false,
    "reverses" INTEGER,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("transaction_id","position")
);

-- CreateTable
CREATE TABLE "subscription" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "plan_version_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "status" "subscription_status" NOT NULL,
    "currency" TEXT NOT NULL,
    "billing_period" "period" NOT NULL,
    "billing_period_count" INTEGER NOT NULL DEFAULT 1,
    "billing_cycle" "billing_cycle" NOT NULL,
    "zone" TEXT NOT NULL,
    "anchor_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "current_period_start" TIMESTAMPTZ(3) NOT NULL,
    "current_period_end" TIMESTAMPTZ(3) NOT NULL,
    "period_index" INTEGER NOT NULL DEFAULT 0,
    "trial_ends_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "tier" JSONB,
    "next_due_at" TIMESTAMPTZ(3),
    "reference" TEXT,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscription_grant" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "plan_grant_id" UUID NOT NULL,
    "anchor_at" TIMESTAMPTZ(3) NOT NULL,
    "issued" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3),
    "wallet_id" UUID,

    CONSTRAINT "subscription_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscription_period" (
    "subscription_id" UUID NOT NULL,
    "period_index" INTEGER NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "invoice_id" UUID,
    "booked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subscription_period_pkey" PRIMARY KEY ("subscription_id","period_index")
);

-- CreateTable
CREATE TABLE "usage_counter" (
    "customer_id" UUID NOT NULL,
    "feature_id" UUID NOT NULL,
    "price_version_id" UUID NOT NULL,
    "split" TEXT NOT NULL DEFAULT '',
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "organization_id" UUID NOT NULL,
    "quantity" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "priced" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "events" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "usage_counter_pkey" PRIMARY KEY ("customer_id","feature_id","price_version_id","split","window_start")
);

-- CreateTable
CREATE TABLE "usage_hour" (
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "feature_id" UUID NOT NULL,
    "member" TEXT NOT NULL DEFAULT '',
    "split" TEXT NOT NULL DEFAULT '',
    "events" BIGINT NOT NULL DEFAULT 0,
    "quantity" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "credits" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "refused" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "usage_hour_pkey" PRIMARY KEY ("customer_id","hour","feature_id","member","split")
);

-- CreateTable
CREATE TABLE "usage_day" (
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "feature_id" UUID NOT NULL,
    "member" TEXT NOT NULL DEFAULT '',
    "split" TEXT NOT NULL DEFAULT '',
    "events" BIGINT NOT NULL DEFAULT 0,
    "quantity" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "credits" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "refused" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "usage_day_pkey" PRIMARY KEY ("customer_id","day","feature_id","member","split")
);

-- CreateIndex
CREATE INDEX "audit_record_organization_id_at_id_idx" ON "audit_record"("organization_id", "at", "id");

-- CreateIndex
CREATE INDEX "audit_record_customer_id_at_idx" ON "audit_record"("customer_id", "at");

-- CreateIndex
CREATE INDEX "outbox_message_organization_id_created_at_idx" ON "outbox_message"("organization_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "organization_slug_key" ON "organization"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "staff_user_email_key" ON "staff_user"("email");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_secret_hash_key" ON "api_key"("secret_hash");

-- CreateIndex
CREATE INDEX "api_key_organization_id_created_at_idx" ON "api_key"("organization_id", "created_at");

-- CreateIndex
CREATE INDEX "feature_organization_id_created_at_id_idx" ON "feature"("organization_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "feature_organization_id_key_key" ON "feature"("organization_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "meter_feature_id_key" ON "meter"("feature_id");

-- CreateIndex
CREATE INDEX "meter_organization_id_event_name_idx" ON "meter"("organization_id", "event_name");

-- CreateIndex
CREATE INDEX "credit_cost_organization_id_feature_id_effective_from_idx" ON "credit_cost"("organization_id", "feature_id", "effective_from");

-- CreateIndex
CREATE UNIQUE INDEX "product_organization_id_key_key" ON "product"("organization_id", "key");

-- CreateIndex
CREATE INDEX "plan_organization_id_created_at_id_idx" ON "plan"("organization_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "plan_organization_id_key_key" ON "plan"("organization_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "plan_version_plan_id_number_key" ON "plan_version"("plan_id", "number");

-- CreateIndex
CREATE INDEX "charge_plan_version_id_idx" ON "charge"("plan_version_id");

-- CreateIndex
CREATE INDEX "plan_grant_plan_version_id_idx" ON "plan_grant"("plan_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "entitlement_plan_version_id_feature_id_key" ON "entitlement"("plan_version_id", "feature_id");

-- CreateIndex
CREATE INDEX "credit_pack_organization_id_created_at_idx" ON "credit_pack"("organization_id", "created_at");

-- CreateIndex
CREATE INDEX "customer_organization_id_created_at_id_idx" ON "customer"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "customer_organization_id_name_id_idx" ON "customer"("organization_id", "name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "customer_organization_id_external_id_key" ON "customer"("organization_id", "external_id");

-- CreateIndex
CREATE INDEX "invoice_organization_id_created_at_id_idx" ON "invoice"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "invoice_customer_id_created_at_id_idx" ON "invoice"("customer_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "invoice_subscription_id_idx" ON "invoice"("subscription_id");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_organization_id_number_key" ON "invoice"("organization_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_organization_id_reference_key" ON "invoice"("organization_id", "reference");

-- CreateIndex
CREATE INDEX "invoice_line_grant_id_idx" ON "invoice_line"("grant_id");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_line_invoice_id_position_key" ON "invoice_line"("invoice_id", "position");

-- CreateIndex
CREATE INDEX "payment_invoice_id_idx" ON "payment"("invoice_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_organization_id_reference_key" ON "payment"("organization_id", "reference");

-- CreateIndex
CREATE INDEX "wallet_customer_id_idx" ON "wallet"("customer_id");

-- CreateIndex
CREATE INDEX "wallet_organization_id_created_at_id_idx" ON "wallet"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "credit_grant_customer_id_created_at_id_idx" ON "credit_grant"("customer_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "credit_hold_customer_id_idx" ON "credit_hold"("customer_id");

-- CreateIndex
CREATE INDEX "overage_lot_customer_id_idx" ON "overage_lot"("customer_id");

-- CreateIndex
CREATE INDEX "ledger_transaction_customer_id_recorded_at_id_idx" ON "ledger_transaction"("customer_id", "recorded_at", "id");

-- CreateIndex
CREATE INDEX "ledger_transaction_organization_id_recorded_at_id_idx" ON "ledger_transaction"("organization_id", "recorded_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_transaction_organization_id_origin_reference_key" ON "ledger_transaction"("organization_id", "origin", "reference");

-- CreateIndex
CREATE INDEX "wallet_posting_transaction_id_idx" ON "wallet_posting"("transaction_id");

-- CreateIndex
CREATE INDEX "ledger_entry_grant_id_idx" ON "ledger_entry"("grant_id");

-- CreateIndex
CREATE INDEX "subscription_customer_id_idx" ON "subscription"("customer_id");

-- CreateIndex
CREATE INDEX "subscription_organization_id_created_at_id_idx" ON "subscription"("organization_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_grant_subscription_id_plan_grant_id_key" ON "subscription_grant"("subscription_id", "plan_grant_id");

-- CreateIndex
CREATE INDEX "usage_day_organization_id_day_idx" ON "usage_day"("organization_id", "day");

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meter" ADD CONSTRAINT "meter_feature_id_fkey" FOREIGN KEY ("feature_id") REFERENCES "feature"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_cost" ADD CONSTRAINT "credit_cost_feature_id_fkey" FOREIGN KEY ("feature_id") REFERENCES "feature"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan" ADD CONSTRAINT "plan_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "charge" ADD CONSTRAINT "charge_plan_version_id_fkey" FOREIGN KEY ("plan_version_id") REFERENCES "plan_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_grant" ADD CONSTRAINT "plan_grant_plan_version_id_fkey" FOREIGN KEY ("plan_version_id") REFERENCES "plan_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_plan_version_id_fkey" FOREIGN KEY ("plan_version_id") REFERENCES "plan_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
