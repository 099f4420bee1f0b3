import type { Context } from "@/lib/context";
import { cursorText, readCursor } from "@/lib/customer/rules/cursor";
import { readSql } from "@/lib/db/transact";
import type { Row } from "@/lib/db/tx";
import type { CustomerId, HoldId, WalletId } from "@/lib/ids";
import type { HoldPage, HoldState, HoldView } from "../schema/hold";
import { instant, text } from "../store/rows";
import { holdView } from "./hold-view";

/** What "now" is for the customer: its test clock's time, if it lives on one. */
const HAS_ENDED = "h.expires_at <= coalesce(clock.now_at, $1::timestamptz)";
const HOLDS = `SELECT h.id, h.customer_id, h.transaction_id, h.credit_unit, h.feature_id, h.member,
    h.amount::text AS amount, h.captured::text AS captured, h.released::text AS released,
    h.state::text AS state, h.expires_at, h.created_at, ${HAS_ENDED} AS has_ended,
    customer.name AS customer_name, feature.name AS feature_name, placed.reason AS purpose
  FROM credit_hold AS h
  JOIN customer ON customer.id = h.customer_id
  JOIN ledger_transaction AS placed ON placed.id = h.transaction_id
  LEFT JOIN test_clock AS clock ON clock.id = customer.test_clock_id
  LEFT JOIN feature ON feature.id = h.feature_id`;
const DRAWS = `SELECT d.hold_id, d.grant_id, d.wallet_id, d.amount::text AS amount,
    d.captured::text AS captured, d.released::text AS released, d.decided_by, g.name AS grant_name
  FROM hold_draw AS d JOIN credit_grant AS g ON g.id = d.grant_id
  WHERE d.hold_id = ANY($1::uuid[]) ORDER BY d.hold_id, d.position`;

/** As SQL, so that a partial index can serve the open ones. */
const IN_STATE: Readonly<Record<HoldState, string>> = {
  open: `h.state = 'OPEN' AND NOT ${HAS_ENDED}`,
  captured: "h.state = 'CAPTURED'",
  released: "h.state = 'RELEASED'",
  expired: `(h.state = 'EXPIRED' OR (h.state = 'OPEN' AND ${HAS_ENDED}))`,
};

/** By age, either way. */
const ORDERS = {
  newest: { direction: "DESC", beyond: "<" },
  oldest: { direction: "ASC", beyond: ">" },
} as const;

export type HoldQuery = {
  readonly customerId?: CustomerId | undefined;
  readonly walletId?: WalletId | undefined;
  readonly state?: HoldState | undefined;
  /** Only those as old as that. */
  readonly placedBefore?: Date | undefined;
  readonly order?: keyof typeof ORDERS | undefined;
  readonly cursor?: string | null | undefined;
  readonly limit?: number | undefined;
};

/**
 * The organization's holds, newest first unless asked otherwise.
 *
 * @throws DomainError `validation_error` for a cursor that no list gave.
 */
export async function listHolds(ctx: Context, query: HoldQuery): Promise<HoldPage> {
  const { customerId = null, walletId = null, state, cursor = null, limit = 50 } = query;
  const after = cursor === null ? null : readCursor(cursor);
  const { direction, beyond } = ORDERS[query.order ?? "newest"];
  const rows = await readSql(
    `${HOLDS} WHERE h.organization_id = $2::uuid AND ${state === undefined ? "true" : IN_STATE[state]}
       AND ($3::uuid IS NULL OR h.customer_id = $3::uuid)
       AND ($4::uuid IS NULL OR EXISTS (
         SELECT 1 FROM hold_draw AS d WHERE d.hold_id = h.id AND d.wallet_id = $4::uuid))
       AND ($5::timestamptz IS NULL OR (h.created_at, h.id) ${beyond} ($5::timestamptz, $6::uuid))
       AND ($8::timestamptz IS NULL OR h.created_at <= $8::timestamptz)
     ORDER BY h.created_at ${direction}, h.id ${direction} LIMIT $7::int + 1`,
    [
      ctx.at,
      ctx.organizationId,
      customerId,
      walletId,
      after?.key ?? null,
      after?.id ?? null,
      limit,
      query.placedBefore ?? null,
    ],
  );
  const last = rows[limit - 1];
  return {
    items: await viewsOf(rows.slice(0, limit)),
    nextCursor:
      rows.length > limit && last
        ? cursorText({ key: instant(last.created_at).toISOString(), id: text(last.id) })
        : null,
  };
}

export async function findHold(ctx: Context, holdId: HoldId): Promise<HoldView | undefined> {
  const rows = await readSql(`${HOLDS} WHERE h.id = $2::uuid AND h.organization_id = $3::uuid`, [
    ctx.at,
    holdId,
    ctx.organizationId,
  ]);
  const [hold] = await viewsOf(rows);
  return hold;
}

async function viewsOf(rows: readonly Row[]): Promise<HoldView[]> {
  if (rows.length === 0) return [];
  const draws = await readSql(DRAWS, [rows.map(({ id }) => text(id))]);
  return rows.map((row) =>
    holdView(
      row,
      draws.filter(({ hold_id }) => hold_id === row.id),
    ),
  );
}
