import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { NewLink } from "@/components/layout/new-link";
import { Card } from "@/components/ui/card";
import { listCreditUnits } from "@/lib/catalog/reads/credit-units";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { UnitSheet } from "./_components/unit-sheet";
import { UnitTable } from "./_components/unit-table";
import { loadUnitParams, NEW_UNIT } from "./search-params";

export const metadata: Metadata = { title: "Credits" };

export default async function CreditUnitsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("catalog:read");
  const { row } = await loadUnitParams(searchParams);
  const [units, { currency }] = await Promise.all([listCreditUnits(ctx), findCatalogDefaults(ctx)]);
  const mayWrite = (await listPermissions()).includes("catalog:write");
  const shown = units.find(({ code }) => code === row);

  return (
    <>
      <Card
        flush
        title="Credit units"
        description="What credits are counted in. Costs, grants, packs and wallets name a unit; the default is meant where they name none."
        actions={
          mayWrite && (
            <NewLink href={`/settings/credits?row=${encodeURIComponent(NEW_UNIT)}`}>
              New unit
            </NewLink>
          )
        }
      >
        <UnitTable units={units} mayWrite={mayWrite} />
      </Card>
      {mayWrite && (
        <UnitSheet
          key={row}
          isOpen={row === NEW_UNIT || shown !== undefined}
          unit={shown ?? null}
          currency={currency}
        />
      )}
    </>
  );
}
