import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { listSetApart } from "@/lib/subscription/reads/set-apart";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { SetApartTable } from "./_components/set-apart-table";

export const metadata: Metadata = { title: "Subscriptions set apart" };

export default async function SetApartPage() {
  const ctx = await pageContext("subscription:read");
  const [rows, permissions] = await Promise.all([listSetApart(ctx), listPermissions()]);

  return (
    <>
      <PageHeader
        title="Subscriptions set apart"
        purpose="What could not be renewed, and why. It is tried again by itself, more and more rarely, or at once when you say so."
        actions={<ButtonLink href="/subscriptions">All subscriptions</ButtonLink>}
      />
      <Card flush>
        <SetApartTable rows={rows} mayWrite={permissions.includes("subscription:write")} />
      </Card>
    </>
  );
}
