-- Moves with every write of a wallet's books, so that a process may keep what it read while it stands.
ALTER TABLE "wallet" ADD COLUMN "version" BIGINT NOT NULL DEFAULT 0;
