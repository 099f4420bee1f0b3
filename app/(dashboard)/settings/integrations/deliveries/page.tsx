import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { FilterBar } from "@/components/table/filter-bar";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { findDelivery, listDeliveries } from "@/lib/stripe/reads";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { DeliveryTable } from "../_components/delivery-table";
import { DeliverySheet } from "./_components/delivery-sheet";
import { deliveryQuery, FILTERS, isNarrowed, loadDeliveryParams, rowOf } from "./search-params";

export const metadata: Metadata = { title: "Stripe deliveries" };

export default async function DeliveriesPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("settings:read");
  const params = await loadDeliveryParams(searchParams);
  const row = rowOf(params);
  const [{ items, nextCursor }, shown, permissions] = await Promise.all([
    listDeliveries(ctx, deliveryQuery(params)),
    row && findDelivery(ctx, row),
    listPermissions(),
  ]);

  return (
    <>
      <FilterBar search="Event, session or customer" filters={FILTERS} />
      <Card title="Deliveries of Stripe" flush>
        <DeliveryTable rows={items} isFirstRun={items.length === 0 && !isNarrowed(params)} />
        {items.length > 0 && (
          <Pagination
            count={
              nextCursor ? "" : `${items.length} ${items.length === 1 ? "delivery" : "deliveries"}`
            }
            next={nextCursor}
          />
        )}
      </Card>
      <DeliverySheet delivery={shown} mayProcess={permissions.includes("settings:write")} />
    </>
  );
}
