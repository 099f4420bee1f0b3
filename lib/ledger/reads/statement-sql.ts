/** The statements behind a wallet's statement. $1 wallet, $2 its last posting, $3 and $4 the period. */
import { BALANCE_CHANGE } from "./transactions-days";

/** What an entry changes a figure by. Overage rises by what leaves it, and falls by what returns. */
const change = (figure: string) => {
  const account = figure.toUpperCase();
  const [plus, minus] = figure === "overage" ? ["from", "to"] : ["to", "from"];
  return `CASE WHEN e.${plus}_account = '${account}' THEN e.amount ELSE 0 END
      - CASE WHEN e.${minus}_account = '${account}' THEN e.amount ELSE 0 END`;
};

const FIGURES = ["available", "held", "pending", "overage"] as const;

const ENTRIES = `wallet_posting AS p JOIN ledger_entry AS e
    ON e.transaction_id = p.transaction_id AND e.wallet_id = p.wallet_id`;
const SCOPE = "p.wallet_id = $1::uuid AND p.seq <= $2::bigint";

const summed = (name: string, when: string) =>
  FIGURES.map(
    (figure) =>
      `coalesce(sum(${change(figure)}) FILTER (WHERE ${when}), 0)::numeric(38,9)::text AS ${figure}_${name}`,
  ).join(",\n    ");

/** The figures' changes before, within and after the period. */
export const STATEMENT_SUMS = `SELECT ${summed("before", "e.effective_at < $3::timestamptz")},
    ${summed("within", "e.effective_at >= $3::timestamptz AND e.effective_at < $4::timestamptz")},
    ${summed("after", "e.effective_at >= $4::timestamptz")}
  FROM ${ENTRIES} WHERE ${SCOPE}`;

const MOVES = `SELECT p.seq, e.transaction_id, e.effective_at AS at, sum(${BALANCE_CHANGE}) AS change,
      sum(${change("available")}) AS available,
      json_agg(json_build_array(e.grant_id, lower(e.from_account::text), lower(e.to_account::text),
        e.amount::text) ORDER BY e.position) AS entries
    FROM ${ENTRIES}
    WHERE ${SCOPE} AND e.effective_at >= $3::timestamptz AND e.effective_at < $4::timestamptz
    GROUP BY p.seq, e.transaction_id, e.effective_at`;

/** In, out and number of the lines of the period. */
export const STATEMENT_TOTALS = `SELECT coalesce(sum(greatest(change, 0)), 0)::numeric(38,9)::text AS came,
    coalesce(sum(greatest(-change, 0)), 0)::numeric(38,9)::text AS went, count(*)::text AS lines
  FROM (${MOVES}) AS moves`;

/** The lines after the cursor ($5 instant, $6 seq), at most $7; running sums from the period's start. */
export const STATEMENT_LINES = `WITH line AS (
    SELECT moves.*, sum(change) OVER story AS balance_so_far, sum(available) OVER story AS available_so_far
    FROM (${MOVES}) AS moves WINDOW story AS (ORDER BY at, seq)
  )
  SELECT line.seq::text AS seq, line.transaction_id, line.at, line.change::numeric(38,9)::text AS change,
    line.balance_so_far::numeric(38,9)::text AS balance_so_far,
    line.available_so_far::numeric(38,9)::text AS available_so_far, line.entries,
    t.kind, t.reason_code, t.reason, t.cause_kind, t.cause_id, t.reference, t.member, t.actor_name,
    t.recorded_at, f.name AS feature_name,
    (SELECT json_object_agg(g.id, g.name) FROM credit_grant AS g
      WHERE g.id IN (SELECT (entry ->> 0)::uuid FROM json_array_elements(line.entries) AS entry)) AS grant_names
  FROM line JOIN ledger_transaction AS t ON t.id = line.transaction_id
    LEFT JOIN feature AS f ON f.id = t.feature_id
  WHERE $5::timestamptz IS NULL OR (line.at, line.seq) > ($5::timestamptz, $6::bigint)
  ORDER BY line.at, line.seq LIMIT $7::int + 1`;
