import type { Metadata } from "next";
import { Card, Facts } from "@/components/ui/card";
import { findBillingDefaults } from "@/lib/invoicing/reads/billing-defaults";
import { CANNOT_CHARGE } from "@/lib/invoicing/schema/billing";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { GRANT_ON_WORDS, netDaysWords } from "../../subscriptions/_components/billing-words";
import { DefaultsForm } from "./_components/defaults-form";

export const metadata: Metadata = { title: "Invoicing settings" };

export default async function InvoicingSettingsPage() {
  const ctx = await pageContext("settings:read");
  const [defaults, permissions] = await Promise.all([findBillingDefaults(ctx), listPermissions()]);
  return (
    <div className="grid max-w-3xl gap-4">
      <Card
        title="New subscriptions"
        description="How they are billed where their start says nothing else. Those that run stay as they are: each can be changed on its own page."
      >
        {permissions.includes("settings:write") ? (
          <DefaultsForm defaults={defaults} />
        ) : (
          <Facts
            items={[
              ["Invoices are due", netDaysWords(defaults.netDays)],
              ["Credits come", GRANT_ON_WORDS[defaults.grantOn]],
            ]}
          />
        )}
      </Card>
      <Card title="Collection">
        <p className="text-sm">{CANNOT_CHARGE}.</p>
      </Card>
    </div>
  );
}
