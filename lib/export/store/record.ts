/** An export as its row keeps it. */
import type { Row } from "@/lib/db/tx";
import { type ExportId, idFromRow, type OrganizationId } from "@/lib/ids";
import { decimalFromRow } from "@/lib/money/decimal";
import type { ListName } from "../reads/lists";
import type { ExportState, FilterWord } from "../schema";

/** What is asked for. */
export type NewExport = {
  readonly id: ExportId;
  readonly organizationId: OrganizationId;
  readonly list: ListName;
  /** The address of the list as it is seen: with who asks, it tells one export from another. */
  readonly source: string;
  /** As JSON: amounts as text, instants as ISO. */
  readonly query: string;
  readonly filters: readonly FilterWord[];
  readonly fileName: string;
  /** Of the actor: a person, a key. */
  readonly askedById: string | null;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly expiresAt: Date;
};

export type ExportRecord = Omit<NewExport, "query"> & {
  readonly query: unknown;
  readonly state: ExportState;
  /** After which row the next piece begins; null: with the first. */
  readonly cursor: string | null;
  readonly pieces: number;
  readonly rows: number;
  readonly totals: Readonly<Record<string, bigint>>;
  readonly finishedAt: Date | null;
  readonly failure: string | null;
};

export const COLUMNS = `id, organization_id, list, source, query, filters, file_name, asked_by_id, asked_by,
  asked_at, expires_at, state, cursor, pieces, rows, totals, finished_at, failure`;

export const exportFromRow = (row: Row): ExportRecord => ({
  id: idFromRow<ExportId>(row.id),
  organizationId: idFromRow<OrganizationId>(row.organization_id),
  list: row.list as ListName,
  source: String(row.source),
  query: row.query,
  filters: row.filters as readonly FilterWord[],
  fileName: String(row.file_name),
  askedById: row.asked_by_id as string | null,
  askedBy: String(row.asked_by),
  askedAt: row.asked_at as Date,
  expiresAt: row.expires_at as Date,
  state: row.state as ExportState,
  cursor: row.cursor as string | null,
  pieces: Number(row.pieces),
  rows: Number(row.rows),
  totals: totalsFromRow(row.totals as Readonly<Record<string, string>>),
  finishedAt: row.finished_at as Date | null,
  failure: row.failure as string | null,
});

const totalsFromRow = (totals: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(totals).map(([name, sum]) => [name, decimalFromRow(sum)]));
