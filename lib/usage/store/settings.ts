/** What an organization has decided for late events: kept with its other settings. */
import { setTimeout } from "node:timers/promises";
import type { LateSettings } from "@/lib/catalog/rules/catalog";
import { DEFAULT_LATE_USAGE_DAYS } from "@/lib/catalog/rules/catalog";
import { outOfTurn } from "@/lib/db/retry";
import { readSql } from "@/lib/db/transact";
import type { Row, Tx } from "@/lib/db/tx";
import type { OrganizationId } from "@/lib/ids";

export type StoredSettings = LateSettings & {
  readonly eventRetentionDays: number | null;
  readonly zone: string;
};

const READ = "SELECT settings, timezone FROM organization WHERE id = $1::uuid";

export async function loadSettings(tx: Tx, organizationId: OrganizationId) {
  const [row] = await tx.sql(READ, [organizationId]);
  return settingsFromRow(row);
}

export async function lockSettings(tx: Tx, organizationId: OrganizationId) {
  const [row] = await tx.sql(`${READ} FOR UPDATE`, [organizationId]);
  return settingsFromRow(row);
}

function settingsFromRow(row: Row | undefined): StoredSettings {
  if (row === undefined) throw new RangeError("an organization asks that is not there");
  const settings = row.settings as {
    readonly late_usage_days?: number;
    readonly closed_until?: string;
    readonly event_retention_days?: number;
  };
  return {
    lateUsageDays: settings.late_usage_days ?? DEFAULT_LATE_USAGE_DAYS,
    closedUntil: settings.closed_until === undefined ? null : new Date(settings.closed_until),
    eventRetentionDays: settings.event_retention_days ?? null,
    zone: String(row.timezone),
  };
}

/** Null takes the setting away. */
export async function updateSetting(
  tx: Tx,
  organizationId: OrganizationId,
  name: "late_usage_days" | "closed_until",
  value: number | string | null,
): Promise<void> {
  await tx.sql(
    `UPDATE organization SET settings = CASE WHEN $3::jsonb = 'null' THEN settings - $2::text
       ELSE settings || jsonb_build_object($2::text, $3::jsonb) END WHERE id = $1::uuid`,
    [organizationId, name, JSON.stringify(value)],
  );
}

const PATIENCE_MS = 30_000;
const STEP_MS = 20;

/**
 * Until whatever was being written as it was called is written or gone, so that nobody decides by
 * what was set before any more.
 *
 * @throws DomainError `unavailable` if that takes longer than any batch may.
 */
export async function outlastOthers(): Promise<void> {
  // Whoever has written anything by now has a lower number; a snapshot tells only of those that ended.
  const [own] = await readSql("SELECT pg_current_xact_id()::text AS id");
  for (let waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
    const [seen] = await readSql(
      "SELECT pg_snapshot_xmin(pg_current_snapshot()) > $1::text::xid8 AS over",
      [String(own?.id)],
    );
    if (seen?.over === true) return;
    await setTimeout(STEP_MS);
  }
  throw outOfTurn();
}
