-- How far a migration of subscribers has come is how many it has changed.
CREATE INDEX "subscription_change_migration" ON "subscription_change" ("migration_id") WHERE "migration_id" IS NOT NULL;
