/**
 * What the entries, and the draws of holds, say that stored figures must be: the first half of
 * the statement of `verify-sql.ts`.
 */

/** Whether a run reads everything (of an organization or of all), or a sample of wallets. */
export type VerifyScope = "all" | "wallets";

/** What entries put into an account of a grant, less what they took out. */
const net = (account: string, name = account.toLowerCase()) => `coalesce(sum(CASE
      WHEN to_account = '${account}' THEN amount
      WHEN from_account = '${account}' THEN -amount END) FILTER (WHERE grant_id IS NOT NULL), 0)
      AS ${name}`;

/** What is owed rises by what leaves `OVERAGE`, and falls by what returns to it. */
const OWED = `coalesce(sum(CASE WHEN from_account = 'OVERAGE' THEN amount
      WHEN to_account = 'OVERAGE' THEN -amount END), 0)`;

const WALLET_ACCOUNTS = ["AVAILABLE", "HELD", "PENDING"].map((account) => net(account)).join(", ");
const GRANT_ACCOUNTS = ["PENDING", "AVAILABLE", "HELD", "CONSUMED", "EXPIRED", "VOIDED"]
  .map((account) => net(account))
  .join(", ");

/** $1 is an organization, or null for all; of a sample, its wallets. */
const within = (scope: VerifyScope, alias: string, wallet = "wallet_id") =>
  scope === "all"
    ? `($1::uuid IS NULL OR ${alias}.organization_id = $1::uuid)`
    : `${alias}.${wallet} = ANY($1::uuid[])`;

const ENTRIES = {
  all: `SELECT e.* FROM ledger_entry AS e WHERE ${within("all", "e")}`,
  wallets: `SELECT e.* FROM wallet_posting AS p JOIN ledger_entry AS e
      ON e.transaction_id = p.transaction_id AND e.wallet_id = p.wallet_id
    WHERE ${within("wallets", "p")}`,
} as const satisfies Record<VerifyScope, string>;

const stored = (scope: VerifyScope) => `stored_wallet AS (
    SELECT w.*, w.seq::numeric(38,9) AS last_seq FROM wallet AS w WHERE ${within(scope, "w", "id")}
  ), stored_grant AS (
    SELECT g.* FROM credit_grant AS g ${
      scope === "all"
        ? `WHERE ${within("all", "g")}`
        : "JOIN stored_wallet AS w ON w.id = g.wallet_id AND w.customer_id = g.customer_id"
    }
  ), stored_lot AS (
    SELECT l.* FROM overage_lot AS l WHERE ${within(scope, "l")}
  ), stored_refill AS (
    SELECT f.* FROM wallet_refill AS f WHERE ${within(scope, "f")}
  ), stored_hold AS (
    SELECT h.*, h.amount - h.captured - h.released AS kept FROM credit_hold AS h
    WHERE ${
      scope === "all"
        ? within("all", "h")
        : "h.id IN (SELECT hold_id FROM hold_draw AS d WHERE d.wallet_id = ANY($1::uuid[]))"
    }
  )`;

const OF_GRANTS_AND_WALLETS = `rebuilt_grant AS (
    -- A grant is born out of ISSUED or MOVED; what moves on out of it ends in MOVED.
    SELECT grant_id AS id, organization_id, ${GRANT_ACCOUNTS},
      coalesce(sum(amount) FILTER (WHERE to_account = 'MOVED'), 0) AS moved,
      coalesce(sum(amount) FILTER (WHERE from_account = 'MOVED'), 0) AS received,
      coalesce(sum(amount) FILTER (WHERE from_account IN ('ISSUED', 'MOVED')), 0) AS amount
    FROM entry WHERE grant_id IS NOT NULL GROUP BY grant_id, organization_id
  ), rebuilt_wallet AS (
    SELECT wallet_id AS id, organization_id, ${WALLET_ACCOUNTS}, ${OWED} AS overage
    FROM entry GROUP BY wallet_id, organization_id
  ), rebuilt_lot AS (
    SELECT lot_id AS id, organization_id, ${OWED} AS open, ${net("CONSUMED", "settled")},
      coalesce(sum(CASE WHEN from_account = 'INVOICED' THEN amount
        WHEN to_account = 'INVOICED' THEN -amount END), 0) AS invoiced,
      coalesce(sum(amount) FILTER (WHERE from_account = 'VOIDED'), 0) AS cleared,
      coalesce(sum(amount) FILTER (WHERE from_account = 'OVERAGE'), 0) AS amount
    FROM entry WHERE lot_id IS NOT NULL GROUP BY lot_id, organization_id
  ), received AS (
    -- What the grants that were made of another one's credits got.
    SELECT g.parent_grant_id AS id, sum(r.received) AS moved
    FROM rebuilt_grant AS r JOIN credit_grant AS g ON g.id = r.id
    WHERE r.received > 0 GROUP BY g.parent_grant_id
  )`;

const OF_POSTINGS = `posting AS (
    -- The last posting must be the wallet itself, and the numbers must have no gap.
    SELECT DISTINCT ON (p.wallet_id) p.wallet_id AS id, p.available, p.held, p.pending, p.overage,
      count(*) OVER (PARTITION BY p.wallet_id) AS seq, p.seq::numeric(38,9) AS last_seq
    FROM wallet_posting AS p JOIN stored_wallet AS w ON w.id = p.wallet_id
    ORDER BY p.wallet_id, p.seq DESC
  ), step AS (
    SELECT wallet_id, transaction_id, organization_id, ${WALLET_ACCOUNTS}, ${OWED} AS overage
    FROM entry GROUP BY wallet_id, transaction_id, organization_id
  ), history AS (
    SELECT p.wallet_id AS id, w.organization_id, p.seq AS number, p.available, p.held, p.pending,
      p.overage, ${["available", "held", "pending", "overage"]
        .map((figure) => `sum(coalesce(step.${figure}, 0)) OVER story AS summed_${figure}`)
        .join(", ")}
    FROM wallet_posting AS p JOIN stored_wallet AS w ON w.id = p.wallet_id
      LEFT JOIN step ON step.wallet_id = p.wallet_id AND step.transaction_id = p.transaction_id
    WINDOW story AS (PARTITION BY p.wallet_id ORDER BY p.seq)
  ), booked AS (
    SELECT DISTINCT transaction_id AS id, organization_id FROM entry
  )`;

const OF_REFILLS = `refilling AS (
    SELECT g.id AS grant_id, g.organization_id, g.wallet_id, g.parent_grant_id,
      split_part(g.source_reference, ':', 1) AS refill, split_part(g.source_reference, ':', 2) AS index
    FROM stored_grant AS g
    WHERE g.source = 'refill' AND g.source_reference ~ '^[0-9a-f-]{36}:[0-9]{1,9}$'
  ), rebuilt_refill AS (
    SELECT refill::uuid AS id, organization_id, max(index::int) + 1 AS next_index
    FROM refilling GROUP BY refill, organization_id
  )`;

const OF_HOLDS = `draw AS (
    SELECT d.*, h.state, h.organization_id, h.transaction_id,
      CASE WHEN h.state = 'OPEN' THEN d.amount - d.captured - d.released ELSE 0 END AS kept
    FROM stored_hold AS h JOIN hold_draw AS d ON d.hold_id = h.id
  ), rebuilt_hold AS (
    SELECT hold_id AS id, sum(amount) AS amount, sum(captured) AS captured,
      sum(released) AS released, sum(kept) AS kept
    FROM draw GROUP BY hold_id
  ), reserved AS (
    SELECT grant_id AS id, sum(kept) AS held FROM draw GROUP BY grant_id
  ), drawn AS (
    SELECT hold_id, grant_id, organization_id, transaction_id, sum(amount) AS amount
    FROM draw GROUP BY hold_id, grant_id, organization_id, transaction_id
  ), reservation AS (
    SELECT transaction_id, grant_id, sum(amount) AS amount FROM entry
    WHERE to_account = 'HELD' GROUP BY transaction_id, grant_id
  )`;

/** The common table expressions that the comparisons of `verify-sql.ts` read. */
export const rebuiltTables = (scope: VerifyScope) => `entry AS (
    ${ENTRIES[scope]}
  ), ${stored(scope)}, ${OF_GRANTS_AND_WALLETS}, ${OF_POSTINGS}, ${OF_HOLDS},
  ${OF_REFILLS}`;
