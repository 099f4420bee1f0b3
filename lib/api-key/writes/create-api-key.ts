import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import { idText } from "@/lib/ids";
import type { CreateApiKeyInput, MintedApiKeyView } from "../schema";
import { apiKeyView } from "../view";
import { mintApiKey } from "./mint-api-key";

/**
 * Makes an API key. The answer is the only place where the whole key is ever seen: what is
 * kept is its hash.
 *
 * @throws DomainError `validation_error` if it would end before it begins; `forbidden` if a key
 * asks for one that may do more than itself.
 */
export const createApiKey = (ctx: Context, input: CreateApiKeyInput): Promise<MintedApiKeyView> =>
  transact(ctx, async (tx) => {
    const { secret, key } = await mintApiKey(tx, ctx, input);
    const view = apiKeyView(key, ctx.at);
    await recordAudit(tx, ctx, {
      action: "api_key.created",
      entity: "api_key",
      entityId: idText("key", key.id),
      after: { name: view.name, scopes: view.scopes, expiresAt: view.expiresAt },
    });
    return { secret, apiKey: view };
  });
