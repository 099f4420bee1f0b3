import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { CsvLink } from "@/components/table/csv-link";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { findCustomer } from "@/lib/customer/reads";
import { onClock } from "@/lib/customer/reads/clock";
import { CustomerId } from "@/lib/ids";
import { consumptionOptions } from "@/lib/report/client";
import { breakConsumptionDown } from "@/lib/report/reads/breakdown";
import { sumConsumption } from "@/lib/report/reads/consumption";
import { pageContext } from "@/lib/transport/page";
import { Breakdown } from "./_components/breakdown";
import { ConsumptionPanel } from "./_components/consumption-panel";
import { RangeBar } from "./_components/range-bar";
import { breakdownQuery, consumptionQuery, loadConsumptionParams } from "./search-params";

export const metadata: Metadata = { title: "Consumption" };

export default async function CustomerConsumptionPage({
  params,
  searchParams,
}: {
  params: Promise<{ customerId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const asking = await pageContext("usage:read");
  const { data: customerId } = CustomerId.safeParse((await params).customerId);
  const customer = customerId && (await findCustomer(asking, customerId));
  if (!customer) notFound();
  const ctx = await onClock(asking, customerId);
  const asked = await loadConsumptionParams(searchParams);
  const { query, days } = consumptionQuery(asked, { at: ctx.at, zone: customer.timezone });
  const [view, breakdown, { creditUnit }] = await Promise.all([
    sumConsumption(ctx, customerId, query),
    breakConsumptionDown(ctx, customerId, breakdownQuery(query)),
    findCatalogDefaults(ctx),
  ]);
  const fields = { ...query, from: query.from.toISOString(), to: query.to.toISOString() };
  const queryClient = new QueryClient();
  queryClient.setQueryData(consumptionOptions(customer.id, fields).queryKey, view);

  return (
    <>
      <RangeBar days={days} isCustom={asked.range === "custom"} member={query.member}>
        <CsvLink href={`/customers/${customer.id}/consumption/export`} />
      </RangeBar>
      <HydrationBoundary state={dehydrate(queryClient)}>
        <ConsumptionPanel
          customerId={customer.id}
          query={fields}
          unit={creditUnit}
          now={ctx.at.toISOString()}
        />
      </HydrationBoundary>
      <Breakdown
        view={breakdown}
        customerId={customer.id}
        zone={customer.timezone}
        member={query.member}
        ledgerTotal={view.ledgerTotal}
        unit={creditUnit}
      />
    </>
  );
}
