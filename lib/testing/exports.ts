/** Exports as tests ask for and look at them. */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { findExport, listExports, readPieces } from "@/lib/export/reads/exports";
import { LISTS, type ListName, type QueryOf } from "@/lib/export/reads/lists";
import { type AskedExport, askExport } from "@/lib/export/writes/ask-export";
import { writeExport } from "@/lib/export/writes/write-export";
import { ExportId, type ExportId as Id, newId, type RequestLogId } from "@/lib/ids";
import { jobContext } from "@/lib/jobs/task";
import { TASKS } from "@/lib/jobs/tasks";
import { later } from "./factories";
import { type Account, anAccount, give } from "./wallets";

/** An export of the whole ledger, unless told otherwise. */
export async function anExport(ctx: Context, over: Partial<AskedExport> = {}): Promise<Id> {
  const asked: AskedExport = {
    ...{ list: "ledger", query: {}, source: "/ledger", filters: [], fileName: "ledger" },
    ...over,
  };
  return ExportId.parse((await askExport(ctx, asked)).id);
}

/** A run of the job, which takes two rows at a time and ends after `pieces`. */
export const writeSome = (ctx: Context, id: Id, pieces = 1_000) =>
  writeExport(
    id,
    (organizationId) =>
      jobContext({ name: "write-export", id: "1", at: ctx.at, payload: {} }, organizationId),
    { rows: 2, pieces },
  );

export async function exported(ctx: Context, id: Id) {
  const found = await findExport(ctx, id);
  if (!found) throw new Error("the export is gone");
  let text = "";
  for await (const piece of readPieces(found)) text += piece;
  const [header = "", ...lines] = text.split("\r\n").slice(0, -1);
  return { ...found, header, lines, ids: column(lines, 0) };
}

/** A list as a file, asked for and written. */
export async function fileOf<Name extends ListName>(
  ctx: Context,
  name: Name,
  query: QueryOf<Name>,
) {
  const id = await anExport(ctx, { list: name, query, source: `/${name}` });
  await writeSome(ctx, id);
  return exported(ctx, id);
}

/** One column of a file whose cells hold no comma. */
export const column = (lines: readonly string[], at: number) =>
  lines.map((line) => line.split(",")[at] ?? "");

/** What its deeds were, in order. */
export async function deedsOf(ctx: Context) {
  const rows = await readSql(
    `SELECT action, actor_name, reason FROM audit_record
     WHERE organization_id = $1::uuid AND entity = 'export' ORDER BY id`,
    [ctx.organizationId],
  );
  return rows.map(({ action, actor_name, reason }) => [action, actor_name, reason]);
}

/** So many calls of the API, one a second up to the asking, as the request log keeps them. */
export async function callsOf(ctx: Context, count: number): Promise<void> {
  const ids = Array.from({ length: count }, () => newId<RequestLogId>());
  await readSql(
    `INSERT INTO request_log (id, organization_id, at, method, path, status, ms, actor_name,
       request_id, is_replayed)
     SELECT call.id, $2::uuid, $3::timestamptz - make_interval(secs => $4::int - call.place),
       'GET', '/customers', 200, 1, 'Test', 'call-' || call.place, false
     FROM unnest($1::uuid[]) WITH ORDINALITY AS call (id, place)`,
    [ids, ctx.organizationId, ctx.at, count],
  );
}

export const ALL_LISTS = Object.keys(LISTS) as ListName[];

/** All of an organization's, newest first. */
export const list = async (ctx: Context) =>
  (await listExports(ctx, { lists: ALL_LISTS, after: null })).items;

/** The same caller, so many seconds later. */
export const moment = (ctx: Context, seconds: number) =>
  later(ctx, new Date(ctx.at.getTime() + seconds * 1_000));

/** A run of the job that looks after all exports. */
export const tend = (ctx: Context) =>
  TASKS["tend-exports"]({ name: "tend-exports", id: "1", at: ctx.at, payload: {} });

/** Five grants, a second apart, the last just before `ctx.at`. */
export async function aLedger(ctx: Context): Promise<Account> {
  const account = await anAccount(moment(ctx, -60));
  for (const [place, amount] of ["1", "2.5", "3", "0.000000001", "5"].entries()) {
    await give(moment(ctx, place - 9), account, amount);
  }
  return account;
}

/** Its jobs that wait. */
export async function jobsOf(id: Id): Promise<number> {
  const [row] = await readSql(
    `SELECT count(*)::int AS jobs FROM graphile_worker._private_jobs
     WHERE payload ->> 'exportId' = $1::text`,
    [id],
  );
  return Number(row?.jobs);
}

/** As if nobody had touched it for three minutes. */
export const forget = (id: Id) =>
  readSql("UPDATE export SET touched_at = now() - interval '3 minutes' WHERE id = $1::uuid", [id]);

/** So many members of a customer, each limited to a credit. */
export async function membersOf(ctx: Context, { customerId }: Account, count: number) {
  await readSql(
    `INSERT INTO customer_member_limit (customer_id, member, organization_id, credit_unit,
       credit_limit, updated_at)
     SELECT $1::uuid, 'member-' || place, $2::uuid, 'credits', 1, $3::timestamptz
     FROM generate_series(1, $4::int) AS place`,
    [customerId, ctx.organizationId, ctx.at, count],
  );
}
