import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { Instant } from "@/components/domain/instant";
import { Card } from "@/components/ui/card";
import { listFeatures } from "@/lib/catalog/reads/features";
import { findCustomer } from "@/lib/customer/reads";
import { CustomerId } from "@/lib/ids";
import { listCustomerWallets } from "@/lib/ledger/reads/wallets";
import { pageContext } from "@/lib/transport/page";
import { findCustomerUsage } from "@/lib/usage/reads/customer-usage";
import { CheckForm } from "./_components/check-form";
import { EntitlementTable } from "./_components/entitlement-table";
import { AccessCheck } from "./_sections/access-check";
import { checkAsked, loadCheckParams } from "./search-params";

export const metadata: Metadata = { title: "Entitlements of a customer" };

const ALL = { search: "", type: null, status: "ACTIVE", limit: 1000, offset: 0 } as const;

export default async function CustomerEntitlementsPage({
  params,
  searchParams,
}: {
  params: Promise<{ customerId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("usage:read");
  const { data: customerId } = CustomerId.safeParse((await params).customerId);
  const customer = customerId && (await findCustomer(ctx, customerId));
  if (!customer) notFound();
  const [usage, features, wallets, asking] = await Promise.all([
    findCustomerUsage(ctx, customerId),
    listFeatures(ctx, ALL),
    listCustomerWallets(ctx, customerId),
    loadCheckParams(searchParams),
  ]);
  if (!usage) notFound();
  const path = `/customers/${customer.id}/entitlements`;
  const asked = checkAsked(asking, customer.externalId);

  return (
    <>
      <Card
        flush
        title="Entitlements"
        description={
          <>
            In the period from{" "}
            <Instant at={usage.periodStart} show="day" zone={customer.timezone} /> to{" "}
            <Instant at={usage.periodEnd} show="day" zone={customer.timezone} />
          </>
        }
      >
        <EntitlementTable features={usage.features} zone={customer.timezone} path={path} />
      </Card>
      <Card
        title={<span id="check">Check access</span>}
        description="What the API would answer now; nothing is taken."
      >
        <div className="grid gap-5">
          <CheckForm
            path={path}
            params={asking}
            features={features.items.map(({ key, name }) => ({ key, name }))}
            errors={asked?.ok === false ? asked.errors : {}}
          />
          {asked?.ok && (
            <AccessCheck ctx={ctx} input={asked.input} customerId={customer.id} wallets={wallets} />
          )}
        </div>
      </Card>
    </>
  );
}
