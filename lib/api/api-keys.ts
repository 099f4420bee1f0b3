/** API keys: what programs come in with. A key can make no key that may do more than itself. */
import * as z from "zod";
import { findApiKeyView, listApiKeys } from "@/lib/api-key/reads";
import { ApiKeyView, CreateApiKeyInput, type MintedApiKeyView } from "@/lib/api-key/schema";
import { createApiKey } from "@/lib/api-key/writes/create-api-key";
import { revokeApiKey } from "@/lib/api-key/writes/revoke-api-key";
import { rollApiKey } from "@/lib/api-key/writes/roll-api-key";
import { notFound } from "@/lib/errors";
import { ApiKeyId, idText } from "@/lib/ids";
import { snake, snakeSchema } from "./dialect/snake";
import { Instant, listOf, wholeList } from "./fields";
import { type Route, route } from "./route";

const Params = z.object({ apiKeyId: ApiKeyId });
const KeyDialect = snakeSchema(ApiKeyView).meta({ id: "ApiKey" });

/** With the whole key, this once. */
const MintedDialect = z
  .object({ secret: z.string(), api_key: KeyDialect })
  .meta({ id: "MintedApiKey" });

const minted = ({ secret, apiKey }: MintedApiKeyView) => ({ secret, api_key: snake(apiKey) });

const createRoute = route({
  method: "post",
  path: "/api-keys",
  scope: "api_keys:write",
  summary: "Make an API key; the answer is the only place where the whole key is ever seen",
  body: z.strictObject({
    name: CreateApiKeyInput.shape.name,
    scopes: CreateApiKeyInput.shape.scopes,
    expires_at: Instant.nullable().default(null),
  }),
  reply: MintedDialect,
  status: 201,
  refusals: ["validation_error"],
  run: async (ctx, { body: { name, scopes, expires_at } }) =>
    minted(await createApiKey(ctx, { name, scopes, expiresAt: expires_at })),
});

const listRoute = route({
  method: "get",
  path: "/api-keys",
  scope: "api_keys:read",
  summary: "List API keys, newest first, with their last use",
  reply: listOf(KeyDialect),
  status: 200,
  refusals: [],
  run: async (ctx) => wholeList((await listApiKeys(ctx)).map(snake)),
});

const getRoute = route({
  method: "get",
  path: "/api-keys/{apiKeyId}",
  scope: "api_keys:read",
  summary: "Get an API key, without its secret",
  params: Params,
  reply: KeyDialect,
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { apiKeyId } }) => {
    const view = await findApiKeyView(ctx, apiKeyId);
    if (!view) throw notFound("API key", idText("key", apiKeyId));
    return snake(view);
  },
});

const rollRoute = route({
  method: "post",
  path: "/api-keys/{apiKeyId}/roll",
  scope: "api_keys:write",
  summary: "Make a key that takes the place of another, which works until a time to come",
  params: Params,
  body: z.strictObject({
    /** A day from now, unless told. */
    old_until: Instant.nullable().default(null),
    expires_at: Instant.nullable().default(null),
  }),
  reply: MintedDialect,
  status: 200,
  refusals: ["validation_error", "not_found", "invalid_state"],
  run: async (ctx, { params: { apiKeyId }, body: { old_until, expires_at } }) =>
    minted(await rollApiKey(ctx, apiKeyId, { oldUntil: old_until, expiresAt: expires_at })),
});

const deleteRoute = route({
  method: "delete",
  path: "/api-keys/{apiKeyId}",
  scope: "api_keys:write",
  summary: "Revoke an API key, at once and for good",
  params: Params,
  reply: z.void(),
  status: 204,
  refusals: ["not_found"],
  run: async (ctx, { params: { apiKeyId } }) => {
    await revokeApiKey(ctx, apiKeyId);
  },
});

export const API_KEY_ROUTES: readonly Route[] = [
  createRoute,
  listRoute,
  getRoute,
  rollRoute,
  deleteRoute,
].flat();
