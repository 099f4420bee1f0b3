import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { IdChip } from "@/components/domain/id-chip";
import { Status } from "@/components/domain/status";
import { CrumbName } from "@/components/layout/crumbs";
import { Queries } from "@/components/layout/queries";
import { PageHeader } from "@/components/ui/page-header";
import { TabsNav } from "@/components/ui/tabs-nav";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { listPacks } from "@/lib/catalog/reads/packs";
import { onClock } from "@/lib/customer/reads/clock";
import { CustomerId } from "@/lib/ids";
import { listCustomerWallets } from "@/lib/ledger/reads/wallets";
import { findCustomerWithFigures } from "@/lib/report/reads/customers";
import { standingOf } from "@/lib/report/schema/standing";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { ObjectChip } from "../../_components/object-chip";
import { ClockNotice } from "./_components/clock-notice";
import { CustomerActions } from "./_components/customer-actions";
import { CustomerFigures } from "./_components/customer-figures";
import { NotInThePast } from "./_components/not-in-the-past";
import { rightsOf, tabsOf } from "./_components/rights";

const SOLD_PACKS = { status: "ACTIVE", search: "", limit: 100, offset: 0 } as const;

/** What stands over every page of a customer: who it is, how it stands, what can be done. */
export default async function CustomerLayout({
  params,
  children,
}: {
  params: Promise<{ customerId: string }>;
  children: ReactNode;
}) {
  const ctx = await pageContext("customer:read");
  const { data: id } = CustomerId.safeParse((await params).customerId);
  const found = id && (await findCustomerWithFigures(ctx, id));
  if (!found) notFound();
  const [wallets, packs, defaults, permissions] = await Promise.all([
    listCustomerWallets(ctx, id),
    listPacks(ctx, SOLD_PACKS),
    findCatalogDefaults(ctx),
    listPermissions(),
  ]);
  const { customer, figures } = found;

  return (
    <Queries>
      <CrumbName segment={customer.id} label={customer.name} />
      <PageHeader
        title={customer.name}
        status={<Status value={standingOf(found)} />}
        meta={
          <>
            <IdChip id={customer.externalId} name="external id" />
            <ObjectChip id={customer.id} path={`/customers/${customer.id}`} />
            <span>{figures.plan ? `${figures.plan.name} plan` : "No plan"}</span>
            {customer.email && <span className="wrap-anywhere">{customer.email}</span>}
          </>
        }
        actions={
          customer.status === "ACTIVE" && (
            <NotInThePast>
              <CustomerActions
                customer={customer}
                subject={{
                  id: customer.id,
                  name: customer.name,
                  zone: customer.timezone,
                  wallets: wallets.filter(({ status }) => status === "ACTIVE"),
                  packs: packs.items,
                }}
                rights={rightsOf(permissions)}
                wallets={wallets}
                currency={defaults.currency}
                unit={defaults.creditUnit}
              />
            </NotInThePast>
          )
        }
      />
      {customer.testClockId && (
        <ClockNotice
          clockId={customer.testClockId}
          at={(await onClock(ctx, id)).at.toISOString()}
          mayOpen={permissions.includes("developer:read")}
        />
      )}
      <CustomerFigures figures={figures} zone={customer.timezone} />
      <TabsNav label="Customer" tabs={tabsOf(customer.id, permissions)} />
      {children}
    </Queries>
  );
}
