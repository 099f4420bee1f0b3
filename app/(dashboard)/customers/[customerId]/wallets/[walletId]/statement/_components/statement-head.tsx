import { Instant } from "@/components/domain/instant";
import type { StatementView } from "@/lib/ledger/schema/statement";
import type { Days } from "../search-params";

/** What the sheet is of; on paper also who made it, and when. */
export function StatementHead({
  statement: { walletName, customerName, creditUnit },
  organization,
  days,
  soFarOn,
  zone,
  at,
}: {
  statement: Pick<StatementView, "walletName" | "customerName" | "creditUnit">;
  organization: string;
  days: Days;
  /** The day of now, while the period still runs. */
  soFarOn: string | null;
  zone: string;
  at: string;
}) {
  return (
    <header>
      <p className="hidden pb-4 text-muted text-sm print:block">{organization}</p>
      <h2 className="font-semibold text-lg">
        <span className="hidden print:inline">Statement of account: {customerName}, </span>
        <span className="print:hidden">Statement of </span>
        {walletName}
      </h2>
      <p className="text-muted text-sm">
        <Instant at={`${days.from}T12:00:00Z`} show="day" /> to{" "}
        <Instant at={`${days.to}T12:00:00Z`} show="day" />, both included
        {soFarOn && (
          <>
            {" · so far, as of "}
            <Instant at={`${soFarOn}T12:00:00Z`} show="day" />
          </>
        )}
        {" · "}
        {zone} · in {creditUnit}
        <span className="hidden print:inline">
          {" · printed "}
          <Instant at={at} show="exact" zone={zone} />
        </span>
      </p>
    </header>
  );
}
