-- When an event counts is decided once and kept: the settings that decide it may change.

ALTER TABLE "usage_event" ADD COLUMN "counted_at" timestamptz(3);
-- Why it does not count at its own time; null: it does, or its time was ahead of its arrival.
ALTER TABLE "usage_event" ADD COLUMN "lateness" text;

UPDATE "usage_event" SET "counted_at" =
  CASE WHEN "occurred_at" > "recorded_at" OR "recorded_at" - "occurred_at" > interval '168 hours'
    THEN "recorded_at" ELSE "occurred_at" END;
UPDATE "usage_event" SET "lateness" = 'late' WHERE "counted_at" > "occurred_at";

ALTER TABLE "usage_event" ALTER COLUMN "counted_at" SET NOT NULL;
ALTER TABLE "usage_event" ADD CONSTRAINT "usage_event_lateness"
  CHECK ("lateness" IN ('late', 'period_closed'));

-- What counts at another time than its own is found by when it counts: few events, of any month.
CREATE INDEX "usage_event_moved" ON "usage_event" ("organization_id", "counted_at")
  WHERE "counted_at" <> "occurred_at";
