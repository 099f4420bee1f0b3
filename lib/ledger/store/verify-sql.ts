/** The statement of `ledger verify`; $1 is an organization, or null for all. */

/** What entries put into an account of a grant, less what they took out. */
const net = (account: string) => `coalesce(sum(CASE
      WHEN to_account = '${account}' THEN amount
      WHEN from_account = '${account}' THEN -amount END) FILTER (WHERE grant_id IS NOT NULL), 0)
      AS ${account.toLowerCase()}`;

/** What is owed rises by what leaves `OVERAGE`, and falls by what returns to it. */
const OWED = `coalesce(sum(CASE WHEN from_account = 'OVERAGE' THEN amount
      WHEN to_account = 'OVERAGE' THEN -amount END), 0)`;

const compare = (figures: readonly string[]) =>
  figures
    .map(
      (figure) => `('${figure}', s.${figure}::text, coalesce(r.${figure}, 0)::numeric(38,9)::text)`,
    )
    .join(", ");

/** Rows of `stored` whose figures are not those of `rebuilt`. */
const differences = (
  thing: string,
  tables: { stored: string; rebuilt: string },
  figures: readonly string[],
) => `SELECT '${thing}' AS thing, s.id::text AS id, v.figure, v.stored, v.rebuilt
  FROM ${tables.stored} AS s LEFT JOIN ${tables.rebuilt} AS r ON r.id = s.id
  CROSS JOIN LATERAL (VALUES ${compare(figures)}) AS v (figure, stored, rebuilt)
  WHERE ($1::uuid IS NULL OR s.organization_id = $1::uuid) AND v.stored <> v.rebuilt`;

/** Things that entries tell of and no row holds: a difference with no stored side would show nothing. */
const missing = (thing: string, stored: string, rebuilt: string) =>
  `SELECT '${thing}' AS thing, r.id::text AS id, 'row' AS figure, 'missing' AS stored, 'present' AS rebuilt
  FROM ${rebuilt} AS r WHERE NOT EXISTS (SELECT FROM ${stored} AS s WHERE s.id = r.id)`;

/** The first posting of a wallet that is not the sum of all entries up to it. */
const BROKEN_HISTORY = `SELECT DISTINCT ON (h.id) 'history' AS thing, h.id::text AS id,
    v.figure || ' after ' || h.number AS figure, v.stored, v.rebuilt
  FROM history AS h CROSS JOIN LATERAL (VALUES ${["available", "held", "pending", "overage"]
    .map((figure) => `('${figure}', h.${figure}, h.summed_${figure}::numeric(38,9))`)
    .join(", ")}) AS amounts (figure, stored, rebuilt)
  CROSS JOIN LATERAL (SELECT amounts.figure, amounts.stored::text, amounts.rebuilt::text) AS v
  WHERE amounts.stored <> amounts.rebuilt ORDER BY h.id, h.number`;

const FIGURES = ["available", "held", "pending", "overage"];
const ACCOUNTS = ["pending", "available", "held", "consumed", "expired", "voided", "moved"];

export const VERIFY = `WITH entry AS (
    SELECT * FROM ledger_entry WHERE $1::uuid IS NULL OR organization_id = $1::uuid
  ), rebuilt_grant AS (
    -- A grant is born out of ISSUED or MOVED; what moves on out of it ends in MOVED.
    SELECT grant_id AS id, ${["PENDING", "AVAILABLE", "HELD", "CONSUMED", "EXPIRED", "VOIDED"].map(net).join(", ")},
      coalesce(sum(amount) FILTER (WHERE to_account = 'MOVED'), 0) AS moved,
      coalesce(sum(amount) FILTER (WHERE from_account IN ('ISSUED', 'MOVED')), 0) AS amount
    FROM entry WHERE grant_id IS NOT NULL GROUP BY grant_id
  ), rebuilt_wallet AS (
    SELECT wallet_id AS id, ${["AVAILABLE", "HELD", "PENDING"].map(net).join(", ")}, ${OWED} AS overage,
      count(DISTINCT transaction_id) AS seq
    FROM entry GROUP BY wallet_id
  ), rebuilt_lot AS (
    SELECT lot_id AS id, ${OWED} AS open, ${net("CONSUMED").replace("AS consumed", "AS settled")},
      coalesce(sum(CASE WHEN from_account = 'INVOICED' THEN amount
        WHEN to_account = 'INVOICED' THEN -amount END), 0) AS invoiced,
      coalesce(sum(amount) FILTER (WHERE from_account = 'OVERAGE'), 0) AS amount
    FROM entry WHERE lot_id IS NOT NULL GROUP BY lot_id
  ), stored_wallet AS (
    SELECT id, organization_id, available, held, pending, overage,
      seq::numeric(38,9) AS seq, seq::numeric(38,9) AS last_seq FROM wallet
  ), posting AS (
    -- The last posting must be the wallet itself, and the numbers must have no gap.
    SELECT DISTINCT ON (wallet_id) wallet_id AS id, available, held, pending, overage,
      count(*) OVER (PARTITION BY wallet_id) AS seq, wallet_posting.seq::numeric(38,9) AS last_seq
    FROM wallet_posting ORDER BY wallet_id, wallet_posting.seq DESC
  ), step AS (
    SELECT wallet_id, transaction_id, ${["AVAILABLE", "HELD", "PENDING"].map(net).join(", ")},
      ${OWED} AS overage
    FROM entry GROUP BY wallet_id, transaction_id
  ), history AS (
    SELECT p.wallet_id AS id, p.seq AS number, p.available, p.held, p.pending, p.overage,
      ${["available", "held", "pending", "overage"]
        .map((figure) => `sum(coalesce(step.${figure}, 0)) OVER story AS summed_${figure}`)
        .join(", ")}
    FROM wallet_posting AS p JOIN wallet ON wallet.id = p.wallet_id
      LEFT JOIN step ON step.wallet_id = p.wallet_id AND step.transaction_id = p.transaction_id
    WHERE $1::uuid IS NULL OR wallet.organization_id = $1::uuid
    WINDOW story AS (PARTITION BY p.wallet_id ORDER BY p.seq)
  ), booked AS (
    SELECT DISTINCT transaction_id AS id FROM entry
  )
  ${differences("grant", { stored: "credit_grant", rebuilt: "rebuilt_grant" }, ["amount", ...ACCOUNTS])}
  UNION ALL
  ${differences("wallet", { stored: "stored_wallet", rebuilt: "rebuilt_wallet" }, [...FIGURES, "seq"])}
  UNION ALL
  ${differences("posting", { stored: "stored_wallet", rebuilt: "posting" }, [...FIGURES, "seq", "last_seq"])}
  UNION ALL
  (${BROKEN_HISTORY})
  UNION ALL
  ${differences("lot", { stored: "overage_lot", rebuilt: "rebuilt_lot" }, ["amount", "open", "settled", "invoiced"])}
  UNION ALL
  ${missing("grant", "credit_grant", "rebuilt_grant")}
  UNION ALL
  ${missing("wallet", "wallet", "rebuilt_wallet")}
  UNION ALL
  ${missing("lot", "overage_lot", "rebuilt_lot")}
  UNION ALL
  ${missing("transaction", "ledger_transaction", "booked")}
  ORDER BY 1, 2, 3`;
