-- What a run (the events of one group_id) used, kept beside hours and days: charts of it read no events.
CREATE TABLE "usage_run" (
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "group_id" TEXT NOT NULL,
    "feature_id" UUID NOT NULL,
    "member" TEXT NOT NULL DEFAULT '',
    "split" TEXT NOT NULL DEFAULT '',
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "events" BIGINT NOT NULL DEFAULT 0,
    "quantity" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "credits" DECIMAL(38,9) NOT NULL DEFAULT 0,
    "refused" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "usage_run_pkey" PRIMARY KEY ("customer_id","group_id","feature_id","member","split")
);
CREATE INDEX "usage_run_customer_id_started_at_idx" ON "usage_run"("customer_id", "started_at");

-- The events of one run, for its page and for the comparison with its roll-up.
CREATE INDEX "usage_event_group" ON "usage_event" ("customer_id", "group_id", "occurred_at")
  WHERE "group_id" IS NOT NULL;

CREATE TEMPORARY TABLE "kept_use" AS
  SELECT event.organization_id, event.customer_id, event.group_id, event.counted_at, customer.timezone,
    coalesce(event.member, '') AS member, event.code = 'voided' IS TRUE AS is_void,
    (use ->> 'feature_id')::uuid AS feature_id, coalesce(use #>> '{price,split_value}', '') AS split,
    (use ->> 'taken')::boolean AS taken, (use ->> 'quantity')::numeric AS quantity,
    (use ->> 'credits')::numeric - coalesce((use ->> 'credits_back')::numeric, 0) AS credits
  FROM "usage_event" AS event JOIN "customer" ON customer.id = event.customer_id,
    jsonb_array_elements(event.charges) AS use
  WHERE (event.group_id IS NOT NULL OR event.code = 'voided')
    AND ((use ->> 'taken')::boolean OR use ->> 'code' IN ('insufficient_credits', 'limit_reached'));

INSERT INTO "usage_run" (organization_id, customer_id, group_id, feature_id, member, split,
    started_at, last_at, events, quantity, credits, refused)
  SELECT organization_id, customer_id, group_id, feature_id, member, split, min(counted_at), max(counted_at),
    count(*) FILTER (WHERE taken AND NOT is_void), coalesce(sum(quantity) FILTER (WHERE taken), 0),
    sum(credits), count(*) FILTER (WHERE NOT taken)
  FROM "kept_use" WHERE group_id IS NOT NULL
  GROUP BY organization_id, customer_id, group_id, feature_id, member, split;

-- What is void is no event of its hour and day any more.
UPDATE "usage_day" AS kept SET events = kept.events - void.count
  FROM (SELECT customer_id, (counted_at AT TIME ZONE timezone)::date AS day, feature_id, member, split,
      count(*) AS count
    FROM "kept_use" WHERE taken AND is_void GROUP BY 1, 2, 3, 4, 5) AS void
  WHERE kept.customer_id = void.customer_id AND kept.day = void.day
    AND kept.feature_id = void.feature_id AND kept.member = void.member AND kept.split = void.split;
UPDATE "usage_hour" AS kept SET events = kept.events - void.count
  FROM (SELECT customer_id, date_bin(
        CASE WHEN extract(minute FROM counted_at AT TIME ZONE timezone)
          <> extract(minute FROM counted_at AT TIME ZONE 'UTC')
          THEN interval '15 minutes' ELSE interval '1 hour' END,
        counted_at, timestamptz '2000-01-01 00:00:00Z') AS hour, feature_id, member, split,
      count(*) AS count
    FROM "kept_use" WHERE taken AND is_void GROUP BY 1, 2, 3, 4, 5) AS void
  WHERE kept.customer_id = void.customer_id AND kept.hour = void.hour
    AND kept.feature_id = void.feature_id AND kept.member = void.member AND kept.split = void.split;

DROP TABLE "kept_use";
