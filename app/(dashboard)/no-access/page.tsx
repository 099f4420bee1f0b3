import { LockKeyhole } from "lucide-react";
import { Empty } from "@/components/domain/empty";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { PERMISSIONS, permissionsOf, ROLE_NAMES } from "@/lib/auth/permission";
import type { Role } from "@/lib/context";

const ROLES = Object.keys(ROLE_NAMES) as Role[];

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
          title={missing ? `This page asks for ${missing}` : "Your role does not include this page"}
          icon={<LockKeyhole />}
          action={<ButtonLink href="/">Back to the overview</ButtonLink>}
        >
          {holders
            ? `Your role does not have it; ${inWords(holders)} do. Ask one of them, or an owner to change your role.`
            : "Ask an owner to change your role."}
        </Empty>
      </Card>
    </>
  );
}

const inWords = (roles: readonly Role[]) =>
  new Intl.ListFormat("en").format(roles.map((role) => ROLE_NAMES[role]));
