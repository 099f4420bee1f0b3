import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { CrumbName } from "@/components/layout/crumbs";
import { PageHeader } from "@/components/ui/page-header";
import { findBillingDefaults } from "@/lib/invoicing/reads/billing-defaults";
import { listLeftRuns } from "@/lib/subscription/reads/bulk-runs";
import { listOffers } from "@/lib/subscription/reads/offers";
import { pageContext } from "@/lib/transport/page";
import { NoPlan } from "../_components/no-plan";
import { BulkForm } from "./_components/bulk-form";
import { loadBulkParams } from "./search-params";

export const metadata: Metadata = { title: "Subscribe many" };

export default async function BulkPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext("subscription:write");
  const { ids, plan } = await loadBulkParams(searchParams);
  const [offers, billing, left] = await Promise.all([
    listOffers(ctx),
    findBillingDefaults(ctx),
    listLeftRuns(ctx),
  ]);
  const sellsNothing = offers.every(({ kind }) => kind === "ADD_ON");

  return (
    <>
      <CrumbName segment="bulk" label="Subscribe many" />
      <PageHeader
        title="Subscribe many"
        purpose="One plan for many customers: tried first, then started, each by itself."
      />
      {sellsNothing ? (
        <NoPlan />
      ) : (
        <BulkForm offers={offers} billing={billing} externalIds={ids} planId={plan} left={left} />
      )}
    </>
  );
}
