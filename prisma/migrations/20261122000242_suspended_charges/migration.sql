-- Fees in credits that could not be paid for the current period: what they stand for is suspended.
ALTER TABLE "subscription" ADD COLUMN "suspended_charges" UUID[] DEFAULT ARRAY[]::UUID[];
