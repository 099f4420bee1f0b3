/** An export as its row keeps it. */
import type { Row } from "@/lib/db/tx";
import { type ExportId, idFromRow, type OrganizationId } from "@/lib/ids";
import { decimalFromRow, decimalText } from "@/lib/money/decimal";
import type { ListName } from "../reads/lists";
import type { Totals } from "../rules/totals";
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
  readonly totals: Totals;
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
  totals: totalsFromRow(row.totals as StoredTotals),
  finishedAt: row.finished_at as Date | null,
  failure: row.failure as string | null,
});

type StoredTotals = Readonly<Record<string, Readonly<Record<string, string>>>>;

const totalsFromRow = (totals: StoredTotals): Totals =>
  mapValues(totals, (sums) => mapValues(sums, decimalFromRow));

/** As their column keeps them. */
export const totalsJson = (totals: Totals): string =>
  JSON.stringify(mapValues(totals, (sums) => mapValues(sums, decimalText)));

const mapValues = <From, To>(of: Readonly<Record<string, From>>, map: (one: From) => To) =>
  Object.fromEntries(Object.entries(of).map(([name, one]) => [name, map(one)]));
