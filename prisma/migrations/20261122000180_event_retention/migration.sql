-- Raw events may be thrown away after a while; the books and the roll-ups stay.

-- Null: none were.
ALTER TABLE "organization" ADD COLUMN "events_dropped_before" TIMESTAMPTZ(3);

-- What counted on given days is found by when it was recorded, which is the order it lies in.
CREATE INDEX "usage_event_recorded" ON "usage_event" USING brin ("recorded_at") WITH (pages_per_range = 16);
