import type { Catalog } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { loadOrganizationZone } from "@/lib/customer/store";
import { readSql } from "@/lib/db/transact";
import { addToDay, localDay, startOfDay } from "@/lib/time/zone";
import { foreseeCourse } from "../rules/foresee-course";
import { termsOf } from "../rules/terms";
import type { UpcomingQuery, UpcomingRowView, UpcomingView } from "../schema/upcoming";
import { VIEW_COLUMNS, VIEW_TABLES, type ViewRow, viewRowFrom } from "../store/view-row";
import { upcomingDaysView, upcomingRowView } from "../view/upcoming";

/** More would be no calendar that people read, and take long to foresee. */
const MOST_SUBSCRIPTIONS = 2000;

/**
 * What falls due of all running subscriptions from today on: renewals, credits, ends. Customers on
 * a test clock are left out, as their time is not the real one.
 */
export async function listUpcoming(
  ctx: Context,
  { days, kind }: UpcomingQuery,
): Promise<UpcomingView> {
  const zone = await loadOrganizationZone({ sql: readSql }, ctx.organizationId);
  const until = startOfDay(addToDay(localDay(ctx.at, zone), days), zone);
  const [catalog, found] = await Promise.all([
    loadCatalog({ sql: readSql }, ctx.organizationId),
    loadDue(ctx, until),
  ]);
  const rows = found
    .slice(0, MOST_SUBSCRIPTIONS)
    .flatMap((row) => rowsOf(viewRowFrom(row, catalog), catalog, { until, zone }))
    .filter((row) => kind === null || row.kind === kind)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  return {
    zone,
    days: upcomingDaysView(rows),
    rows,
    isPartial: found.length > MOST_SUBSCRIPTIONS,
  };
}

const loadDue = ({ organizationId }: Context, until: Date) =>
  readSql(
    `SELECT ${VIEW_COLUMNS} FROM ${VIEW_TABLES}
     WHERE subscription.organization_id = $1::uuid AND subscription.next_due_at < $2::timestamptz
       AND customer.test_clock_id IS NULL
     ORDER BY subscription.next_due_at, subscription.id LIMIT $3::int + 1`,
    [organizationId, until, MOST_SUBSCRIPTIONS],
  );

function rowsOf(
  row: ViewRow,
  catalog: Catalog,
  { until, zone }: { readonly until: Date; readonly zone: string },
): readonly UpcomingRowView[] {
  const version = termsOf(catalog, row);
  if (!version) throw new RangeError(`no plan version of ${row.id}`);
  return foreseeCourse(version, row.course, until)
    .filter(({ kind, issues }) => kind !== "issue" || issues.length > 0)
    .map((step) => upcomingRowView(row, step, zone));
}
