import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { IdChip } from "@/components/domain/id-chip";
import { Status } from "@/components/domain/status";
import { CrumbName } from "@/components/layout/crumbs";
import { Card, Facts } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { listPlans } from "@/lib/catalog/reads/plans";
import { findProduct } from "@/lib/catalog/reads/products";
import { ProductId } from "@/lib/ids";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { ObjectChip } from "../../../_components/object-chip";
import { PlanTable } from "../../_components/plan-table";
import { withRevenue } from "../../_sections/with-revenue";
import { ProductForm } from "../_components/product-form";

export const metadata: Metadata = { title: "Product" };

const ON_SALE = { search: "", status: "ACTIVE", limit: 1000, offset: 0 } as const;

export default async function ProductPage({ params }: { params: Promise<{ productId: string }> }) {
  const ctx = await pageContext("catalog:read");
  const { data: productId } = ProductId.safeParse((await params).productId);
  const product = productId && (await findProduct(ctx, productId));
  if (!product) notFound();
  const [plans, addOns] = await Promise.all([
    listPlans(ctx, { ...ON_SALE, productId, kind: "PLAN" }),
    listPlans(ctx, { ...ON_SALE, productId, kind: "ADD_ON" }),
  ]);
  const planRows = await withRevenue(ctx, plans.items);
  const addOnRows = addOns.total > 0 ? await withRevenue(ctx, addOns.items) : [];
  const mayWrite = (await listPermissions()).includes("catalog:write");

  return (
    <>
      <CrumbName segment={product.id} label={product.name} />
      <PageHeader
        title={product.name}
        status={<Status value={product.status} />}
        purpose={product.description}
        meta={
          <>
            <IdChip id={product.key} name="key" />
            <ObjectChip id={product.id} path={`/products/${product.id}`} />
          </>
        }
      />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid grid-cols-1 gap-4">
          <Card flush title="Plans">
            <PlanTable rows={planRows} kind="PLAN" isFirstRun mayWrite={mayWrite} />
          </Card>
          {addOnRows.length > 0 && (
            <Card flush title="Add-ons">
              <PlanTable rows={addOnRows} kind="ADD_ON" isFirstRun mayWrite={mayWrite} />
            </Card>
          )}
        </div>
        <Card title="Product">
          {mayWrite ? (
            <ProductForm product={product} />
          ) : (
            <Facts
              items={[
                ["A customer has", product.isSingleActive ? "one subscription" : "several"],
                ["Subscribers", product.subscribers],
              ]}
            />
          )}
        </Card>
      </div>
    </>
  );
}
