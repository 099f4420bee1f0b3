/** Runs of the ledger's verification, as rows. */
import type { Tx } from "@/lib/db/tx";
import { idFromRow, newId, type OrganizationId, type WalletId } from "@/lib/ids";
import type { CheckedView, DifferenceView } from "../schema/verification";
import { instant, text } from "./rows";

/** A run's own name; no other slice has one. */
export type CheckId = string;

/** Kept of a run; the count tells of the rest. */
const MOST_KEPT = 100;

/** The run that is under way, if there is one. */
export async function findUnfinished(
  tx: Tx,
  organizationId: OrganizationId,
): Promise<{ readonly id: CheckId; readonly askedAt: Date } | undefined> {
  const [row] = await tx.sql(
    `SELECT id, asked_at FROM ledger_check
     WHERE organization_id = $1::uuid AND finished_at IS NULL`,
    [organizationId],
  );
  return row && { id: text(row.id), askedAt: instant(row.asked_at) };
}

/** @returns undefined if another one is under way. */
export async function insertAsked(
  tx: Tx,
  asked: { organizationId: OrganizationId; by: string; at: Date },
): Promise<CheckId | undefined> {
  const [row] = await tx.sql(
    `INSERT INTO ledger_check (id, organization_id, trigger, asked_by, asked_at)
     VALUES ($1::uuid, $2::uuid, 'asked', $3::text, $4::timestamptz)
     ON CONFLICT (organization_id) WHERE finished_at IS NULL DO NOTHING RETURNING id`,
    [newId(), asked.organizationId, asked.by, asked.at.toISOString()],
  );
  return row && text(row.id);
}

/** Takes a run up; undefined if it has been finished meanwhile. */
export async function startCheck(
  tx: Tx,
  id: CheckId,
  at: Date,
): Promise<OrganizationId | undefined> {
  const [row] = await tx.sql(
    `UPDATE ledger_check SET started_at = $2::timestamptz
     WHERE id = $1::uuid AND finished_at IS NULL RETURNING organization_id`,
    [id, at.toISOString()],
  );
  return row && idFromRow<OrganizationId>(row.organization_id);
}

export type CheckResult = {
  readonly counts: CheckedView;
  readonly differences: readonly DifferenceView[];
  readonly durationMs: number;
};

export async function finishCheck(tx: Tx, id: CheckId, result: CheckResult): Promise<void> {
  await tx.sql(
    `UPDATE ledger_check SET duration_ms = $2::int, counts = $3::jsonb,
       difference_count = $4::int, differences = $5::jsonb,
       finished_at = started_at + make_interval(secs => $2::int / 1000.0)
     WHERE id = $1::uuid AND finished_at IS NULL`,
    [id, ...resultColumns(result)],
  );
}

/** Ends a run that came to no result. */
export async function failCheck(tx: Tx, id: CheckId, at: Date, failure: string): Promise<void> {
  await tx.sql(
    `UPDATE ledger_check SET failure = $3::text,
       finished_at = greatest($2::timestamptz, asked_at, started_at)
     WHERE id = $1::uuid AND finished_at IS NULL`,
    [id, at.toISOString(), failure],
  );
}

/** A run of the timetable, with its result. */
export async function insertChecked(
  tx: Tx,
  run: { organizationId: OrganizationId; trigger: "nightly" | "audit"; at: Date },
  result: CheckResult,
): Promise<void> {
  await tx.sql(
    `INSERT INTO ledger_check (id, organization_id, trigger, asked_at, started_at, duration_ms, counts,
       difference_count, differences, finished_at)
     VALUES ($6::uuid, $7::uuid, $8::text, $1::timestamptz, $1::timestamptz, $2::int, $3::jsonb,
       $4::int, $5::jsonb, $1::timestamptz + make_interval(secs => $2::int / 1000.0))`,
    [run.at.toISOString(), ...resultColumns(result), newId(), run.organizationId, run.trigger],
  );
}

const resultColumns = ({ counts, differences, durationMs }: CheckResult) => [
  durationMs,
  JSON.stringify(counts),
  differences.length,
  JSON.stringify(differences.slice(0, MOST_KEPT)),
];

/** The wallets whose turn it is: in so many hours, each comes once. */
export async function listWalletsOfTurn(
  tx: Tx,
  { turn, turns, limit }: { turn: number; turns: number; limit: number },
) {
  const rows = await tx.sql(
    `SELECT id FROM wallet WHERE abs(hashtext(id::text)::bigint) % $2::int = $1::int
     ORDER BY id LIMIT $3::int`,
    [turn, turns, limit],
  );
  return rows.map(({ id }) => idFromRow<WalletId>(id));
}
