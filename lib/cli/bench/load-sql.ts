/**
 * Events in bulk, by the tables that one call of the ingest touches: each use takes so many events
 * of one customer and feature at one instant, as a batch of a busy stream brings them. A credit an
 * event, from the grant that burns first.
 *
 * Parameters: organization, rounds before, rounds, start, time between rounds, events a use.
 */
const USES = `features AS MATERIALIZED (
    SELECT feature.id AS feature_id, event_name, credit_cost.id AS cost_id,
      row_number() OVER (ORDER BY feature.id) - 1 AS place, count(*) OVER () AS many
    FROM feature JOIN meter ON meter.feature_id = feature.id
    JOIN credit_cost ON credit_cost.feature_id = feature.id WHERE feature.organization_id = $1::uuid
  ), first AS MATERIALIZED (
    SELECT DISTINCT ON (wallet_id) id, wallet_id FROM credit_grant
    WHERE organization_id = $1::uuid AND live ORDER BY wallet_id, priority, expires_at NULLS LAST, id
  ), rounds AS (
    SELECT nth, $2::int + nth AS round, $4::timestamptz + ($2::int + nth) * $5::interval AS at
    FROM generate_series(1, $3::int) AS nth
  ), uses AS MATERIALIZED (
    SELECT uuidv7() AS id, customer.id AS customer_id, external_id, wallet.id AS wallet_id,
      first.id AS grant_id, nth, wallet.seq + nth AS seq, wallet.available - nth * $6::int AS available,
      held, pending, overage, rounds.at, features.feature_id, event_name, cost_id,
      date_trunc('month', rounds.at, 'UTC') AS month,
      coalesce(counter.quantity, 0)::bigint + $6::int * (row_number() OVER (PARTITION BY customer.id,
        features.feature_id, date_trunc('month', rounds.at, 'UTC') ORDER BY nth) - 1) AS before
    FROM rounds JOIN features ON features.place = rounds.round % features.many
    CROSS JOIN customer JOIN wallet ON wallet.customer_id = customer.id
    JOIN first ON first.wallet_id = wallet.id
    LEFT JOIN usage_counter AS counter ON counter.customer_id = customer.id
      AND counter.feature_id = features.feature_id AND counter.price_version_id = cost_id
      AND counter.split = '' AND counter.window_start = date_trunc('month', rounds.at, 'UTC')
    WHERE customer.organization_id = $1::uuid ORDER BY nth
  ), events AS MATERIALIZED (
    SELECT uuidv7() AS id, uses.id AS transaction_id, customer_id, external_id, at, feature_id,
      event_name, cost_id, before + place AS before, place
    FROM uses CROSS JOIN generate_series(0, $6::int - 1) AS place ORDER BY nth
  )`;

const LEDGER = `transactions AS (
    INSERT INTO ledger_transaction (id, organization_id, customer_id, kind, origin, reference,
      content_hash, amount, actor_kind, actor_name, feature_id, cause_kind, outcome, request_id,
      effective_at, recorded_at)
    SELECT id, $1::uuid, customer_id, 'debit', 'system', 'usage:' || id, sha256(id::text::bytea),
      $6::int, 'system', 'bench', feature_id, 'usage', (SELECT jsonb_build_object('p',
        jsonb_agg(jsonb_build_array('1', '1', '0', '0', place::text) ORDER BY place))
      FROM generate_series(0, $6::int - 1) AS place), 'bench', at, at FROM uses
  ), postings AS (
    INSERT INTO wallet_posting (wallet_id, seq, transaction_id, customer_id, available, held,
      pending, overage, at)
    SELECT wallet_id, seq, id, customer_id, available, held, pending, overage, at FROM uses
  ), entries AS (
    INSERT INTO ledger_entry (transaction_id, position, organization_id, customer_id, wallet_id,
      grant_id, from_account, to_account, amount, decided_by, effective_at, recorded_at)
    SELECT id, 0, $1::uuid, customer_id, wallet_id, grant_id, 'AVAILABLE', 'CONSUMED', $6::int,
      'sooner_expiry', at, at FROM uses
  ), days AS (
    INSERT INTO ledger_day AS kept (organization_id, customer_id, day, credits)
    SELECT $1::uuid, customer_id, (at AT TIME ZONE 'UTC')::date, count(*) * $6::int
    FROM uses GROUP BY 2, 3
    ON CONFLICT (customer_id, day) DO UPDATE SET credits = kept.credits + excluded.credits
  ), grants AS (
    UPDATE credit_grant AS g SET available = available - $3::int * $6::int,
      consumed = consumed + $3::int * $6::int FROM first WHERE g.id = first.id
  ), wallets AS (
    UPDATE wallet SET available = available - $3::int * $6::int, seq = seq + $3::int,
      version = version + 1, booked_at = $4::timestamptz + ($2::int + $3::int) * $5::interval
    WHERE organization_id = $1::uuid
  )`;

const EVENTS = `kept AS (
    INSERT INTO usage_event (id, occurred_at, recorded_at, counted_at, organization_id, customer_id,
      external_customer_id, event_id, event_name, status, credits, charges, request_id)
    SELECT id, at, at, at, $1::uuid, customer_id, external_id, 'loaded-' || id, event_name, 'ACCEPTED', 1,
      jsonb_build_array(jsonb_build_object('code', NULL, 'price', jsonb_build_object('id', cost_id,
        'source', 'credit_cost', 'split_value', ''), 'taken', true, 'total', jsonb_build_object(
        'before', before::text, 'after', (before + 1)::text), 'value', '1', 'offset', place::text,
        'credits', '1', 'dropped', '0', 'billable', '1', 'included', '0', 'quantity', '1',
        'feature_id', feature_id, 'credits_back', '0', 'transaction_id', transaction_id,
        'linked_event_id', NULL, 'refused_credits', '0')), 'bench' FROM events
  ), keys AS (
    INSERT INTO usage_event_key (organization_id, event_id, event_ref, at, content_hash)
    SELECT $1::uuid, 'loaded-' || id, id, at, sha256(id::text::bytea) FROM events
  ), counters AS (
    INSERT INTO usage_counter AS counter (customer_id, feature_id, price_version_id, split,
      window_start, organization_id, quantity, priced, events)
    SELECT customer_id, feature_id, cost_id, '', month, $1::uuid, n, n, n
    FROM (SELECT customer_id, feature_id, cost_id, month, count(*) * $6::int AS n
      FROM uses GROUP BY 1, 2, 3, 4) AS sums
    ON CONFLICT (customer_id, feature_id, price_version_id, split, window_start) DO UPDATE SET
      quantity = counter.quantity + excluded.quantity, priced = counter.priced + excluded.priced,
      events = counter.events + excluded.events
  )`;

const rollUp = (table: string, column: string, bucket: string) =>
  `INSERT INTO ${table} (organization_id, customer_id, ${column}, feature_id, events, quantity, credits)
    SELECT $1::uuid, customer_id, bucket, feature_id, n, n, n
    FROM (SELECT customer_id, ${bucket} AS bucket, feature_id, count(*) * $6::int AS n
      FROM uses GROUP BY 1, 2, 3) AS sums
    ON CONFLICT (customer_id, ${column}, feature_id, member, split, api_key_id) DO UPDATE SET
      events = ${table}.events + excluded.events, quantity = ${table}.quantity + excluded.quantity,
      credits = ${table}.credits + excluded.credits`;

export const LOAD_ROUNDS = `WITH ${USES}, ${LEDGER}, ${EVENTS},
  hours AS (${rollUp("usage_hour", "hour", "date_trunc('hour', at, 'UTC')")})
  ${rollUp("usage_day", "day", "(at AT TIME ZONE 'UTC')::date")}`;
