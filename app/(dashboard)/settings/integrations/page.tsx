import type { Metadata } from "next";
import { headers } from "next/headers";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { findStripeEndpoint, listDeliveries } from "@/lib/stripe/reads";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { AddressCard } from "./_components/address-card";
import { DeliveryTable } from "./_components/delivery-table";
import { SecretsCard } from "./_components/secrets-card";
import { StrangerTable } from "./_components/stranger-table";
import { TermsForm } from "./_components/terms-form";

export const metadata: Metadata = { title: "Integrations" };

const LAST = { status: null, search: "", cursor: null, limit: 5 } as const;

export default async function IntegrationsPage() {
  const ctx = await pageContext("settings:read");
  const [endpoint, { items }, permissions, site] = await Promise.all([
    findStripeEndpoint(ctx),
    listDeliveries(ctx, LAST),
    listPermissions(),
    siteAddress(),
  ]);
  const mayWrite = permissions.includes("settings:write");

  return (
    <>
      <AddressCard address={site + endpoint.path} mode={endpoint.mode} />
      <SecretsCard secrets={endpoint.secrets} mayWrite={mayWrite} />
      <Card
        title="Term of the credits"
        description="Of credits whose session names no term. A pack has its own; what was granted keeps its own."
      >
        <TermsForm expiresAfterDays={endpoint.expiresAfterDays} mayWrite={mayWrite} />
      </Card>
      <Card
        title="Last deliveries"
        description={waiting(endpoint.failed)}
        actions={<ButtonLink href="/settings/integrations/deliveries">All deliveries</ButtonLink>}
        flush
      >
        <DeliveryTable rows={items} isFirstRun={items.length === 0} />
      </Card>
      {endpoint.strangers.length > 0 && (
        <Card
          title="Turned away"
          description="Calls that nobody could know to be Stripe's: counted, not kept."
          flush
        >
          <StrangerTable rows={endpoint.strangers} />
        </Card>
      )}
    </>
  );
}

const waiting = (failed: number): string => {
  if (failed === 0) return "None waits for you.";
  return failed === 1 ? "One failed and waits for you." : `${failed} failed and wait for you.`;
};

/** As the person came by it, unless the process was told. */
async function siteAddress(): Promise<string> {
  if (process.env.NEXTAUTH_URL) return new URL(process.env.NEXTAUTH_URL).origin;
  const asked = await headers();
  const host = asked.get("x-forwarded-host") ?? asked.get("host") ?? "localhost";
  return `${asked.get("x-forwarded-proto") ?? "http"}://${host}`;
}
