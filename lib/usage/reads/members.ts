/** The members of a customer: what each has used of the period that runs, and may. */
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import type { Context } from "@/lib/context";
import { findCustomer } from "@/lib/customer/reads";
import { onClock } from "@/lib/customer/reads/clock";
import { readSql } from "@/lib/db/transact";
import type { Row } from "@/lib/db/tx";
import { notFound } from "@/lib/errors";
import { type CustomerId, idText } from "@/lib/ids";
import { memberWindow } from "@/lib/ledger/rules/member-window";
import type { MemberDefaultsView, MemberView } from "@/lib/ledger/schema/member";
import { findMemberLimit } from "@/lib/ledger/store/member-limits";
import { DEFAULT_MEMBER, loadPeriods } from "@/lib/ledger/store/members";
import { type Credits, creditsFromRow, creditsText, max, minus, ZERO } from "@/lib/money/credits";
import type { Period } from "@/lib/time/period";
import { localDay } from "@/lib/time/zone";
import { memberCursorText, readMemberCursor } from "../rules/member-cursor";

const tx = { sql: readSql };

type MemberQuery = {
  /** Part of a name. */
  readonly search?: string | undefined;
  readonly cursor?: string | null | undefined;
  readonly limit?: number | undefined;
};

type MemberPage = {
  readonly items: readonly MemberView[];
  readonly nextCursor: string | null;
};

/** What all members of a customer have in common now. @throws DomainError `not_found`. */
export async function findMemberDefaults(
  ctx: Context,
  customerId: CustomerId,
): Promise<MemberDefaultsView> {
  const { window, unit } = await groundOf(ctx, customerId);
  const limit = await findMemberLimit(tx, ctx, { customerId, member: DEFAULT_MEMBER });
  const creditUnit = limit?.creditUnit ?? unit;
  const [total] = await readSql(
    `SELECT coalesce(sum(used), 0)::numeric(38,9)::text AS used FROM member_use
     WHERE customer_id = $1::uuid AND window_start = $2::timestamptz AND credit_unit = $3::text`,
    [customerId, window.start, creditUnit],
  );
  return {
    defaultCreditLimit: limit ? creditsText(limit.limit) : null,
    creditUnit,
    creditsUsed: creditsText(creditsFromRow(total?.used)),
    period: "BILLING_PERIOD",
    periodStart: window.start.toISOString(),
    resetsAt: window.end.toISOString(),
  };
}

/**
 * Those who used credits in the period that runs or the one before it, had events in it, or have
 * limits: the greatest use first.
 *
 * @throws DomainError `not_found`; `validation_error` for a cursor that no list gave.
 */
export async function listMembers(
  ctx: Context,
  customerId: CustomerId,
  { search = "", cursor = null, limit = 50 }: MemberQuery = {},
): Promise<MemberPage> {
  const ground = await groundOf(ctx, customerId);
  const after = cursor === null ? null : readMemberCursor(cursor);
  const rows = await readSql(
    `WITH ${NAMED}, members AS (${MEMBERS})
     SELECT member, credit_unit, credit_limit::text AS credit_limit, is_own, used::text AS used
     FROM members
     WHERE ($5::text = '' OR strpos(lower(member), lower($5::text)) > 0)
       AND ($6::numeric IS NULL OR used < $6::numeric
         OR (used = $6::numeric AND member > $7::text))
     ORDER BY members.used DESC, member LIMIT $8::int + 1`,
    [
      ...baseOf(ground),
      localDay(ground.window.start, ground.zone),
      search,
      after && creditsText(after.used),
      after?.member ?? null,
      limit,
    ],
  );
  const last = rows[limit - 1];
  return {
    items: await viewsOf(rows.slice(0, limit), ground),
    nextCursor: rows.length > limit && last ? memberCursorText(memberOf(last)) : null,
  };
}

/** A member is known by its name alone: one that never used anything has used nothing. @throws DomainError `not_found` for the customer. */
export async function findMember(
  ctx: Context,
  customerId: CustomerId,
  member: string,
): Promise<MemberView> {
  const ground = await groundOf(ctx, customerId);
  const rows = await readSql(
    `WITH named AS (SELECT $4::text AS member), members AS (${MEMBERS})
     SELECT member, credit_unit, credit_limit::text AS credit_limit, is_own, used::text AS used
     FROM members`,
    [...baseOf(ground), member],
  );
  const [view] = await viewsOf(rows, ground);
  if (!view) throw new RangeError("a named member was not answered");
  return view;
}

type Ground = {
  readonly customerId: CustomerId;
  readonly zone: string;
  readonly window: Period;
  /** The organization's default unit. */
  readonly unit: string;
};

const baseOf = ({ customerId, window, unit }: Ground) => [customerId, window.start, unit];

/** $1 customer, $2 start of the window, $4 its first local day. */
const NAMED = `named AS (
    SELECT member FROM member_use WHERE customer_id = $1::uuid
      AND window_start >= $2::timestamptz - interval '62 days'
    UNION SELECT member FROM customer_member_limit WHERE customer_id = $1::uuid AND member <> ''
    UNION SELECT member FROM usage_day
      WHERE customer_id = $1::uuid AND day >= $4::date AND member <> ''
  )`;
/** $3 the unit of those without any limit. */
const MEMBERS = `SELECT named.member, coalesce(own.credit_unit, other.credit_unit, $3::text) AS credit_unit,
    coalesce(own.credit_limit, other.credit_limit) AS credit_limit, own.member IS NOT NULL AS is_own,
    coalesce(taken.used, 0)::numeric(38,9) AS used
  FROM named
  LEFT JOIN customer_member_limit AS own
    ON own.customer_id = $1::uuid AND own.member = named.member
  LEFT JOIN customer_member_limit AS other ON other.customer_id = $1::uuid AND other.member = ''
  LEFT JOIN member_use AS taken ON taken.customer_id = $1::uuid AND taken.member = named.member
    AND taken.window_start = $2::timestamptz
    AND taken.credit_unit = coalesce(own.credit_unit, other.credit_unit, $3::text)`;

async function groundOf(asking: Context, customerId: CustomerId): Promise<Ground> {
  if (!(await findCustomer(asking, customerId)))
    throw notFound("customer", idText("cus", customerId));
  const { at } = await onClock(asking, customerId);
  const periods = (await loadPeriods(tx, [customerId], at)).get(customerId);
  if (!periods) throw new RangeError("a known customer has no zone");
  const { creditUnit: unit } = await findCatalogDefaults(asking);
  return { customerId, zone: periods.zone, window: memberWindow(periods, at), unit };
}

async function viewsOf(rows: readonly Row[], ground: Ground): Promise<readonly MemberView[]> {
  if (rows.length === 0) return [];
  const names = rows.map(({ member }) => String(member));
  const [active, refused] = await Promise.all([lastDays(ground, names), refusals(ground, names)]);
  return rows.map((row) =>
    memberView(row, ground, {
      lastActiveOn: active.get(String(row.member)) ?? null,
      refusedByLimit: refused.get(String(row.member)) ?? 0,
    }),
  );
}

function memberView(
  row: Row,
  { window }: Ground,
  activity: Pick<MemberView, "lastActiveOn" | "refusedByLimit">,
): MemberView {
  const used = creditsFromRow(row.used);
  const limit = row.credit_limit === null ? null : creditsFromRow(row.credit_limit);
  return {
    member: String(row.member),
    creditLimit: limit === null ? null : creditsText(limit),
    limitSource: sourceOf(limit, row.is_own === true),
    creditUnit: String(row.credit_unit),
    period: "BILLING_PERIOD",
    creditsUsed: creditsText(used),
    creditsRemaining: limit === null ? null : creditsText(max(minus(limit, used), ZERO)),
    periodStart: window.start.toISOString(),
    resetsAt: window.end.toISOString(),
    ...activity,
  };
}

function sourceOf(limit: Credits | null, isOwn: boolean): MemberView["limitSource"] {
  if (limit === null) return null;
  return isOwn ? "member" : "default";
}

async function lastDays({ customerId, window, zone }: Ground, names: readonly string[]) {
  const rows = await readSql(
    `SELECT member, max(day)::text AS day FROM usage_day
     WHERE customer_id = $1::uuid AND day >= $2::date AND member = ANY($3::text[])
     GROUP BY member`,
    [customerId, localDay(window.start, zone), [...names]],
  );
  return new Map(rows.map(({ member, day }) => [String(member), String(day)]));
}

async function refusals({ customerId, window }: Ground, names: readonly string[]) {
  const rows = await readSql(
    `SELECT member, count(*)::int AS refused FROM usage_event
     WHERE customer_id = $1::uuid AND code = 'limit_reached' AND member = ANY($2::text[])
       AND occurred_at >= $3::timestamptz
     GROUP BY member`,
    [customerId, [...names], window.start],
  );
  return new Map(rows.map(({ member, refused }) => [String(member), Number(refused)]));
}

const memberOf = (row: Row) => ({ used: creditsFromRow(row.used), member: String(row.member) });
