-- What was not accepted is looked for most and is the least: it is found without reading the rest.
CREATE INDEX "usage_event_trouble" ON "usage_event" ("organization_id", "occurred_at", "id")
  WHERE "status" <> 'ACCEPTED';
