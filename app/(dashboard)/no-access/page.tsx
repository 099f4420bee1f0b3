import { LockKeyhole } from "lucide-react";
import { Empty } from "@/components/domain/empty";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { PERMISSIONS, type Permission, permissionsOf, ROLE_NAMES } from "@/lib/auth/permission";
import type { Role } from "@/lib/context";

const ROLES = Object.keys(ROLE_NAMES) as Role[];

/** What each permission lets people do, after "may". */
const DEEDS = {
  "customer:read": "see customers",
  "customer:write": "add or change customers",
  "wallet:read": "see wallets",
  "wallet:debit": "debit wallets",
  "wallet:topup": "top up wallets",
  "wallet:reverse": "reverse debits",
  "wallet:hold": "set credits aside",
  "wallet:manage": "move, end and freeze credits",
  "catalog:read": "see the catalog",
  "catalog:write": "change the catalog",
  "subscription:read": "see subscriptions",
  "subscription:write": "start or cancel subscriptions",
  "invoice:read": "see invoices",
  "invoice:pay": "record payments",
  "ledger:read": "see the ledger",
  "usage:read": "see usage",
  "event:send": "send events",
  "developer:read": "see API keys",
  "developer:write": "make API keys",
  "settings:read": "see the settings",
  "settings:write": "change the settings",
  "period:close": "close a period",
  "team:write": "change the team",
  "report:read": "see the overview",
} as const satisfies Record<Permission, string>;

/** Where a page's gate sends those who may not see it: which permission is missing, and who has it. */
export default async function NoAccessPage({
  searchParams,
}: {
  searchParams: Promise<{ permission?: string | string[] }>;
}) {
  const { permission } = await searchParams;
  const missing = PERMISSIONS.find((known) => known === permission);
  const holders = missing && ROLES.filter((role) => permissionsOf(role, "LIVE").includes(missing));

  return (
    <>
      <PageHeader title="You do not have access" />
      <Card>
        <Empty
          title={missing ? `You may not ${DEEDS[missing]}` : "Your role does not include this page"}
          icon={<LockKeyhole />}
          action={<ButtonLink href="/">Back to the overview</ButtonLink>}
        >
          {holders
            ? `Your role does not have ${missing}; ${inWords(holders)} do. Ask one of them, or an owner to change your role.`
            : "Ask an owner to change your role."}
        </Empty>
      </Card>
    </>
  );
}

const inWords = (roles: readonly Role[]) =>
  new Intl.ListFormat("en").format(roles.map((role) => ROLE_NAMES[role]));
