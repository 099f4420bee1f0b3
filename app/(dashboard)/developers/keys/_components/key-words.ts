/** A key in words: how it looks, what it may do. */
import type { ApiKeyView, CreateApiKeyFields, ScopeResource } from "@/lib/api-key/schema";

/** Leaving overage by the word of one call. */
const OVERDRAW = "wallets:overdraw";

/** `fl_live_ab12…wxyz`: enough to recognize it. */
export const keyHint = ({ prefix, lastFour }: ApiKeyView): string => `${prefix}…${lastFour}`;

const NAMES: Readonly<Record<ScopeResource, string>> = {
  customers: "Customers",
  wallets: "Wallets",
  catalog: "Catalog",
  subscriptions: "Subscriptions",
  invoices: "Invoices",
  ledger: "Ledger",
  usage: "Usage",
  reports: "Reports",
  test_clocks: "Test clocks",
  api_keys: "API keys",
  integrations: "Integrations",
};

// Of the names, not of the schema: a list of keys need not bring what checks a form.
const RESOURCES = Object.keys(NAMES) as ScopeResource[];

export const RESOURCE_NAMES = RESOURCES.map((resource) => ({
  resource,
  name: NAMES[resource],
}));

/** "Everything", "Ingest only", or what it may write and read. */
export function scopesInWords(scopes: readonly string[]): string {
  if (scopes.includes("*")) return "Everything";
  if (scopes.length === 1 && scopes[0] === "ingest") return "Ingest only";
  const named = (kind: string) =>
    RESOURCE_NAMES.filter(({ resource }) => scopes.includes(`${resource}:${kind}`)).map(
      ({ resource, name }) => (resource === "api_keys" ? name : name.toLowerCase()),
    );
  const written = named("write");
  const read = named("read").filter((name) => !written.includes(name));
  const parts = [
    scopes.includes("ingest") && "ingest",
    written.length > 0 && `write ${written.join(", ")}`,
    read.length > 0 && `read ${read.join(", ")}`,
    scopes.includes(OVERDRAW) && "leave overage",
  ].filter(Boolean);
  const text = parts.join("; ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** How a new key's scopes are chosen. */
export type Access = {
  access: "ingest" | "chosen" | "all";
  ingest: boolean;
  overdraw: boolean;
  grants: Record<ScopeResource, "" | "read" | "write">;
};

/** What the form of a new key holds. */
export type CreateFields = Access & { name: string; ends: string };

export const NO_GRANTS = Object.fromEntries(
  RESOURCES.map((resource) => [resource, ""]),
) as Access["grants"];

export function scopesOf({
  access,
  ingest,
  overdraw,
  grants,
}: Access): CreateApiKeyFields["scopes"] {
  if (access === "all") return ["*"];
  if (access === "ingest") return ["ingest"];
  const chosen = RESOURCES.flatMap((resource) => {
    const kind = grants[resource];
    return kind === "" ? [] : ([`${resource}:${kind}`] as const);
  });
  const first = ingest ? (["ingest"] as const) : [];
  const last = overdraw ? ([OVERDRAW] as const) : [];
  return [...first, ...chosen, ...last];
}
