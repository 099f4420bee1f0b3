/**
 * The gate of the API: a key becomes a `Context`. For GET and HEAD the dashboard's session
 * serves too, from the same origin only. Knows no framework.
 */
import { findApiKey, noteKeyUse } from "@/lib/api-key/reads";
import { isActive } from "@/lib/api-key/rules/life";
import { allowsScope, type Scope } from "@/lib/api-key/rules/scope";
import type { ApiKey } from "@/lib/api-key/store";
import { type Permission, permits } from "@/lib/auth/permission";
import { findSession } from "@/lib/auth/session";
import type { Context } from "@/lib/context";
import { DomainError } from "@/lib/errors";

/** What the gate must know of a request. */
export type Knock = {
  readonly method: string;
  readonly header: (name: string) => string | undefined;
  readonly requestId: string;
  /** Where it comes from, as the server saw it; null in process. */
  readonly address: string | null;
  /** Told of the key that was named, also of one that no longer works. */
  readonly named?: (key: ApiKey) => void;
  /** Whether a key that works may ask now; it throws if not. */
  readonly admit?: (key: ApiKey) => Promise<void>;
};

/** What a person needs for what a key does with a scope; persons only read here. */
const PERMISSION_OF: Partial<Record<Scope, Permission>> = {
  "customers:read": "customer:read",
  "wallets:read": "wallet:read",
  "catalog:read": "catalog:read",
  "subscriptions:read": "subscription:read",
  "invoices:read": "invoice:read",
  "ledger:read": "ledger:read",
  "usage:read": "usage:read",
  "reports:read": "report:read",
  "test_clocks:read": "developer:read",
  "api_keys:read": "developer:read",
  "integrations:read": "settings:read",
};

/** @throws DomainError `unauthenticated`, `forbidden` naming what is missing, or what `admit` throws. */
export async function keyContext(knock: Knock, scope: Scope): Promise<Context> {
  const at = new Date();
  const secret = secretOf(knock);
  if (secret === undefined) return sessionContext(knock, scope, at);
  const key = await findApiKey(secret, at);
  if (key) knock.named?.(key);
  if (!key || !isActive(key, at)) {
    throw new DomainError("unauthenticated", "This API key is not valid", {});
  }
  noteKeyUse(key.id, at, knock.address);
  await knock.admit?.(key);
  if (!allowsScope(key.scopes, scope)) throw missing(scope);
  return {
    organizationId: key.organizationId,
    actor: { kind: "api_key", keyId: key.id, name: key.name },
    origin: "api",
    at,
    requestId: knock.requestId,
  };
}

function secretOf({ header }: Knock): string | undefined {
  const own = header("x-api-key");
  if (own) return own.trim();
  return /^Bearer +(\S+)$/i.exec(header("authorization") ?? "")?.[1];
}

async function sessionContext(knock: Knock, scope: Scope, at: Date): Promise<Context> {
  const session = isSameOriginRead(knock) && (await findSession(cookieReader(knock)));
  if (!session) {
    throw new DomainError("unauthenticated", "Send an API key in the header x-api-key", {});
  }
  const { userId, name, current } = session;
  const permission = PERMISSION_OF[scope];
  if (!permission || !permits(current.role, current.mode, permission)) {
    throw missing(permission ?? scope);
  }
  return {
    organizationId: current.organizationId,
    actor: { kind: "staff", userId, name, role: current.role },
    origin: "staff",
    at,
    requestId: knock.requestId,
  };
}

/** Browsers say where a request comes from, and pages cannot forge it. */
const isSameOriginRead = ({ method, header }: Knock) =>
  (method === "GET" || method === "HEAD") && header("sec-fetch-site") === "same-origin";

const cookieReader = (knock: Knock) => {
  const pairs = (knock.header("cookie") ?? "").split(/; */).map((pair) => pair.split("="));
  const jar = new Map(
    pairs.map(([name = "", ...value]) => [name, decoded(value.join("="))] as const),
  );
  return (name: string) => jar.get(name);
};

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

const missing = (permission: string) =>
  new DomainError("forbidden", `This needs the permission ${permission}`, {
    missing_permission: permission,
  });
