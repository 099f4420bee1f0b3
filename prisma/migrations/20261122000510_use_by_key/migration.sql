-- Whose key brought the use, kept beside feature, member and value: charts by key read no events.
-- All zeros: of no key.
ALTER TABLE "usage_hour" ADD COLUMN "api_key_id" UUID NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';
ALTER TABLE "usage_day" ADD COLUMN "api_key_id" UUID NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';
ALTER TABLE "usage_hour" DROP CONSTRAINT "usage_hour_pkey",
  ADD CONSTRAINT "usage_hour_pkey" PRIMARY KEY ("customer_id","hour","feature_id","member","split","api_key_id");
ALTER TABLE "usage_day" DROP CONSTRAINT "usage_day_pkey",
  ADD CONSTRAINT "usage_day_pkey" PRIMARY KEY ("customer_id","day","feature_id","member","split","api_key_id");

-- What was rolled up before, told apart by the keys of the events that are still kept.
CREATE TEMPORARY TABLE "kept_use" AS
  SELECT event.organization_id, event.customer_id, (counted_at AT TIME ZONE timezone)::date AS day,
    date_bin(CASE WHEN extract(minute FROM counted_at AT TIME ZONE timezone)
        <> extract(minute FROM counted_at AT TIME ZONE 'UTC')
        THEN interval '15 minutes' ELSE interval '1 hour' END,
      counted_at, timestamptz '2000-01-01 00:00:00Z') AS hour,
    (use ->> 'feature_id')::uuid AS feature_id, coalesce(event.member, '') AS member,
    coalesce(use #>> '{price,split_value}', '') AS split, event.api_key_id,
    count(*) FILTER (WHERE (use ->> 'taken')::boolean AND event.code IS DISTINCT FROM 'voided') AS events,
    coalesce(sum((use ->> 'quantity')::numeric) FILTER (WHERE (use ->> 'taken')::boolean), 0) AS quantity,
    sum((use ->> 'credits')::numeric - coalesce((use ->> 'credits_back')::numeric, 0)) AS credits,
    count(*) FILTER (WHERE NOT (use ->> 'taken')::boolean) AS refused
  FROM "usage_event" AS event JOIN "customer" ON customer.id = event.customer_id,
    jsonb_array_elements(event.charges) AS use
  WHERE event.api_key_id IS NOT NULL
    AND ((use ->> 'taken')::boolean OR use ->> 'code' IN ('insufficient_credits', 'limit_reached'))
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;

CREATE TEMPORARY TABLE "by_key" AS
  SELECT organization_id, customer_id, hour, feature_id, member, split, api_key_id, sum(events) AS events,
    sum(quantity) AS quantity, sum(credits) AS credits, sum(refused) AS refused
  FROM "kept_use" GROUP BY 1, 2, 3, 4, 5, 6, 7;
CREATE TEMPORARY TABLE "of_keys" AS
  SELECT customer_id, hour, feature_id, member, split, sum(events) AS events, sum(quantity) AS quantity,
    sum(credits) AS credits, sum(refused) AS refused
  FROM "by_key" GROUP BY 1, 2, 3, 4, 5;
-- Of customers who have changed their zone since, other hours and days were kept: theirs stay as they are.
DELETE FROM "of_keys" AS taken WHERE NOT EXISTS (SELECT 1 FROM "usage_hour" AS kept
  WHERE kept.customer_id = taken.customer_id AND kept.hour = taken.hour
    AND kept.feature_id = taken.feature_id AND kept.member = taken.member AND kept.split = taken.split
    AND kept.events >= taken.events AND kept.refused >= taken.refused);
INSERT INTO "usage_hour" (organization_id, customer_id, hour, feature_id, member, split, api_key_id,
    events, quantity, credits, refused)
  SELECT by_key.organization_id, customer_id, hour, feature_id, member, split, by_key.api_key_id,
    by_key.events, by_key.quantity, by_key.credits, by_key.refused
  FROM "by_key" JOIN "of_keys" USING (customer_id, hour, feature_id, member, split);
UPDATE "usage_hour" AS kept SET events = kept.events - taken.events,
    quantity = kept.quantity - taken.quantity, credits = kept.credits - taken.credits,
    refused = kept.refused - taken.refused
  FROM "of_keys" AS taken
  WHERE kept.api_key_id = '00000000-0000-0000-0000-000000000000'
    AND kept.customer_id = taken.customer_id AND kept.hour = taken.hour
    AND kept.feature_id = taken.feature_id AND kept.member = taken.member AND kept.split = taken.split;
DELETE FROM "usage_hour" WHERE api_key_id = '00000000-0000-0000-0000-000000000000'
  AND (events, quantity, credits, refused) = (0, 0, 0, 0);
DROP TABLE "by_key", "of_keys";

CREATE TEMPORARY TABLE "by_key" AS
  SELECT organization_id, customer_id, day, feature_id, member, split, api_key_id, sum(events) AS events,
    sum(quantity) AS quantity, sum(credits) AS credits, sum(refused) AS refused
  FROM "kept_use" GROUP BY 1, 2, 3, 4, 5, 6, 7;
CREATE TEMPORARY TABLE "of_keys" AS
  SELECT customer_id, day, feature_id, member, split, sum(events) AS events, sum(quantity) AS quantity,
    sum(credits) AS credits, sum(refused) AS refused
  FROM "by_key" GROUP BY 1, 2, 3, 4, 5;
DELETE FROM "of_keys" AS taken WHERE NOT EXISTS (SELECT 1 FROM "usage_day" AS kept
  WHERE kept.customer_id = taken.customer_id AND kept.day = taken.day
    AND kept.feature_id = taken.feature_id AND kept.member = taken.member AND kept.split = taken.split
    AND kept.events >= taken.events AND kept.refused >= taken.refused);
INSERT INTO "usage_day" (organization_id, customer_id, day, feature_id, member, split, api_key_id,
    events, quantity, credits, refused)
  SELECT by_key.organization_id, customer_id, day, feature_id, member, split, by_key.api_key_id,
    by_key.events, by_key.quantity, by_key.credits, by_key.refused
  FROM "by_key" JOIN "of_keys" USING (customer_id, day, feature_id, member, split);
UPDATE "usage_day" AS kept SET events = kept.events - taken.events,
    quantity = kept.quantity - taken.quantity, credits = kept.credits - taken.credits,
    refused = kept.refused - taken.refused
  FROM "of_keys" AS taken
  WHERE kept.api_key_id = '00000000-0000-0000-0000-000000000000'
    AND kept.customer_id = taken.customer_id AND kept.day = taken.day
    AND kept.feature_id = taken.feature_id AND kept.member = taken.member AND kept.split = taken.split;
DELETE FROM "usage_day" WHERE api_key_id = '00000000-0000-0000-0000-000000000000'
  AND (events, quantity, credits, refused) = (0, 0, 0, 0);
DROP TABLE "by_key", "of_keys", "kept_use";
