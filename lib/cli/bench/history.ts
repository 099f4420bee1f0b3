/** Millions of debits behind the ledger, written set by set: as if they had been posted, and verifiable so. */
import pg from "pg";
import { AGE_DAYS, type Shop } from "./wallets";

/** Rounds a statement; in each every wallet is debited once. */
const ROUNDS_AT_ONCE = 10;

/** One credit of the grant that burns first, in each wallet, at each round's own instant. */
const LOAD = `WITH first AS MATERIALIZED (
    SELECT DISTINCT ON (wallet_id) id, wallet_id FROM credit_grant
    WHERE organization_id = $1 AND live ORDER BY wallet_id, priority, expires_at NULLS LAST, id
  ), uses AS MATERIALIZED (
    SELECT uuidv7() AS id, w.customer_id, w.id AS wallet_id, first.id AS grant_id,
      w.seq + nth AS seq, w.available - nth AS available, w.held, w.pending, w.overage,
      $4::timestamptz + ($2::int + nth) * $5::interval AS at
    FROM generate_series(1, $3::int) AS nth CROSS JOIN wallet AS w JOIN first ON first.wallet_id = w.id
    WHERE w.organization_id = $1 ORDER BY nth
  ), transactions AS (
    INSERT INTO ledger_transaction (id, organization_id, customer_id, kind, origin, reference,
      content_hash, amount, actor_kind, actor_name, outcome, request_id, effective_at, recorded_at)
    SELECT id, $1, customer_id, 'debit', 'system', 'loaded-' || id, sha256(id::text::bytea), 1,
      'system', 'bench', '{"p": [["1", "1", "0", "0", "0"]]}', 'bench', at, at FROM uses
  ), postings AS (
    INSERT INTO wallet_posting (wallet_id, seq, transaction_id, customer_id, available, held,
      pending, overage, at)
    SELECT wallet_id, seq, id, customer_id, available, held, pending, overage, at FROM uses
  ), entries AS (
    INSERT INTO ledger_entry (transaction_id, position, organization_id, customer_id, wallet_id,
      grant_id, from_account, to_account, amount, decided_by, effective_at, recorded_at)
    SELECT id, 0, $1, customer_id, wallet_id, grant_id, 'AVAILABLE', 'CONSUMED', 1,
      'sooner_expiry', at, at FROM uses
  ), grants AS (
    UPDATE credit_grant AS g SET available = available - $3::int, consumed = consumed + $3::int
    FROM first WHERE g.id = first.id
  )
  UPDATE wallet SET available = available - $3::int, seq = seq + $3::int, version = version + 1,
    booked_at = $4::timestamptz + ($2::int + $3::int) * $5::interval
  WHERE organization_id = $1`;

/** Loads about so many debits over the days since the grants were given; tells how many. */
export async function loadHistory(
  url: string,
  { ctx, targets }: Shop,
  operations: number,
): Promise<number> {
  const rounds = Math.ceil(operations / targets.length);
  const spanMs = AGE_DAYS * 86_400_000;
  const startAt = new Date(ctx.at.getTime() - spanMs);
  const step = `${Math.floor(spanMs / (rounds + 1))} ms`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (let done = 0; done < rounds; done += ROUNDS_AT_ONCE) {
      const now = Math.min(ROUNDS_AT_ONCE, rounds - done);
      await client.query(LOAD, [ctx.organizationId, done, now, startAt.toISOString(), step]);
    }
    // As autovacuum would have done long before in a ledger that grew by itself.
    await client.query("VACUUM (ANALYZE)");
  } finally {
    await client.end();
  }
  return rounds * targets.length;
}

export type Updates = { readonly all: number; readonly heapOnly: number };

/** Of wallets and grants: how many updates there were, and how many wrote no index. */
export async function readUpdates(url: string): Promise<Updates> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(`SELECT sum(n_tup_upd)::float8 AS all,
        sum(n_tup_hot_upd)::float8 AS heap_only FROM pg_stat_user_tables
      WHERE relname IN ('wallet', 'credit_grant')`);
    return { all: rows[0].all, heapOnly: rows[0].heap_only };
  } finally {
    await client.end();
  }
}
