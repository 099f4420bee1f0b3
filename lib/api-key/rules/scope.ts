/**
 * What an API key may do: `ingest`, or a resource with read or write; writing includes reading.
 * Leaving customers in debt is a scope of its own, which no other includes.
 */
export const RESOURCES = [
  "customers",
  "wallets",
  "catalog",
  "subscriptions",
  "invoices",
  "ledger",
  "usage",
  "reports",
  "test_clocks",
  "api_keys",
  "integrations",
] as const;
export type Resource = (typeof RESOURCES)[number];
/** Leaving overage by the word of one call, whatever the wallet says (`on_shortage: OVERAGE`). */
export const OVERDRAW = "wallets:overdraw";
export type Scope = "ingest" | `${Resource}:read` | `${Resource}:write` | typeof OVERDRAW;

/** `*` is every scope, also those that a later release adds. */
export type KeyScope = Scope | "*";

export const SCOPES: readonly Scope[] = [
  "ingest",
  ...RESOURCES.flatMap((resource) => [`${resource}:read`, `${resource}:write`] as const),
  OVERDRAW,
];

/** Whether a key that holds `held` may do what asks for `wanted`. */
export function allowsScope(held: readonly string[], wanted: Scope): boolean {
  if (held.includes("*") || held.includes(wanted)) return true;
  return wanted.endsWith(":read") && held.includes(wanted.replace(/:read$/, ":write"));
}

/** What of `wanted` a key that holds `held` does not have itself, and so may not give to another. */
export const scopesBeyond = (held: readonly string[], wanted: readonly string[]) =>
  wanted.filter((scope) => {
    if (scope === "*") return !held.includes("*");
    return !allowsScope(held, scope as Scope);
  });
