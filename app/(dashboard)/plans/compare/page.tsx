import { Boxes } from "lucide-react";
import type { Metadata } from "next";
import { Empty } from "@/components/domain/empty";
import { NewLink } from "@/components/layout/new-link";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { TabsNav } from "@/components/ui/tabs-nav";
import { listOffers } from "@/lib/subscription/reads/offers";
import type { OfferView } from "@/lib/subscription/schema/offer";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { PlanComparison } from "../../subscriptions/_components/plan-comparison";
import { PLAN_TABS } from "../tabs";

export const metadata: Metadata = { title: "Compare plans" };

export default async function ComparePlansPage() {
  const ctx = await pageContext("catalog:read");
  const plans = (await listOffers(ctx)).filter(({ kind }) => kind === "PLAN");
  const mayWrite = (await listPermissions()).includes("catalog:write");
  const products = [...new Set(plans.map(({ product }) => product))];

  return (
    <>
      <PageHeader
        title="Compare plans"
        purpose="What is on sale, side by side: the published version of each plan."
      />
      <TabsNav label="Plans and products" tabs={PLAN_TABS} />
      {plans.length === 0 && (
        <Card>
          <Empty
            title="No plan is on sale"
            icon={<Boxes />}
            action={mayWrite && <NewLink href="/plans/new">New plan</NewLink>}
          >
            A plan stands here once a version of it is published.
          </Empty>
        </Card>
      )}
      {products.map((product) => (
        <Product key={product} name={product} plans={plans.filter(of(product))} />
      ))}
    </>
  );
}

const of =
  (name: string) =>
  ({ product }: OfferView) =>
    product === name;

function Product({ name, plans }: { name: string; plans: readonly OfferView[] }) {
  return (
    <Card title={name || "Plans"}>
      <PlanComparison offers={plans} />
    </Card>
  );
}
