import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { FilterBar } from "@/components/table/filter-bar";
import { PageHeader } from "@/components/ui/page-header";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { SetUp } from "./_components/set-up";
import { Activity } from "./_sections/activity";
import { Attention } from "./_sections/attention";
import { Expiring } from "./_sections/expiring";
import { FigureCardSkeletons, FigureCards } from "./_sections/figure-cards";
import { findSetUp } from "./_sections/find-set-up";
import { LowBalances } from "./_sections/low-balances";
import { daysOf, loadOverviewParams } from "./search-params";

export const metadata: Metadata = { title: "Overview" };

const FILTERS = [
  {
    key: "range",
    label: "Range",
    none: "Last 30 days",
    options: [
      { value: "7d", label: "Last 7 days" },
      { value: "90d", label: "Last 90 days" },
    ],
  },
];

export default async function OverviewPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("report:read");
  const days = daysOf(await loadOverviewParams(searchParams));
  const permissions = await listPermissions();
  const setUp = await findSetUp(ctx);
  const header = (
    <PageHeader title="Overview" purpose="Whether there is anything to worry about." />
  );
  if (setUp) {
    return (
      <>
        {header}
        <SetUp steps={setUp} permissions={permissions} />
      </>
    );
  }
  return (
    <>
      {header}
      {/* Nothing but the cards, whose height is known, is waited for apart: what comes later would push the rest down. */}
      <Attention ctx={ctx} />
      <FilterBar filters={FILTERS} />
      <Suspense key={days} fallback={<FigureCardSkeletons />}>
        <FigureCards ctx={ctx} days={days} />
      </Suspense>
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <LowBalances ctx={ctx} mayTopUp={permissions.includes("wallet:topup")} />
        <Expiring ctx={ctx} />
      </div>
      <Activity ctx={ctx} />
    </>
  );
}
