import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { digestOf } from "@/lib/digest";
import type { ApiKeyId } from "@/lib/ids";
import { oncePerProcess } from "@/lib/runtime";
import { isKeyShaped } from "./rules/secret";
import type { ApiKeyView } from "./schema";
import { API_KEY_COLUMNS, type ApiKey, apiKeyFromRow } from "./store";
import { apiKeyView } from "./view";

/** How long an answer is believed: another process's revocation counts after this at the latest. */
const CACHE_MS = 5_000;
const CACHED_AT_MOST = 10_000;
type Cached = { readonly key: ApiKey | undefined; readonly loadedAt: number };

const cache = () => oncePerProcess("api-key-cache", () => new Map<string, Cached>());
type Use = { readonly at: Date; readonly address: string | null };
/** The last use of each key that is not written down yet. */
const uses = () => oncePerProcess("api-key-uses", () => new Map<ApiKeyId, Use>());

/** 256 random bits need no slow hash; equal hashes are found by index. */
export const hashSecret = (secret: string): string => digestOf(secret);

/** Forgets what this process believes of a key, so that a revocation here counts at once. */
export const forgetApiKey = (hash: string): boolean => cache().delete(hash);

/** A key in whatever state: the gate tells of one that no longer works whose it was. */
export async function findApiKey(secret: string, at: Date): Promise<ApiKey | undefined> {
  return isKeyShaped(secret) ? findByHash(hashSecret(secret), at) : undefined;
}

async function findByHash(hash: string, at: Date): Promise<ApiKey | undefined> {
  const cached = cache().get(hash);
  if (cached && Math.abs(at.getTime() - cached.loadedAt) < CACHE_MS) return cached.key;
  const [row] = await readSql(
    `SELECT ${API_KEY_COLUMNS} FROM api_key WHERE secret_hash = decode($1::text, 'hex')`,
    [hash],
  );
  const key = row && apiKeyFromRow(row);
  // Guessed keys must not fill the memory: when it is full, it starts anew.
  if (cache().size >= CACHED_AT_MOST) cache().clear();
  cache().set(hash, { key, loadedAt: at.getTime() });
  return key;
}

/** Notes that the key was used. Nobody's answer waits: `flushKeyUses` writes it down. */
export function noteKeyUse(id: ApiKeyId, at: Date, address: string | null): void {
  const last = uses().get(id);
  if (last === undefined || last.at <= at) uses().set(id, { at, address });
}

/** Writes the last use of every key that was used since: one statement, however many calls. */
export async function flushKeyUses(): Promise<void> {
  const noted = [...uses()];
  if (noted.length === 0) return;
  uses().clear();
  await readSql(
    `UPDATE api_key SET last_used_at = use.at, last_used_from = use.address
       FROM unnest($1::uuid[], $2::timestamptz[], $3::text[]) AS use (id, at, address)
      WHERE api_key.id = use.id AND (last_used_at IS NULL OR last_used_at < use.at)`,
    [
      noted.map(([id]) => id),
      noted.map(([, { at }]) => at.toISOString()),
      noted.map(([, { address }]) => address),
    ],
  );
}

/** Newest first; keys are few. */
export async function listApiKeys(ctx: Context): Promise<readonly ApiKeyView[]> {
  const rows = await readSql(
    `SELECT ${API_KEY_COLUMNS} FROM api_key WHERE organization_id = $1::uuid
      ORDER BY created_at DESC, id DESC`,
    [ctx.organizationId],
  );
  return rows.map((row) => apiKeyView(apiKeyFromRow(row), ctx.at));
}

/** @returns `undefined` if the organization has no such key. */
export async function findApiKeyView(ctx: Context, id: ApiKeyId): Promise<ApiKeyView | undefined> {
  const [row] = await readSql(
    `SELECT ${API_KEY_COLUMNS} FROM api_key WHERE organization_id = $1::uuid AND id = $2::uuid`,
    [ctx.organizationId, id],
  );
  return row && apiKeyView(apiKeyFromRow(row), ctx.at);
}
