import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import { DomainError, invalidField, notFound } from "@/lib/errors";
import { type ApiKeyId, idText } from "@/lib/ids";
import { forgetApiKey } from "../reads";
import { isActive } from "../rules/life";
import type { CreateApiKeyInput, MintedApiKeyView, RollApiKeyInput } from "../schema";
import { type ApiKey, lockApiKey, updateRolled } from "../store";
import { apiKeyView } from "../view";
import { mintApiKey } from "./mint-api-key";

const A_DAY_MS = 86_400_000;

/**
 * Makes a key of the same name and scopes, and ends the old one at a time to come: until then both
 * work, so that callers change over without a gap.
 *
 * @throws DomainError `not_found`; `invalid_state` unless the key works and was not rolled before;
 * `validation_error` for a time that is past.
 */
export async function rollApiKey(
  ctx: Context,
  id: ApiKeyId,
  { oldUntil, expiresAt }: RollApiKeyInput,
): Promise<MintedApiKeyView> {
  const until = oldUntil ?? new Date(ctx.at.getTime() + A_DAY_MS);
  if (until <= ctx.at) {
    throw invalidField("oldUntil", "Choose a time that is still to come, or revoke the key");
  }
  const { minted, hash } = await transact(ctx, async (tx) => {
    const locked = await lockApiKey(tx, ctx, id);
    if (locked === undefined) throw notFound("API key", idText("key", id));
    refuseRolling(locked.key, ctx.at);
    const scopes = locked.key.scopes as CreateApiKeyInput["scopes"];
    const { secret, key } = await mintApiKey(tx, ctx, { name: locked.key.name, scopes, expiresAt });
    const old = await updateRolled(tx, id, { until, replacedBy: key.id });
    const view = apiKeyView(key, ctx.at);
    await recordAudit(tx, ctx, {
      action: "api_key.rolled",
      entity: "api_key",
      entityId: idText("key", id),
      before: { name: old.name, lastFour: old.lastFour, expiresAt: locked.key.expiresAt },
      after: { expiresAt: old.expiresAt, replacedBy: view.id, lastFour: view.lastFour },
    });
    return { minted: { secret, apiKey: view }, hash: locked.hash };
  });
  // After the commit, as of a revocation: the end counts at once here.
  forgetApiKey(hash);
  return minted;
}

function refuseRolling(key: ApiKey, at: Date): void {
  if (!isActive(key, at)) {
    throw new DomainError("invalid_state", "Only a key that works can be rolled", {
      entity: "api_key",
      state: key.revokedAt === null ? "expired" : "revoked",
    });
  }
  if (key.replacedBy === null) return;
  throw new DomainError("invalid_state", "This key was rolled already; roll the newer one", {
    entity: "api_key",
    state: "rolled",
  });
}
