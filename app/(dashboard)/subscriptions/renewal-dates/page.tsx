import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { CsvLink } from "@/components/table/csv-link";
import { FilterBar } from "@/components/table/filter-bar";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { listPlans } from "@/lib/catalog/reads/plans";
import { findLastRenewalMove } from "@/lib/subscription/reads/renewal-moves";
import { dryRunRenewalMove } from "@/lib/subscription/writes/dry-run-renewal-move";
import { pageContext } from "@/lib/transport/page";
import { STATUS_FILTER } from "../_components/subscription-fields";
import { SubscriptionFilters } from "../_components/subscription-filters";
import { loadSubscriptionParams, subscriptionFilter } from "../search-params";
import { MoveImpactTable } from "./_components/move-impact-table";
import { RenewalMoveForm } from "./_components/renewal-move-form";
import { RenewalMoveNotice } from "./_components/renewal-move-notice";
import { allIn, loadRenewalMoveParams, targetIn } from "./search-params";

export const metadata: Metadata = { title: "Change renewal dates" };

const ANY_PLAN = { search: "", status: null, limit: 200, offset: 0 } as const;

export default async function RenewalDatesPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("subscription:write");
  const [params, list] = await Promise.all([
    loadRenewalMoveParams(searchParams),
    loadSubscriptionParams(searchParams),
  ]);
  const target = targetIn(params);
  const [last, plans, dryRun] = await Promise.all([
    findLastRenewalMove(ctx),
    listPlans(ctx, ANY_PLAN),
    target && dryRunRenewalMove(ctx, allIn(list), { target }),
  ]);

  return (
    <>
      <PageHeader
        title="Change renewal dates"
        purpose="Each at the end of its running period; what lies between is paid and given by its share."
      />
      {last && <RenewalMoveNotice move={last} />}
      <FilterBar search="Customer or plan" filters={[STATUS_FILTER]}>
        {dryRun && dryRun.total > 0 && <CsvLink href="/subscriptions/renewal-dates/export" />}
        <SubscriptionFilters
          plans={Object.fromEntries(plans.items.map(({ id, name }) => [id, name]))}
        />
      </FilterBar>
      <RenewalMoveForm
        total={dryRun?.total ?? null}
        filter={subscriptionFilter(list)}
        isRunning={last?.status === "RUNNING"}
      />
      {dryRun && (
        <Card flush title="What it does to each" description={shownWords(dryRun)}>
          <MoveImpactTable impacts={dryRun.impacts} />
        </Card>
      )}
    </>
  );
}

const shownWords = ({ total, impacts }: { total: number; impacts: readonly unknown[] }) =>
  total > impacts.length
    ? `The first ${impacts.length} of ${total}; the CSV has all.`
    : "Nothing happens before you confirm.";
