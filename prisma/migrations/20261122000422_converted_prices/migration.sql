-- A price of its own that was agreed before such prices had a time kept the counters of the charge that
-- it replaces. Since it has an id of its own, it began new ones: what it had counted by then moves to
-- it, so that free units, tiers and a maximum go on, and corrections and late use find what they are of.

CREATE OR REPLACE FUNCTION pg_temp.paid_together(one jsonb, other jsonb) RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_object_agg(wallet, parts) FROM (
    SELECT key AS wallet, jsonb_build_array(
      trim_scale(sum((value->>0)::numeric))::text, trim_scale(sum((value->>1)::numeric))::text,
      (array_agg(value->>2))[1]) AS parts
    FROM (SELECT * FROM jsonb_each(coalesce(one, '{}'))
      UNION ALL SELECT * FROM jsonb_each(coalesce(other, '{}'))) AS paid
    GROUP BY key) AS together
$$;

CREATE TEMP TABLE converted ON COMMIT DROP AS
SELECT subscription.customer_id, (own->>'id')::uuid AS override_id, charge.id AS charge_id,
  charge.feature_id, counter.window_start
FROM subscription
CROSS JOIN LATERAL jsonb_array_elements(
  CASE jsonb_typeof(choices->'overrides') WHEN 'array' THEN choices->'overrides' ELSE '[]' END) AS own
JOIN charge ON charge.plan_version_id = subscription.plan_version_id AND charge.kind = 'USAGE'
  AND charge.feature_id = (own->>'featureId')::uuid
JOIN usage_counter AS counter ON counter.customer_id = subscription.customer_id
  AND counter.feature_id = charge.feature_id AND counter.price_version_id = charge.id
  AND counter.split = '' AND counter.window_start >= subscription.started_at
  AND (subscription.ends_at IS NULL OR counter.window_start < subscription.ends_at)
WHERE own->>'kind' = 'price' AND own->>'by' = 'Migration' AND own->>'until' IS NULL
  -- Another one of the same plan may have counted there by the plan's own price.
  AND NOT EXISTS (SELECT 1 FROM subscription AS other
    WHERE other.customer_id = subscription.customer_id AND other.id <> subscription.id
      AND other.plan_version_id = subscription.plan_version_id
      AND other.started_at <= counter.window_start
      AND (other.ends_at IS NULL OR other.ends_at > counter.window_start));

INSERT INTO usage_counter AS counter (customer_id, feature_id, price_version_id, split, window_start,
  organization_id, quantity, priced, events, latest_at, owed, owes, invoiced, credited, paid,
  carried_quantity, carried_events)
SELECT old.customer_id, old.feature_id, converted.override_id, '', old.window_start,
  old.organization_id, old.quantity, old.priced, old.events, old.latest_at, old.owed, old.owes,
  old.invoiced, old.credited, old.paid, old.carried_quantity, old.carried_events
FROM converted JOIN usage_counter AS old ON old.customer_id = converted.customer_id
  AND old.feature_id = converted.feature_id AND old.price_version_id = converted.charge_id
  AND old.split = '' AND old.window_start = converted.window_start
ON CONFLICT (customer_id, feature_id, price_version_id, split, window_start) DO UPDATE SET
  quantity = counter.quantity + excluded.quantity,
  priced = counter.priced + excluded.priced,
  events = counter.events + excluded.events,
  latest_at = greatest(counter.latest_at, excluded.latest_at),
  owed = counter.owed + excluded.owed,
  owes = counter.owes OR excluded.owes,
  invoiced = counter.invoiced + excluded.invoiced,
  credited = counter.credited + excluded.credited,
  paid = pg_temp.paid_together(counter.paid, excluded.paid);

DELETE FROM usage_counter AS old USING converted
WHERE old.customer_id = converted.customer_id AND old.feature_id = converted.feature_id
  AND old.price_version_id = converted.charge_id AND old.split = ''
  AND old.window_start = converted.window_start;

UPDATE subscription_minimum AS minimum SET charge_id = converted.override_id
FROM converted
WHERE minimum.customer_id = converted.customer_id AND minimum.charge_id = converted.charge_id
  AND minimum.window_start = converted.window_start
  AND NOT EXISTS (SELECT 1 FROM subscription_minimum AS own
    WHERE own.customer_id = converted.customer_id AND own.charge_id = converted.override_id
      AND own.window_start = converted.window_start);
