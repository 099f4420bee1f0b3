import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { CrumbName } from "@/components/layout/crumbs";
import { CsvLink } from "@/components/table/csv-link";
import { Pagination } from "@/components/table/pagination";
import { pageContext } from "@/lib/transport/page";
import { findStaffSession } from "@/lib/transport/staff-gate";
import { PeriodBar } from "./_components/period-bar";
import { PrintButton } from "./_components/print-button";
import { StatementFigures } from "./_components/statement-figures";
import { StatementHead } from "./_components/statement-head";
import { StatementTable } from "./_components/statement-table";
import { findStatementSubject } from "./load-statement";
import { loadStatementParams } from "./search-params";
import "./statement.css";

export const metadata: Metadata = { title: "Statement" };

/** Most statements are one page, and so one print. */
const PAGE_SIZE = 1000;

export default async function StatementPage({
  params,
  searchParams,
}: {
  params: Promise<{ customerId: string; walletId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("ledger:read");
  const asked = await loadStatementParams(searchParams);
  const subject = await findStatementSubject(ctx, await params, asked);
  if (!subject) notFound();
  const { customer, wallet, days, soFarOn } = subject;
  const [statement, session] = await Promise.all([
    subject.read({ cursor: asked.after, limit: PAGE_SIZE }),
    findStaffSession(),
  ]);
  const at = `/customers/${customer.id}/wallets/${wallet.id}/statement`;

  return (
    <div data-sheet className="grid grid-cols-1 gap-5">
      <CrumbName segment={wallet.id} label={wallet.name} />
      <StatementHead
        statement={statement}
        organization={session?.current.organizationName ?? ""}
        days={days}
        soFarOn={soFarOn}
        zone={customer.timezone}
        at={ctx.at.toISOString()}
      />
      <div className="print:hidden">
        <PeriodBar days={days} isCustom={asked.period === "custom"}>
          <CsvLink href={`${at}/export`} />
          <PrintButton />
        </PeriodBar>
      </div>
      <StatementFigures statement={statement} days={days} soFarOn={soFarOn} />
      <StatementTable
        statement={statement}
        days={days}
        soFarOn={soFarOn}
        zone={customer.timezone}
      />
      {(statement.nextCursor || asked.after) && (
        <Pagination
          count={`${statement.lines.length} of ${statement.totals.lines} movements`}
          next={statement.nextCursor}
        />
      )}
    </div>
  );
}
