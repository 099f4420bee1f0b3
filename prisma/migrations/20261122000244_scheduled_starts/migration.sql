-- A subscription that was agreed and has not started yet.
ALTER TYPE "subscription_status" ADD VALUE 'SCHEDULED' BEFORE 'TRIALING';
