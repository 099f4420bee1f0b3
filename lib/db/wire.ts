/** How statements reach PostgreSQL: prepared, and those of one turn of the event loop in one write. */
import type { Writable } from "node:stream";
import type { PoolClient, QueryResult } from "pg";
import { oncePerProcess } from "@/lib/runtime";
import type { Param, Row } from "./tx";

/** Texts that are put together from parts could be without number; those beyond are not prepared. */
const MOST_NAMES = 300;

/** Sends a statement behind whatever is on its way already. */
export function send(
  client: PoolClient,
  text: string,
  params: readonly Param[] = [],
): Promise<QueryResult<Row>> {
  holdBack(client);
  const values = [...params];
  const name = nameOf(text);
  return client.query(name === undefined ? { text, values } : { name, text, values });
}

/** Sends what takes no parameters and may be several statements at once. */
export function sendPlain(client: PoolClient, text: string): Promise<QueryResult<Row>> {
  holdBack(client);
  return client.query(text);
}

/**
 * Statements are planned once a connection. The names are the process's, as the pool is:
 * dashboard and API are bundled apart.
 */
function nameOf(text: string): string | undefined {
  const names = oncePerProcess("db.statement-names", () => new Map<string, string>());
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}

/**
 * A write to a socket costs more than a short statement: what is asked before the event loop
 * turns goes out together.
 */
function holdBack(client: PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  if (held.has(stream)) return;
  held.add(stream);
  stream.cork();
  process.nextTick(() => {
    held.delete(stream);
    stream.uncork();
  });
}
const held = new Set<Writable>();
