-- What a limit refused a member is counted among very much that none did.
CREATE INDEX "usage_event_by_limit" ON "usage_event" ("customer_id", "member", "occurred_at")
    WHERE "code" = 'limit_reached';
