import type { Metadata } from "next";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { PageHeader } from "@/components/ui/page-header";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { listTestClocks } from "@/lib/test-clock/reads";
import { pageContext } from "@/lib/transport/page";
import { NewCustomerForm } from "../_components/new-customer-form";

export const metadata: Metadata = { title: "New customer" };

const loadNewCustomerParams = createLoader({
  clock: parseAsString.withDefault(""),
  /** Of an event that found no customer. */
  external_id: parseAsString.withDefault(""),
});
/** A sandbox with more has forgotten what they are for. */
const MOST_CLOCKS = 100;

export default async function NewCustomerPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("customer:write");
  const { clock, external_id: externalId } = await loadNewCustomerParams(searchParams);
  const [{ zone }, clocks] = await Promise.all([
    findCatalogDefaults(ctx),
    listTestClocks(ctx, { limit: MOST_CLOCKS, offset: 0 }),
  ]);
  return (
    <>
      <PageHeader
        title="New customer"
        purpose="Credits, a plan and events come to it afterwards."
      />
      <NewCustomerForm
        zone={zone}
        clocks={clocks.items}
        clockId={clock}
        externalId={externalId.slice(0, 255)}
      />
    </>
  );
}
