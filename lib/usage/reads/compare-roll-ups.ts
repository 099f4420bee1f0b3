/**
 * Whether the roll-ups are what the events say, where raw events are still kept; and the ledger's own
 * sums by day and by member what its entries say.
 */
import { prisma } from "@/lib/db/prisma";
import type { Row, Tx } from "@/lib/db/tx";
import { idFromRow, type OrganizationId } from "@/lib/ids";
import { findDayDifferences } from "@/lib/ledger/store/rebuilt-days";
import { findMemberDifferences } from "@/lib/ledger/store/rebuilt-members";
import type { SumDifference } from "@/lib/ledger/store/rebuilt-sums";
import {
  type Days,
  findDifferences,
  type RollUpDifference,
  type RollUpName,
} from "../store/rebuilt-roll-ups";
import { findRunDifferences } from "../store/rebuilt-runs";
import { loadDroppedBefore } from "../store/retention";
import { loadSettings } from "../store/settings";

export const ROLL_UPS: readonly RollUpName[] = ["usage_day", "usage_hour"];

export type Comparison = {
  /** The days whose roll-ups were compared; null: of none of those asked for are all events kept. */
  readonly days: Days | null;
  readonly differences: readonly RollUpDifference[];
};

const DAY_MS = 86_400_000;

export const dayText = (at: Date): string => at.toISOString().slice(0, 10);

/** The cold client: a reading of many days may take long. */
const db: Tx = {
  sql: (text, params = []) => prisma().$queryRawUnsafe<Row[]>(text, ...params),
};

/** @param days local days of each customer; of roll-ups, those that events were thrown away of are left out. */
export async function compareRollUps(
  organizationId: OrganizationId,
  days: Days,
): Promise<Comparison> {
  const kept = await keptDays(db, organizationId, days);
  const differences: RollUpDifference[] = [];
  if (kept !== null) {
    for (const name of ROLL_UPS)
      differences.push(...(await findDifferences(db, { organizationId, name, days: kept })));
    differences.push(...(await findRunDifferences(db, { organizationId, days: kept })));
  }
  return {
    days: kept,
    differences: [...differences, ...(await ledgerDifferences(organizationId, days))],
  };
}

/** Entries are kept for ever, whatever becomes of the events. */
async function ledgerDifferences(
  organizationId: OrganizationId,
  days: Days,
): Promise<readonly RollUpDifference[]> {
  const asked = { organizationId, days };
  const told = (rollUp: "ledger_day" | "member_use") => (difference: SumDifference) => ({
    ...{ ...difference, rollUp, featureId: null, apiKeyId: null },
    stored: { credits: difference.stored },
    rebuilt: { credits: difference.rebuilt },
  });
  return [
    ...(await findDayDifferences(db, asked)).map(told("ledger_day")),
    ...(await findMemberDifferences(db, asked)).map(told("member_use")),
  ];
}

/** Of the days asked for, those whose events are all still there, in whatever zone. */
export async function keptDays(
  tx: Tx,
  organizationId: OrganizationId,
  { from, to }: Days,
): Promise<Days | null> {
  const dropped = await loadDroppedBefore(tx, organizationId);
  const first = dropped === null ? from : dayText(new Date(dropped.getTime() + 2 * DAY_MS));
  const kept = { from: first > from ? first : from, to };
  return kept.from > kept.to ? null : kept;
}

/** Each of them, in order. */
export function eachDay({ from, to }: Days): readonly string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = dayText(new Date(Date.parse(day) + DAY_MS))) days.push(day);
  return days;
}

/**
 * The days that are over and that late events may have changed since they were compared last; those
 * before were compared when they were new.
 */
const recentDays = (at: Date, lateUsageDays: number): Days => ({
  from: dayText(new Date(at.getTime() - (lateUsageDays + 1) * DAY_MS)),
  to: dayText(new Date(at.getTime() - DAY_MS)),
});

export type Compared = Comparison & { readonly organizationId: OrganizationId };

/** Every organization's days: those named, or of each the ones that may have changed lately. */
export async function compareEverywhere(days: Days | { readonly recentAt: Date }) {
  const compared: Compared[] = [];
  for (const { id } of await db.sql("SELECT id FROM organization ORDER BY id")) {
    const organizationId = idFromRow<OrganizationId>(id);
    const own = "from" in days ? days : await recentDaysOf(organizationId, days.recentAt);
    compared.push({ organizationId, ...(await compareRollUps(organizationId, own)) });
  }
  return compared as readonly Compared[];
}

const recentDaysOf = async (organizationId: OrganizationId, at: Date) =>
  recentDays(at, (await loadSettings(db, organizationId)).lateUsageDays);
