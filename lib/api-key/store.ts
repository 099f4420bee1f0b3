import * as z from "zod";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { type ApiKeyId, idFromRow, type OrganizationId } from "@/lib/ids";
import type { CreateApiKeyInput } from "./schema";

export type ApiKey = {
  readonly id: ApiKeyId;
  readonly organizationId: OrganizationId;
  readonly name: string;
  readonly prefix: string;
  readonly lastFour: string;
  readonly scopes: readonly string[];
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly lastUsedFrom: string | null;
  readonly replacedBy: ApiKeyId | null;
};

export const API_KEY_COLUMNS = `id, organization_id, name, prefix, last_four, scopes, created_by,
  created_at, expires_at, revoked_at, last_used_at, last_used_from, replaced_by`;

const ApiKeyRow = z.object({
  id: z.string().transform(idFromRow<ApiKeyId>),
  organization_id: z.string().transform(idFromRow<OrganizationId>),
  name: z.string(),
  prefix: z.string(),
  last_four: z.string(),
  scopes: z.array(z.string()),
  created_by: z.string(),
  created_at: z.date(),
  expires_at: z.date().nullable(),
  revoked_at: z.date().nullable(),
  last_used_at: z.date().nullable(),
  last_used_from: z.string().nullable(),
  replaced_by: z
    .string()
    .transform(idFromRow<ApiKeyId>)
    .nullable(),
});

export function apiKeyFromRow(row: unknown): ApiKey {
  const key = ApiKeyRow.parse(row);
  return {
    id: key.id,
    organizationId: key.organization_id,
    name: key.name,
    prefix: key.prefix,
    lastFour: key.last_four,
    scopes: key.scopes,
    createdBy: key.created_by,
    createdAt: key.created_at,
    expiresAt: key.expires_at,
    revokedAt: key.revoked_at,
    lastUsedAt: key.last_used_at,
    lastUsedFrom: key.last_used_from,
    replacedBy: key.replaced_by,
  };
}

/** `fl_live_` or `fl_test_`, by what the organization is. */
export async function findKeyPrefix(tx: Tx, ctx: Context): Promise<string> {
  const [row] = await tx.sql("SELECT mode::text AS mode FROM organization WHERE id = $1::uuid", [
    ctx.organizationId,
  ]);
  return row?.mode === "LIVE" ? "fl_live_" : "fl_test_";
}

export async function insertApiKey(
  tx: Tx,
  ctx: Context,
  key: CreateApiKeyInput & { id: ApiKeyId; prefix: string; lastFour: string; hash: string },
): Promise<ApiKey> {
  const [row] = await tx.sql(
    `INSERT INTO api_key (id, organization_id, name, prefix, last_four, secret_hash, scopes,
                          created_by, created_at, expires_at)
     VALUES ($1::uuid, $2::uuid, $3::text, $4::text, $5::text, decode($6::text, 'hex'),
             $7::text[], $8::text, $9::timestamptz, $10::timestamptz)
     RETURNING ${API_KEY_COLUMNS}`,
    [
      key.id,
      ctx.organizationId,
      key.name,
      key.prefix,
      key.lastFour,
      key.hash,
      key.scopes,
      ctx.actor.name,
      ctx.at,
      key.expiresAt,
    ],
  );
  return apiKeyFromRow(row);
}

/** @returns the key with the hash to forget it by; `undefined` if the organization has no such key. */
export async function lockApiKey(
  tx: Tx,
  ctx: Context,
  id: ApiKeyId,
): Promise<{ key: ApiKey; hash: string } | undefined> {
  const [row] = await tx.sql(
    `SELECT ${API_KEY_COLUMNS}, encode(secret_hash, 'hex') AS hash FROM api_key
      WHERE organization_id = $1::uuid AND id = $2::uuid FOR UPDATE`,
    [ctx.organizationId, id],
  );
  return row && { key: apiKeyFromRow(row), hash: z.string().parse(row.hash) };
}

export async function updateRevoked(tx: Tx, id: ApiKeyId, at: Date): Promise<ApiKey> {
  const [row] = await tx.sql(
    `UPDATE api_key SET revoked_at = $2::timestamptz WHERE id = $1::uuid
     RETURNING ${API_KEY_COLUMNS}`,
    [id, at],
  );
  return apiKeyFromRow(row);
}

/** @param until the instant at which it ends, never later than its own end. */
export async function updateRolled(
  tx: Tx,
  id: ApiKeyId,
  { until, replacedBy }: { readonly until: Date; readonly replacedBy: ApiKeyId },
): Promise<ApiKey> {
  const [row] = await tx.sql(
    `UPDATE api_key SET expires_at = least(expires_at, $2::timestamptz), replaced_by = $3::uuid
      WHERE id = $1::uuid RETURNING ${API_KEY_COLUMNS}`,
    [id, until, replacedBy],
  );
  return apiKeyFromRow(row);
}

/** What a key may do, for what it may hand on. */
export async function findScopes(tx: Tx, id: ApiKeyId): Promise<readonly string[]> {
  const [row] = await tx.sql("SELECT scopes FROM api_key WHERE id = $1::uuid", [id]);
  return z.array(z.string()).parse(row?.scopes ?? []);
}
