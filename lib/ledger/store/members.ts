/**
 * Reads what commands of members must know: their limits, what they have used, and the periods
 * that both count in. Nothing where no command is of a member. Always read under the lock, never
 * remembered: neither a limit nor a subscription moves the version of a wallet.
 */
import type { Tx } from "@/lib/db/tx";
import { type CustomerId, idFromRow } from "@/lib/ids";
import { type Credits, creditsFromRow } from "@/lib/money/credits";
import type { PeriodLength } from "@/lib/time/period";
import type { Books } from "../rules/books";
import { accountKey, type MemberBooks, type MemberLimit } from "../rules/member-limit";
import type { BilledSpan, MemberPeriods } from "../rules/member-window";
import { type Asking, booksKey } from "./asking";
import { PAUSES, pausesFromRow } from "./pauses";
import { instant, orNull, text } from "./rows";

/** As a member's own; stands for whoever has none. */
export const DEFAULT_MEMBER = "";

const LIMITS = `SELECT customer_id, member, credit_unit, credit_limit::text AS credit_limit
  FROM customer_member_limit
  WHERE customer_id = ANY($1::uuid[]) AND member = ANY($2::text[])`;
const USED = `SELECT customer_id, member, credit_unit, window_start, used::text AS used
  FROM member_use WHERE customer_id = ANY($1::uuid[]) AND member = ANY($2::text[])`;
const ZONES = `SELECT id, timezone FROM customer WHERE id = ANY($1::uuid[])`;
const SUBSCRIPTIONS = `SELECT customer_id, ${PAUSES}, zone, anchor_at,
    billing_period::text AS billing_period, billing_period_count, current_period_start,
    current_period_end, started_at, ends_at
  FROM subscription
  WHERE customer_id = ANY($1::uuid[]) AND (ends_at IS NULL OR ends_at > $2::timestamptz)
  ORDER BY customer_id, started_at, id`;

type Members = ReadonlyMap<string, { readonly books: Books; readonly names: ReadonlySet<string> }>;

/** The books with what is known of the members that commands are of. */
export async function withMembers(
  tx: Tx,
  all: ReadonlyMap<string, Books>,
  askings: readonly Asking[],
): Promise<ReadonlyMap<string, Books>> {
  const asked = membersIn(all, askings);
  if (asked.size === 0) return all;
  const known = await loadMembers(tx, asked, earliestOf(askings));
  const books = new Map(all);
  for (const [key, own] of asked) {
    const members = known.get(own.books.customerId);
    if (members) books.set(key, { ...own.books, members });
  }
  return books;
}

/** A capture is of its hold's member. A reversal and the end of a hold lower what they name by themselves. */
function membersIn(all: ReadonlyMap<string, Books>, askings: readonly Asking[]): Members {
  const asked = new Map<string, { books: Books; names: Set<string> }>();
  for (const asking of askings) {
    const key = booksKey(asking);
    const books = all.get(key);
    const member = books && memberOf(asking, books);
    if (!books || !member) continue;
    const own = asked.get(key) ?? { books, names: new Set() };
    own.names.add(member);
    asked.set(key, own);
  }
  return asked;
}

function memberOf({ command }: Asking, { holds }: Books): string | null {
  if (command.kind === "debit" || command.kind === "hold") return command.member;
  return command.kind === "capture" ? (holds.get(command.holdId)?.member ?? null) : null;
}

/** Periods that ended before it are nobody's any more. */
function earliestOf(askings: readonly Asking[]): Date {
  const instants = askings.flatMap(({ at, command }) =>
    command.kind === "debit" ? [at, ...command.parts.map((part) => part.at)] : [at],
  );
  return new Date(Math.min(...instants.map((at) => at.getTime())));
}

async function loadMembers(
  tx: Tx,
  asked: Members,
  since: Date,
): Promise<ReadonlyMap<CustomerId, MemberBooks>> {
  const own = [...asked.values()];
  const customers = own.map(({ books }) => books.customerId);
  const names = [...new Set(own.flatMap((one) => [...one.names]))];
  const periods = await loadPeriods(tx, customers, since);
  const limits = await tx.sql(LIMITS, [customers, [DEFAULT_MEMBER, ...names]]);
  const limited = [...new Set(limits.map(({ customer_id }) => text(customer_id)))];
  const used = limited.length > 0 ? await tx.sql(USED, [limited, names]) : [];

  const members = new Map<CustomerId, MemberBooks>();
  for (const { books, names: mine } of own) {
    const { customerId } = books;
    const ofCustomer = (row: { readonly customer_id?: unknown }) => row.customer_id === customerId;
    members.set(customerId, {
      periods: periods.get(customerId) ?? { zone: "UTC", subscriptions: [] },
      limits: limitsOf(limits.filter(ofCustomer), mine),
      used: new Map(used.filter(ofCustomer).map(usedFromRow)),
    });
  }
  return members;
}

type Row = Readonly<Record<string, unknown>>;

function limitsOf(rows: readonly Row[], names: ReadonlySet<string>) {
  const stored = new Map(rows.map((row) => [text(row.member), limitFromRow(row)]));
  const limits = new Map<string, MemberLimit>();
  for (const name of names) {
    const limit = stored.get(name) ?? stored.get(DEFAULT_MEMBER);
    if (limit) limits.set(name, limit);
  }
  return limits;
}

export const limitFromRow = (row: Row): MemberLimit => ({
  creditUnit: text(row.credit_unit),
  limit: creditsFromRow(row.credit_limit),
});

const usedFromRow = (row: Row): readonly [string, Credits] => [
  accountKey({
    member: text(row.member),
    creditUnit: text(row.credit_unit),
    windowStart: instant(row.window_start),
  }),
  creditsFromRow(row.used),
];

/** The zones of customers, and their subscriptions that ran at `since` or later. */
export async function loadPeriods(
  tx: Tx,
  customers: readonly CustomerId[],
  since: Date,
): Promise<ReadonlyMap<CustomerId, MemberPeriods>> {
  const zones = await tx.sql(ZONES, [[...customers]]);
  const spans = await tx.sql(SUBSCRIPTIONS, [[...customers], since]);
  return new Map(
    zones.map(({ id, timezone }) => {
      const mine = spans.filter(({ customer_id }) => customer_id === id);
      const periods = { zone: text(timezone), subscriptions: mine.map(spanFromRow) };
      return [idFromRow<CustomerId>(id), periods];
    }),
  );
}

const spanFromRow = (row: Row): BilledSpan => ({
  pauses: pausesFromRow(row.pauses),
  startedAt: instant(row.started_at),
  endsAt: orNull(row.ends_at, instant),
  currentPeriodStart: instant(row.current_period_start),
  currentPeriodEnd: instant(row.current_period_end),
  line: {
    anchorAt: instant(row.anchor_at),
    zone: text(row.zone),
    cadence: {
      length: row.billing_period as PeriodLength,
      count: Number(row.billing_period_count),
    },
  },
});
