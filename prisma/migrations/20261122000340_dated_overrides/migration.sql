-- Terms of a subscription's own have a time now, and those of use go by the feature, so that they
-- outlive the version they were agreed under. What was agreed at a start holds from it on, for good.

CREATE FUNCTION pg_temp.text_of(amount numeric) RETURNS text LANGUAGE sql IMMUTABLE
  AS $$ SELECT trim_scale(amount)::text $$;

CREATE FUNCTION pg_temp.agreed(choices jsonb, since timestamptz) RETURNS jsonb LANGUAGE sql AS $$
  SELECT choices || jsonb_build_object('overrides', coalesce(jsonb_agg(terms || jsonb_build_object(
    'id', gen_random_uuid(), 'until', NULL, 'by', 'Migration', 'reason', 'Agreed at the start',
    'since', to_char(since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))), '[]'))
  FROM (
    SELECT CASE charge.kind
        WHEN 'USAGE' THEN jsonb_build_object('kind', 'price', 'featureId', charge.feature_id,
          'unit', CASE WHEN charge.price_unit IS NULL
            THEN jsonb_build_object('kind', 'money',
              'currency', coalesce(charge.currency, plan_version.currency))
            ELSE jsonb_build_object('kind', 'credits', 'creditUnit', charge.price_unit) END,
          'price', jsonb_build_object('model', charge.model, 'amount', own.value #>> '{}',
            'packageSize', pg_temp.text_of(charge.package_size), 'tiers', '[]'::jsonb,
            'freeUnits', pg_temp.text_of(charge.free_units),
            'minimum', pg_temp.text_of(charge.minimum),
            'maximum', pg_temp.text_of(charge.maximum), 'fixedPerEvent', NULL,
            'freeEvents', 0, 'freeAmount', NULL))
        ELSE jsonb_build_object('kind', 'fee', 'chargeId', charge.id, 'amount', own.value #>> '{}')
      END AS terms
    FROM jsonb_each(choices->'overrides'->'amounts') AS own
    JOIN charge ON charge.id = own.key::uuid
    JOIN plan_version ON plan_version.id = charge.plan_version_id
    UNION ALL
    SELECT jsonb_build_object('kind', 'credits', 'planGrantId', own.key,
      'credits', own.value #>> '{}')
    FROM jsonb_each(choices->'overrides'->'credits') AS own
    UNION ALL
    SELECT own.value || jsonb_build_object('kind', 'limit', 'featureId', entitlement.feature_id)
    FROM jsonb_each(choices->'overrides'->'limits') AS own
    JOIN entitlement ON entitlement.id = own.key::uuid
  ) AS agreed
$$;

UPDATE subscription SET choices = pg_temp.agreed(choices, started_at)
WHERE jsonb_typeof(choices->'overrides') = 'object';

UPDATE subscription_change SET choices = pg_temp.agreed(subscription_change.choices, started_at)
FROM subscription WHERE subscription.id = subscription_change.subscription_id
  AND jsonb_typeof(subscription_change.choices->'overrides') = 'object';
