import { idText } from "@/lib/ids";
import type { ApiKeyView } from "./schema";
import type { ApiKey } from "./store";

/** @param at decides whether the key has expired. */
export const apiKeyView = (key: ApiKey, at: Date): ApiKeyView => ({
  id: idText("key", key.id),
  name: key.name,
  prefix: key.prefix,
  lastFour: key.lastFour,
  scopes: [...key.scopes],
  createdBy: key.createdBy,
  createdAt: key.createdAt.toISOString(),
  expiresAt: key.expiresAt?.toISOString() ?? null,
  revokedAt: key.revokedAt?.toISOString() ?? null,
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  lastUsedFrom: key.lastUsedFrom,
  status: statusOf(key, at),
});

function statusOf({ revokedAt, expiresAt }: ApiKey, at: Date): ApiKeyView["status"] {
  if (revokedAt !== null) return "revoked";
  return expiresAt !== null && expiresAt <= at ? "expired" : "active";
}
