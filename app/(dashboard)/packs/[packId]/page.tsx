import type { Metadata } from "next";
import { Credits, Money } from "@/components/domain/amounts";
import { FigureCard } from "@/components/domain/figure-card";
import { Instant } from "@/components/domain/instant";
import { Card, Facts } from "@/components/ui/card";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import type { PackView } from "@/lib/catalog/schema/pack";
import { findPackSales } from "@/lib/report/reads/pack-sales";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { DaysLast } from "../_components/days-last";
import {
  type PlanChoice,
  plansWords,
  priorityWords,
  quantityWords,
} from "../_components/pack-fields";
import { PackSheet } from "../_components/pack-sheet";
import { namedPack } from "../_sections/named-pack";
import { listPlanChoices } from "../_sections/plan-choices";
import { loadPackPageParams, type PackPageProps } from "../search-params";
import { SalesChart } from "./_components/sales-chart";
import { PackHead } from "./_sections/pack-head";

export const metadata: Metadata = { title: "Pack" };

export default async function PackPage({ params, searchParams }: PackPageProps) {
  const ctx = await pageContext("catalog:read");
  const { pack, packId } = await namedPack(ctx, (await params).packId);
  const [{ row }, defaults, plans, permissions] = await Promise.all([
    loadPackPageParams(searchParams),
    findCatalogDefaults(ctx),
    listPlanChoices(ctx),
    listPermissions(),
  ]);
  const sales = await findPackSales(ctx, packId, defaults.zone);
  const mayWrite = permissions.includes("catalog:write");

  return (
    <>
      <PackHead pack={pack} purpose="Credits for a price, bought once." />
      <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
        <FigureCard label="Sold, 30 days">{sales.lately}</FigureCard>
        <FigureCard label="Sold in all">{sales.pieces}</FigureCard>
        <FigureCard label="Customers" href={`/packs/${pack.id}/buyers`}>
          {sales.customers}
        </FigureCard>
        <FigureCard label="Invoiced, net">
          {sales.takings.length === 0 ? <Money amount="0" currency={pack.currency} /> : null}
          {sales.takings.map(({ currency, amount }) => (
            <Money key={currency} amount={amount} currency={currency} className="mr-2" />
          ))}
        </FigureCard>
      </div>
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <SalesChart days={sales.days} />
        <Card title="What it sells">
          <Facts items={factsOf(pack, plans)} />
        </Card>
      </div>
      {mayWrite && (
        <PackSheet
          key={pack.updatedAt}
          isOpen={row === "edit" && pack.status === "ACTIVE"}
          pack={pack}
          defaults={defaults}
          plans={plans}
        />
      )}
    </>
  );
}

const factsOf = (pack: PackView, plans: readonly PlanChoice[]) =>
  [
    ["Credits", <Credits key="credits" amount={pack.credits} unit={pack.creditUnit} />],
    ["Price", <Money key="price" amount={pack.price} currency={pack.currency} withCode />],
    ["Per credit", <Money key="unit" amount={pack.unitPrice} currency={pack.currency} />],
    ["Charged", "once, by an invoice of its own"],
    ["Credits last", <DaysLast key="days" days={pack.expiresAfterDays} />],
    ["Spent", priorityWords(pack.priority)],
    ["Pieces a sale", quantityWords(pack)],
    [
      "For one customer",
      pack.maxPerCustomer === null ? "any number" : `${pack.maxPerCustomer} in all`,
    ],
    ["Sold to", plansWords(pack.planIds, plans)],
    ["Offered", pack.visibility === "PUBLIC" ? "to customers" : "by staff alone"],
    ["Changed", <Instant key="changed" at={pack.updatedAt} />],
  ] as const;
