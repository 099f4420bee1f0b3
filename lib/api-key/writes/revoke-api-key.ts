import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import { notFound } from "@/lib/errors";
import { type ApiKeyId, idText } from "@/lib/ids";
import { forgetApiKey } from "../reads";
import type { ApiKeyView } from "../schema";
import { lockApiKey, updateRevoked } from "../store";
import { apiKeyView } from "../view";

/**
 * Ends a key for good. Revoking twice is one revocation.
 *
 * @throws DomainError `not_found`.
 */
export async function revokeApiKey(ctx: Context, id: ApiKeyId): Promise<ApiKeyView> {
  const { key, hash } = await transact(ctx, async (tx) => {
    const locked = await lockApiKey(tx, ctx, id);
    if (locked === undefined) throw notFound("API key", idText("key", id));
    if (locked.key.revokedAt !== null) return locked;
    const revoked = await updateRevoked(tx, id, ctx.at);
    await recordAudit(tx, ctx, {
      action: "api_key.revoked",
      entity: "api_key",
      entityId: idText("key", id),
      before: { name: revoked.name, lastFour: revoked.lastFour },
    });
    return { key: revoked, hash: locked.hash };
  });
  // After the commit: another request must not fetch the live key again in between.
  forgetApiKey(hash);
  return apiKeyView(key, ctx.at);
}
