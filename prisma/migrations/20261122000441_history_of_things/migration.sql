-- What was done to one thing of the catalogue, newest first. Few of the records are of such things.
CREATE INDEX "audit_record_of_catalogue" ON "audit_record" ("entity_id", "at", "id")
  WHERE "entity" IN ('plan', 'feature', 'pack', 'product');
