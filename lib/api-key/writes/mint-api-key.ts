import { randomBytes } from "node:crypto";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { DomainError, invalidField } from "@/lib/errors";
import { type ApiKeyId, newId } from "@/lib/ids";
import { hashSecret } from "../reads";
import { scopesBeyond } from "../rules/scope";
import { secretFrom } from "../rules/secret";
import type { CreateApiKeyInput } from "../schema";
import { type ApiKey, findKeyPrefix, findScopes, insertApiKey } from "../store";

/**
 * A key and its secret, within the transaction of what asked for it. What is kept is a hash.
 *
 * @throws DomainError `validation_error` if it would end before it begins; `forbidden` if a key
 * asks for one that may do more than itself.
 */
export async function mintApiKey(
  tx: Tx,
  ctx: Context,
  input: CreateApiKeyInput,
): Promise<{ secret: string; key: ApiKey }> {
  if (input.expiresAt !== null && input.expiresAt <= ctx.at) {
    throw invalidField("expiresAt", "Choose a time that is still to come");
  }
  await refuseWider(tx, ctx, input.scopes);
  const prefix = await findKeyPrefix(tx, ctx);
  const secret = secretFrom(prefix, BigInt(`0x${randomBytes(32).toString("hex")}`));
  const key = await insertApiKey(tx, ctx, {
    ...input,
    id: newId<ApiKeyId>(),
    prefix: secret.slice(0, prefix.length + 4),
    lastFour: secret.slice(-4),
    hash: hashSecret(secret),
  });
  return { secret, key };
}

async function refuseWider(tx: Tx, ctx: Context, scopes: readonly string[]): Promise<void> {
  if (ctx.actor.kind !== "api_key") return;
  const [missing] = scopesBeyond(await findScopes(tx, ctx.actor.keyId), scopes);
  if (missing === undefined) return;
  throw new DomainError("forbidden", `A key cannot give what it does not have: ${missing}`, {
    missing_permission: missing,
  });
}
