-- What was asked for under the reference that opened a wallet: its terms may change before the repeat comes.
ALTER TABLE "wallet" ADD COLUMN "asked_hash" TEXT;
