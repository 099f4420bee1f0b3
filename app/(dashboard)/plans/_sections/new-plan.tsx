import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { ALL_ON_SALE, listProducts } from "@/lib/catalog/reads/products";
import type { Context } from "@/lib/context";
import { NewPlanForm } from "../_components/new-plan-form";

const KINDS = {
  PLAN: {
    title: "New plan",
    purpose: "Name it; then put together what it sells. Nobody sees it before you publish.",
  },
  ADD_ON: {
    title: "New add-on",
    purpose: "Name it; then put together what is sold on top of a subscription.",
  },
} as const;

/** A new plan or add-on: its name, and what it belongs to. */
export async function NewPlan({ ctx, kind }: { ctx: Context; kind: keyof typeof KINDS }) {
  const [{ currency }, products] = await Promise.all([
    findCatalogDefaults(ctx),
    listProducts(ctx, ALL_ON_SALE),
  ]);
  return (
    <>
      <PageHeader {...KINDS[kind]} />
      <Card className="max-w-2xl">
        <NewPlanForm kind={kind} currency={currency} products={products.items} />
      </Card>
    </>
  );
}
