import type { Catalog } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { loadOrganizationZone } from "@/lib/customer/store";
import { readSql } from "@/lib/db/transact";
import { addToMonth, isMonth, monthGrid, monthOf } from "@/lib/time/month-grid";
import { addToDay, localDay, startOfDay } from "@/lib/time/zone";
import { followerOf } from "../rules/follow-successor";
import { foreseeOwn } from "../rules/terms-in-time";
import type { UpcomingQuery, UpcomingRowView, UpcomingView } from "../schema/upcoming";
import { type ChangeRecord, loadScheduled } from "../store/changes";
import { VIEW_COLUMNS, VIEW_TABLES, type ViewRow, viewRowFrom } from "../store/view-row";
import { upcomingDaysView, upcomingRowView } from "../view/upcoming";

const reader = { sql: readSql };

/** More would be no calendar that people read, and take long to foresee. */
const MOST_SUBSCRIPTIONS = 2000;

/** How far ahead a calendar turns: beyond a year all comes again. */
const MOST_MONTHS = 12;

/**
 * What falls due of all running subscriptions from today on: starts, renewals, credits, changes of
 * plan, the days on which what is paused goes on, ends. Customers on a test clock are left out, as
 * their time is not the real one.
 */
export async function listUpcoming(
  ctx: Context,
  { span, kind }: UpcomingQuery,
): Promise<UpcomingView> {
  const zone = await loadOrganizationZone(reader, ctx.organizationId);
  const today = localDay(ctx.at, zone);
  const { month, from, to } = boundsOf(span, today);
  const until = startOfDay(to, zone);
  const [catalog, found] = await Promise.all([
    loadCatalog(reader, ctx.organizationId),
    loadDue(ctx, until),
  ]);
  const due = found.slice(0, MOST_SUBSCRIPTIONS).map((row) => viewRowFrom(row, catalog));
  const changes = await loadScheduled(
    reader,
    due.map(({ id }) => id),
  );
  const rows = due
    .flatMap((row) => rowsOf(row, { catalog, changes, until, zone }))
    .filter((row) => (kind === null || row.kind === kind) && row.day >= from)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  return {
    ...{ zone, today, month, rows },
    days: upcomingDaysView(rows),
    isPartial: found.length > MOST_SUBSCRIPTIONS,
  };
}

/** Local days, `to` exclusive. A month that lies behind, or too far ahead, is the nearest that can be told. */
function boundsOf(span: UpcomingQuery["span"], today: string) {
  if ("days" in span) return { month: null, from: today, to: addToDay(today, span.days) };
  const [first, last] = [monthOf(today), addToMonth(monthOf(today), MOST_MONTHS)];
  const asked = isMonth(span.month) ? span.month : first;
  const [, month = first] = [first, asked, last].sort();
  const days = monthGrid(month).flat();
  return { month, from: days[0] ?? today, to: addToDay(days.at(-1) ?? today, 1) };
}

const loadDue = ({ organizationId }: Context, until: Date) =>
  readSql(
    `SELECT ${VIEW_COLUMNS} FROM ${VIEW_TABLES}
     WHERE subscription.organization_id = $1::uuid AND subscription.next_due_at < $2::timestamptz
       AND customer.test_clock_id IS NULL
     ORDER BY subscription.next_due_at, subscription.id LIMIT $3::int + 1`,
    [organizationId, until, MOST_SUBSCRIPTIONS],
  );

type Look = {
  readonly catalog: Catalog;
  readonly changes: readonly ChangeRecord[];
  readonly until: Date;
  readonly zone: string;
};

function rowsOf(row: ViewRow, look: Look): readonly UpcomingRowView[] {
  const { catalog, changes, until, zone } = look;
  const steps = foreseeOwn(catalog, row, until).filter(
    ({ kind, issues }) => kind !== "issue" || issues.length > 0,
  );
  const change = changes.find(({ subscriptionId }) => subscriptionId === row.id);
  const follower = followerOf(catalog, row, { steps, change, until });
  if (!follower) return steps.map((step) => upcomingRowView(row, step, zone));

  const { end, coming, successor } = follower;
  const [begins, ...after] = successor.steps;
  const lines = [...end.lines, ...begins.lines];
  const next = { ...row, planName: coming.version.planName };
  return [
    ...steps.slice(0, -1).map((step) => upcomingRowView(row, step, zone)),
    upcomingRowView(next, { ...begins, kind: "change", lines }, zone),
    ...after.map((step) => upcomingRowView(next, step, zone)),
  ];
}
