import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { ALL_ON_SALE, listProducts } from "@/lib/catalog/reads/products";
import { pageContext } from "@/lib/transport/page";
import { NewPlanForm } from "../_components/new-plan-form";

export const metadata: Metadata = { title: "New plan" };

export default async function NewPlanPage() {
  const ctx = await pageContext("catalog:write");
  const [{ currency }, products] = await Promise.all([
    findCatalogDefaults(ctx),
    listProducts(ctx, ALL_ON_SALE),
  ]);
  return (
    <>
      <PageHeader
        title="New plan"
        purpose="Name it; then put together what it sells. Nobody sees it before you publish."
      />
      <Card className="max-w-2xl">
        <NewPlanForm kind="PLAN" currency={currency} products={products.items} />
      </Card>
    </>
  );
}
