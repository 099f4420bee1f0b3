import { idText } from "@/lib/ids";
import { stateOf } from "./rules/life";
import type { ApiKeyView } from "./schema";
import type { ApiKey } from "./store";

/** @param at decides whether the key has expired. */
export const apiKeyView = (key: ApiKey, at: Date): ApiKeyView => ({
  id: idText("key", key.id),
  name: key.name,
  prefix: key.prefix,
  mode: key.prefix.startsWith("fl_live_") ? "live" : "test",
  lastFour: key.lastFour,
  scopes: [...key.scopes],
  createdBy: key.createdBy,
  createdAt: key.createdAt.toISOString(),
  expiresAt: key.expiresAt?.toISOString() ?? null,
  revokedAt: key.revokedAt?.toISOString() ?? null,
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  lastUsedFrom: key.lastUsedFrom,
  replacedBy: key.replacedBy && idText("key", key.replacedBy),
  status: stateOf(key, at),
});
