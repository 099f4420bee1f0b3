import { randomBytes } from "node:crypto";
import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import { invalidField } from "@/lib/errors";
import { type ApiKeyId, idText, newId } from "@/lib/ids";
import { hashSecret } from "../reads";
import { secretFrom } from "../rules/secret";
import type { CreateApiKeyInput, MintedApiKeyView } from "../schema";
import { findKeyPrefix, insertApiKey } from "../store";
import { apiKeyView } from "../view";

/**
 * Makes an API key. The answer is the only place where the whole key is ever seen: what is
 * kept is its hash.
 *
 * @throws DomainError `validation_error` if it would end before it begins.
 */
export async function createApiKey(
  ctx: Context,
  input: CreateApiKeyInput,
): Promise<MintedApiKeyView> {
  if (input.expiresAt !== null && input.expiresAt <= ctx.at) {
    throw invalidField("expiresAt", "Choose a time that is still to come");
  }
  return transact(ctx, async (tx) => {
    const prefix = await findKeyPrefix(tx, ctx);
    const secret = secretFrom(prefix, BigInt(`0x${randomBytes(32).toString("hex")}`));
    const apiKey = await insertApiKey(tx, ctx, {
      ...input,
      id: newId<ApiKeyId>(),
      prefix: secret.slice(0, prefix.length + 4),
      lastFour: secret.slice(-4),
      hash: hashSecret(secret),
    });
    const view = apiKeyView(apiKey, ctx.at);
    await recordAudit(tx, ctx, {
      action: "api_key.created",
      entity: "api_key",
      entityId: idText("key", apiKey.id),
      after: { name: view.name, scopes: view.scopes, expiresAt: view.expiresAt },
    });
    return { secret, apiKey: view };
  });
}
