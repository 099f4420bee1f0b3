import { createHash } from "node:crypto";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { ApiKeyId } from "@/lib/ids";
import { oncePerProcess } from "@/lib/runtime";
import { isKeyShaped } from "./rules/secret";
import type { ApiKeyView } from "./schema";
import { API_KEY_COLUMNS, type ApiKey, apiKeyFromRow } from "./store";
import { apiKeyView } from "./view";

/** How long an answer is believed: another process's revocation counts after this at the latest. */
const CACHE_MS = 5_000;
const CACHED_AT_MOST = 10_000;
/** A key's last use is written at most this often by one process. */
const USE_EVERY_MS = 60_000;

type Cached = { readonly key: ApiKey | undefined; readonly loadedAt: number };

const cache = () => oncePerProcess("api-key-cache", () => new Map<string, Cached>());
const uses = () => oncePerProcess("api-key-uses", () => new Map<ApiKeyId, number>());

/** 256 random bits need no slow hash; equal hashes are found by index. */
export const hashSecret = (secret: string): string =>
  createHash("sha256").update(secret).digest("hex");

/** Forgets what this process believes of a key, so that a revocation here counts at once. */
export const forgetApiKey = (hash: string): boolean => cache().delete(hash);

/** @returns `undefined` for a key that is unknown, revoked, or expired at `at`. */
export async function findActiveApiKey(secret: string, at: Date): Promise<ApiKey | undefined> {
  if (!isKeyShaped(secret)) return undefined;
  const key = await findByHash(hashSecret(secret), at);
  if (key === undefined || key.revokedAt !== null) return undefined;
  return key.expiresAt !== null && key.expiresAt <= at ? undefined : key;
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

/** Remembers that the key was used; once a minute, not once a request. */
export async function touchApiKey(id: ApiKeyId, at: Date, address: string | null): Promise<void> {
  const last = uses().get(id) ?? 0;
  if (at.getTime() - last < USE_EVERY_MS) return;
  uses().set(id, at.getTime());
  await readSql(
    `UPDATE api_key SET last_used_at = $2::timestamptz, last_used_from = $3::text
      WHERE id = $1::uuid AND (last_used_at IS NULL OR last_used_at < $2::timestamptz)`,
    [id, at, address],
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
