import type { Tab } from "@/components/ui/tabs-nav";
import type { Permission } from "@/lib/auth/permission";

type Permissions = readonly Permission[];

/** What a person may do to a customer; what they may not is not shown. */
export type CustomerRights = Readonly<
  Record<"debit" | "topUp" | "reverse" | "hold" | "manage" | "subscribe" | "write", boolean>
>;

export const rightsOf = (permissions: Permissions): CustomerRights => ({
  debit: permissions.includes("wallet:debit"),
  topUp: permissions.includes("wallet:topup"),
  reverse: permissions.includes("wallet:reverse"),
  hold: permissions.includes("wallet:hold"),
  manage: permissions.includes("wallet:manage"),
  subscribe: permissions.includes("subscription:write"),
  write: permissions.includes("customer:write"),
});

const TABS: readonly (readonly [path: string, label: string, permission: Permission])[] = [
  ["", "Overview", "customer:read"],
  ["/wallets", "Wallets", "wallet:read"],
  ["/consumption", "Consumption", "usage:read"],
  ["/runs", "Runs", "usage:read"],
  ["/entitlements", "Entitlements", "usage:read"],
  ["/ledger", "Ledger", "ledger:read"],
  ["/subscriptions", "Subscriptions", "subscription:read"],
  ["/invoices", "Invoices", "invoice:read"],
  ["/events", "Events", "usage:read"],
  ["/members", "Members", "usage:read"],
];

/** The pages of a customer that these permissions open. */
export const tabsOf = (customerId: string, permissions: Permissions): readonly Tab[] =>
  TABS.filter(([, , permission]) => permissions.includes(permission)).map(([path, label]) => ({
    href: `/customers/${customerId}${path}`,
    label,
  }));
