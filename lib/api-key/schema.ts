import * as z from "zod";
import { type KeyScope, OVERDRAW, RESOURCES, SCOPES } from "./rules/scope";

/** What a scope names, beside `ingest` and `*`. */
export const ScopeResource = z.enum(RESOURCES);
export type ScopeResource = z.infer<typeof ScopeResource>;

const KEY_SCOPES: readonly KeyScope[] = ["*", ...SCOPES];

/** All that there are: whoever mistypes one at a command line has no list to choose from. */
function noScope(input: unknown): string {
  const what = typeof input === "string" ? `“${input.slice(0, 60)}”` : "This";
  return `${what} is no scope. There are *, ingest, ${OVERDRAW}, and :read or :write of ${RESOURCES.join(", ")}`;
}

/** Exclusive; null never comes. */
const End = z.iso
  .datetime({ offset: true, error: "A time such as 2026-03-01T12:00:00Z, with its offset" })
  .transform((text) => new Date(text))
  .nullable()
  .default(null);

export const CreateApiKeyInput = z.object({
  name: z.string().trim().min(1, "Name the key").max(100, "At most 100 characters"),
  scopes: z
    .array(z.enum(KEY_SCOPES, { error: ({ input }) => noScope(input) }))
    .min(1, "Choose at least one scope")
    .transform((scopes) => [...new Set(scopes)]),
  expiresAt: End,
});
export type CreateApiKeyInput = z.output<typeof CreateApiKeyInput>;
export type CreateApiKeyFields = z.input<typeof CreateApiKeyInput>;

export const RollApiKeyInput = z.object({
  /** Until then the old key works too; null is a day from now. */
  oldUntil: End,
  /** The end of the new key. */
  expiresAt: End,
});
export type RollApiKeyInput = z.output<typeof RollApiKeyInput>;
export type RollApiKeyFields = z.input<typeof RollApiKeyInput>;

export const ApiKeyView = z.object({
  id: z.string(),
  name: z.string(),
  /** The beginning of the key and its last four characters: to recognize it, not to use it. */
  prefix: z.string(),
  mode: z.enum(["live", "test"]),
  lastFour: z.string(),
  scopes: z.array(z.string()),
  createdBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
  lastUsedFrom: z.string().nullable(),
  /** The key that it was rolled into. */
  replacedBy: z.string().nullable(),
  status: z.enum(["active", "expired", "revoked"]),
});
export type ApiKeyView = z.infer<typeof ApiKeyView>;

/** The answer to making a key: the only place where the whole key is ever seen. */
export type MintedApiKeyView = { readonly secret: string; readonly apiKey: ApiKeyView };
