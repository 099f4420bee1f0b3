/** The statement of `ledger verify`: what is stored against what the entries say. */
import { rebuiltTables, type VerifyScope } from "./verify-rebuilt";

const compare = (figures: readonly string[]) =>
  figures
    .map(
      (figure) =>
        `('${figure}', s.${figure}::numeric(38,9)::text, coalesce(r.${figure}, 0)::numeric(38,9)::text)`,
    )
    .join(", ");

/** Rows of `stored` whose figures are not those of `rebuilt`. */
const differences = (
  thing: string,
  tables: { stored: string; rebuilt: string },
  figures: readonly string[],
) => `SELECT '${thing}' AS thing, s.id::text AS id, v.figure, v.stored, v.rebuilt, s.organization_id
  FROM ${tables.stored} AS s LEFT JOIN ${tables.rebuilt} AS r ON r.id = s.id
  CROSS JOIN LATERAL (VALUES ${compare(figures)}) AS v (figure, stored, rebuilt)
  WHERE v.stored <> v.rebuilt`;

/** Things that entries tell of and no row holds: a difference with no stored side would show nothing. */
const missing = (thing: string, stored: string, rebuilt: string) =>
  `SELECT '${thing}' AS thing, r.id::text AS id, 'row' AS figure, 'missing' AS stored,
    'present' AS rebuilt, r.organization_id
  FROM ${rebuilt} AS r WHERE NOT EXISTS (SELECT FROM ${stored} AS s
    WHERE s.id = r.id AND s.organization_id = r.organization_id)`;

/** The first posting of a wallet that is not the sum of all entries up to it. */
const BROKEN_HISTORY = `SELECT DISTINCT ON (h.id) 'history' AS thing, h.id::text AS id,
    v.figure || ' after ' || h.number AS figure, v.stored, v.rebuilt, h.organization_id
  FROM history AS h CROSS JOIN LATERAL (VALUES ${["available", "held", "pending", "overage"]
    .map((figure) => `('${figure}', h.${figure}, h.summed_${figure}::numeric(38,9))`)
    .join(", ")}) AS amounts (figure, stored, rebuilt)
  CROSS JOIN LATERAL (SELECT amounts.figure, amounts.stored::text, amounts.rebuilt::text) AS v
  WHERE amounts.stored <> amounts.rebuilt ORDER BY h.id, h.number`;

/** Entries of a wallet in a transaction that its numbering does not know. */
const UNNUMBERED = `SELECT 'posting' AS thing, s.wallet_id::text AS id,
    'after ' || s.transaction_id AS figure, 'missing' AS stored, 'present' AS rebuilt, s.organization_id
  FROM step AS s WHERE NOT EXISTS (SELECT FROM wallet_posting AS p
    WHERE p.wallet_id = s.wallet_id AND p.transaction_id = s.transaction_id)`;

/** A reservation of a hold that its own transaction's entries do not tell. */
const BROKEN_DRAWS = `SELECT 'hold' AS thing, d.hold_id::text AS id, 'drawn of ' || d.grant_id AS figure,
    d.amount::text AS stored, coalesce(r.amount, 0)::numeric(38,9)::text AS rebuilt, d.organization_id
  FROM drawn AS d JOIN stored_grant AS g ON g.id = d.grant_id LEFT JOIN reservation AS r
    ON r.transaction_id = d.transaction_id AND r.grant_id = d.grant_id
  WHERE d.amount <> coalesce(r.amount, 0)`;

/** Entries that stand under another wallet, or another customer, than their grant or wallet has. */
const MISPLACED = `SELECT DISTINCT 'grant' AS thing, g.id::text AS id, 'wallet' AS figure,
    g.wallet_id::text AS stored, e.wallet_id::text AS rebuilt, e.organization_id
  FROM entry AS e JOIN credit_grant AS g ON g.id = e.grant_id WHERE g.wallet_id <> e.wallet_id
  UNION ALL
  SELECT DISTINCT 'wallet', w.id::text, 'customer', w.customer_id::text, e.customer_id::text,
    e.organization_id
  FROM entry AS e JOIN wallet AS w ON w.id = e.wallet_id WHERE w.customer_id <> e.customer_id`;

/** More given back of an entry than it took. */
const OVERDONE = `SELECT 'reversal' AS thing, taken.transaction_id::text AS id,
    'entry ' || taken.position AS figure, taken.amount::text AS stored,
    back.amount::numeric(38,9)::text AS rebuilt, back.organization_id
  FROM (SELECT t.reverses_id, e.reverses, e.organization_id, sum(e.amount) AS amount
      FROM entry AS e JOIN ledger_transaction AS t ON t.id = e.transaction_id
      WHERE e.reverses IS NOT NULL GROUP BY t.reverses_id, e.reverses, e.organization_id) AS back
    JOIN ledger_entry AS taken
      ON taken.transaction_id = back.reverses_id AND taken.position = back.reverses
  WHERE back.amount > taken.amount`;

/** What a debit or a capture says that it took, and what its entries took. */
const UNEXPLAINED = `SELECT 'transaction' AS thing, t.id::text AS id, 'amount' AS figure,
    t.amount::text AS stored, took.amount::numeric(38,9)::text AS rebuilt, t.organization_id
  FROM (SELECT transaction_id, sum(amount) AS amount FROM entry
      WHERE to_account = 'CONSUMED' AND (lot_id IS NULL OR from_account = 'OVERAGE')
      GROUP BY transaction_id) AS took
    JOIN ledger_transaction AS t ON t.id = took.transaction_id
  WHERE t.kind IN ('debit', 'capture') AND t.amount <> took.amount`;

/** A refill whose grants do not name its first one, or stand elsewhere; a wallet that does not know it has any. */
const BROKEN_REFILLS = `SELECT 'refill' AS thing, f.id::text AS id, 'grant ' || g.grant_id AS figure,
    coalesce(f.first_grant_id::text, 'none') AS stored,
    coalesce(g.parent_grant_id::text, 'none') AS rebuilt, f.organization_id
  FROM stored_refill AS f JOIN refilling AS g ON g.refill = f.id::text
  WHERE g.wallet_id <> f.wallet_id OR f.first_grant_id IS DISTINCT FROM
    coalesce(g.parent_grant_id, g.grant_id)
  UNION ALL
  SELECT 'wallet', w.id::text, 'refills', w.has_refills::text, (NOT w.has_refills)::text, w.organization_id
  FROM stored_wallet AS w WHERE w.has_refills <> EXISTS (SELECT FROM stored_refill AS f
    WHERE f.wallet_id = w.id AND f.next_at IS NOT NULL)`;

/**
 * What left a grant for another one has arrived there: grant by grant, within each transaction
 * but a transfer's two sides, and over each organization. A sample does not see both ends.
 */
const UNARRIVED = `SELECT 'grant' AS thing, g.id::text AS id, 'moved on' AS figure, g.moved::text AS stored,
    coalesce(r.moved, 0)::numeric(38,9)::text AS rebuilt, g.organization_id
  FROM stored_grant AS g LEFT JOIN received AS r ON r.id = g.id
  WHERE g.moved <> coalesce(r.moved, 0)
  UNION ALL
  SELECT 'grant', r.id::text, 'parent', 'missing', coalesce(g.parent_grant_id::text, 'named'),
    r.organization_id
  FROM rebuilt_grant AS r JOIN credit_grant AS g ON g.id = r.id
    LEFT JOIN credit_grant AS parent
      ON parent.id = g.parent_grant_id AND parent.organization_id = g.organization_id
  WHERE parent.id IS NULL AND (r.received > 0 OR g.parent_grant_id IS NOT NULL)
  UNION ALL
  SELECT 'transaction', m.id::text, 'moved', m.gone::text, m.come::text, m.organization_id
  FROM (${balanceOfMoves("e.transaction_id", "WHERE t.kind NOT IN ('transfer_out', 'transfer_in')")}) AS m
  WHERE m.gone <> m.come
  UNION ALL
  SELECT 'organization', m.id::text, 'moved', m.gone::text, m.come::text, m.organization_id
  FROM (${balanceOfMoves("e.organization_id")}) AS m WHERE m.gone <> m.come`;

function balanceOfMoves(key: string, where = ""): string {
  return `SELECT ${key} AS id, e.organization_id,
      coalesce(sum(e.amount) FILTER (WHERE e.to_account = 'MOVED'), 0)::numeric(38,9) AS gone,
      coalesce(sum(e.amount) FILTER (WHERE e.from_account = 'MOVED'), 0)::numeric(38,9) AS come
    FROM entry AS e JOIN ledger_transaction AS t ON t.id = e.transaction_id
    ${where} GROUP BY ${key}, e.organization_id`;
}

const FIGURES = ["available", "held", "pending", "overage"];
const ACCOUNTS = ["pending", "available", "held", "consumed", "expired", "voided", "moved"];

const COMPARISONS: readonly string[] = [
  differences("grant", { stored: "stored_grant", rebuilt: "rebuilt_grant" }, [
    "amount",
    ...ACCOUNTS,
  ]),
  differences("wallet", { stored: "stored_wallet", rebuilt: "rebuilt_wallet" }, FIGURES),
  differences("posting", { stored: "stored_wallet", rebuilt: "posting" }, [
    ...FIGURES,
    "seq",
    "last_seq",
  ]),
  `(${BROKEN_HISTORY})`,
  UNNUMBERED,
  differences("lot", { stored: "stored_lot", rebuilt: "rebuilt_lot" }, [
    ...["amount", "open", "settled", "invoiced", "cleared"],
  ]),
  differences("hold", { stored: "stored_hold", rebuilt: "rebuilt_hold" }, [
    ...["amount", "captured", "released", "kept"],
  ]),
  differences("reserved", { stored: "stored_grant", rebuilt: "reserved" }, ["held"]),
  BROKEN_DRAWS,
  differences("refill", { stored: "stored_refill", rebuilt: "rebuilt_refill" }, ["next_index"]),
  BROKEN_REFILLS,
  MISPLACED,
  OVERDONE,
  UNEXPLAINED,
  missing("grant", "credit_grant", "rebuilt_grant"),
  missing("wallet", "wallet", "rebuilt_wallet"),
  missing("lot", "overage_lot", "rebuilt_lot"),
  missing("refill", "wallet_refill", "rebuilt_refill"),
  missing("transaction", "ledger_transaction", "booked"),
];

const statement = (scope: VerifyScope) => {
  const comparisons = scope === "all" ? [...COMPARISONS, UNARRIVED] : COMPARISONS;
  return `WITH ${rebuiltTables(scope)}
  ${comparisons.join("\n  UNION ALL\n  ")}
  ORDER BY 1, 2, 3`;
};

/** $1 is an organization, or null for all. */
export const VERIFY = statement("all");
/** $1 is a list of wallets; what left them for others is not followed. */
export const VERIFY_WALLETS = statement("wallets");
