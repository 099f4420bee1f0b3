/** How an organization counts late events, and what a change of that would touch. */
import { createHash } from "node:crypto";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { localDay } from "@/lib/time/zone";
import { closedThroughOf, closedUntilOf } from "../rules/closed-through";
import type {
  ClosingPreview,
  LateDaysPreview,
  UsageCheckView,
  UsageSettingsView,
} from "../schema/settings";
import { loadSettings } from "../store/settings";
import { loadUsageCheck } from "../store/usage-checks";
import { differenceWords } from "../view/difference";

const tx = { sql: readSql };

export async function findUsageSettings({
  organizationId,
  at,
}: Context): Promise<UsageSettingsView> {
  const settings = await loadSettings(tx, organizationId);
  const { lateUsageDays, closedUntil, eventRetentionDays, zone } = settings;
  return {
    ...{ lateUsageDays, eventRetentionDays, zone, today: localDay(at, zone) },
    closedUntil: closedUntil?.toISOString() ?? null,
    closedThrough: closedUntil && closedThroughOf(closedUntil, zone),
  };
}

/** Null: none was made yet. */
export async function findUsageCheck({ organizationId }: Context): Promise<UsageCheckView | null> {
  const check = await loadUsageCheck(tx, organizationId);
  if (!check) return null;
  const { checkedAt, days, differenceCount, differences } = check;
  return {
    ...{ checkedAt: checkedAt.toISOString(), days, differenceCount },
    differences: differences.map(differenceWords),
  };
}

const LOOKED_BACK_DAYS = 30;
/** Enough to tell a share by; a month may have millions. */
const MOST_LOOKED_AT = 100_000;

/** What of the last month's events would have been late: the latest of them, where there are many. */
export async function previewLateDays(
  { organizationId, at }: Context,
  days: number,
): Promise<LateDaysPreview> {
  const { lateUsageDays } = await loadSettings(tx, organizationId);
  const [row] = await readSql(
    `SELECT count(*)::int AS arrived,
       count(*) FILTER (WHERE recorded_at - occurred_at > make_interval(hours => $3::int * 24))::int AS now,
       count(*) FILTER (WHERE recorded_at - occurred_at > make_interval(hours => $4::int * 24))::int AS then
     FROM (SELECT recorded_at, occurred_at FROM usage_event
       WHERE organization_id = $1::uuid AND recorded_at <= $2::timestamptz
         AND recorded_at > $2::timestamptz - make_interval(days => ${LOOKED_BACK_DAYS})
       LIMIT ${MOST_LOOKED_AT}) AS lately`,
    [organizationId, at.toISOString(), lateUsageDays, days],
  );
  return {
    ...{ lateUsageDays, days, overDays: LOOKED_BACK_DAYS },
    arrived: Number(row?.arrived),
    lateNow: Number(row?.now),
    lateThen: Number(row?.then),
  };
}

/** What still belongs to the time through this local day, whether or not that may be closed. */
export async function previewClosing(
  { organizationId, at }: Context,
  through: string | null,
): Promise<ClosingPreview> {
  const settings = await loadSettings(tx, organizationId);
  const until = through === null ? null : closedUntilOf(through, settings.zone);
  const counts = await (until === null ? NOTHING_OPEN : countsBefore(organizationId, until, at));
  const told = {
    through,
    closedThrough: settings.closedUntil && closedThroughOf(settings.closedUntil, settings.zone),
    ...counts,
  };
  return { ...told, fingerprint: fingerprintOf(told) };
}

const NOTHING_OPEN = {
  ...{ draftInvoices: 0, refusedEvents: 0, unmatchedEvents: 0, arrivedLately: 0 },
};

async function countsBefore(organizationId: string, until: Date, at: Date) {
  const params = [organizationId, until.toISOString()];
  const [drafts] = await readSql(
    `SELECT count(*)::int AS count FROM invoice WHERE organization_id = $1::uuid
       AND status = 'DRAFT' AND period_end <= $2::timestamptz`,
    params,
  );
  const [waiting] = await readSql(
    `SELECT count(*) FILTER (WHERE status = 'REFUSED')::int AS refused,
       count(*) FILTER (WHERE status = 'UNMATCHED')::int AS unmatched FROM usage_event
     WHERE organization_id = $1::uuid AND status IN ('REFUSED', 'UNMATCHED')
       AND occurred_at < $2::timestamptz AND counted_at < $2::timestamptz`,
    params,
  );
  const [lately] = await readSql(
    `SELECT count(*)::int AS count FROM usage_event
     WHERE organization_id = $1::uuid AND occurred_at < $2::timestamptz
       AND counted_at = occurred_at AND recorded_at >= $2::timestamptz
       AND recorded_at > $3::timestamptz - interval '1 day'`,
    [...params, at.toISOString()],
  );
  return {
    draftInvoices: Number(drafts?.count),
    refusedEvents: Number(waiting?.refused),
    unmatchedEvents: Number(waiting?.unmatched),
    arrivedLately: Number(lately?.count),
  };
}

/** Of what a person weighs; events that come all the while are none of it. */
const fingerprintOf = ({
  arrivedLately: _,
  ...told
}: Omit<ClosingPreview, "fingerprint">): string =>
  createHash("sha256").update(JSON.stringify(told)).digest("hex").slice(0, 32);
