/**
 * What each role may do: the one table that actions, pages, routes and buttons ask
 * (DASHBOARD §2.21). Isomorphic, so that a screen hides what its gate would refuse.
 */
import type { Role } from "@/lib/context";

export const PERMISSIONS = [
  "customer:read",
  "customer:write",
  "wallet:read",
  "wallet:debit",
  "wallet:topup",
  "wallet:reverse",
  "wallet:hold",
  "wallet:manage",
  "catalog:read",
  "catalog:write",
  "subscription:read",
  "subscription:write",
  "invoice:read",
  "invoice:pay",
  "ledger:read",
  "usage:read",
  "event:send",
  "developer:read",
  "developer:write",
  "settings:read",
  "settings:write",
  "period:close",
  "team:write",
  "report:read",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** A sandbox is an organization of mode TEST; some roles may do more there. */
export type OrganizationMode = "LIVE" | "TEST";

export const ROLE_NAMES = {
  OWNER: "Owner",
  BILLING_ADMIN: "Billing admin",
  SUPPORT: "Support",
  FINANCE: "Finance",
  DEVELOPER: "Developer",
  VIEWER: "Viewer",
} as const satisfies Record<Role, string>;

const READS: readonly Permission[] = [
  "customer:read",
  "wallet:read",
  "catalog:read",
  "subscription:read",
  "invoice:read",
  "ledger:read",
  "usage:read",
  "report:read",
];

type Grants = {
  readonly everywhere: readonly Permission[];
  readonly inTest: readonly Permission[];
};

const ROLES: Record<Role, Grants> = {
  OWNER: { everywhere: PERMISSIONS, inTest: [] },
  BILLING_ADMIN: {
    everywhere: [
      ...READS,
      "customer:write",
      "catalog:write",
      "subscription:write",
      "wallet:debit",
      "wallet:topup",
      "wallet:reverse",
      "wallet:hold",
      "wallet:manage",
    ],
    inTest: ["event:send"],
  },
  SUPPORT: {
    everywhere: [...READS, "customer:write", "wallet:debit", "wallet:topup", "wallet:hold"],
    inTest: ["event:send"],
  },
  FINANCE: {
    everywhere: [
      ...READS,
      "wallet:debit",
      "wallet:topup",
      "wallet:reverse",
      "wallet:hold",
      "wallet:manage",
      "invoice:pay",
      "period:close",
    ],
    inTest: [],
  },
  DEVELOPER: {
    everywhere: [...READS, "developer:read", "developer:write", "settings:read"],
    inTest: [
      "settings:write",
      "customer:write",
      "catalog:write",
      "subscription:write",
      "wallet:debit",
      "wallet:topup",
      "wallet:reverse",
      "wallet:hold",
      "wallet:manage",
      "invoice:pay",
      "event:send",
    ],
  },
  VIEWER: { everywhere: READS, inTest: [] },
};

/** All that `role` may do in an organization of this mode. */
export function permissionsOf(role: Role, mode: OrganizationMode): readonly Permission[] {
  const { everywhere, inTest } = ROLES[role];
  return mode === "TEST" ? [...everywhere, ...inTest] : everywhere;
}

export const permits = (role: Role, mode: OrganizationMode, permission: Permission): boolean =>
  permissionsOf(role, mode).includes(permission);
