import { CircleCheck, TriangleAlert } from "lucide-react";
import { Credits } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { classNames } from "@/components/ui/class-names";
import { ScrollRegion } from "@/components/ui/scroll-region";
import type { FiguresView } from "@/lib/ledger/schema";
import type { StatementView } from "@/lib/ledger/schema/statement";
import { isSome } from "@/lib/report/schema/standing";
import type { Days } from "../search-params";

const FIGURES = [
  ["available", "Available"],
  ["balance", "Balance"],
  ["held", "Held"],
  ["pending", "Pending"],
  ["overage", "Overage"],
] as const;

/** The five figures at both ends of the period, and whether what moved leads from one to the other. */
export function StatementFigures({
  statement,
  days,
  soFarOn,
}: {
  statement: StatementView;
  days: Days;
  /** The day of now, while the period still runs: nothing is closed then. */
  soFarOn: string | null;
}) {
  const { opening, closing } = statement;
  return (
    <section aria-label="Opening and closing" className="grid grid-cols-1 gap-3">
      <ScrollRegion
        aria-label="Figures"
        className="overflow-x-auto rounded-lg border bg-surface print:overflow-visible"
      >
        <table className="numerals w-full text-sm [&_td]:px-4 [&_td]:py-2 [&_td]:text-right [&_th]:px-4 [&_th]:py-2 [&_tr+tr]:border-t">
          <thead>
            <tr className="border-b text-muted text-xs [&>th]:text-right [&>th]:font-medium">
              <td />
              {FIGURES.map(([key, label]) => (
                <th key={key} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <FigureRow label="Opening" day={days.from} figures={opening} />
            <FigureRow
              label={soFarOn ? "So far" : "Closing"}
              day={soFarOn ?? days.to}
              figures={closing}
              isStrong
            />
          </tbody>
        </table>
      </ScrollRegion>
      <TieOut statement={statement} isSoFar={soFarOn !== null} />
    </section>
  );
}

function FigureRow({
  label,
  day,
  figures,
  isStrong = false,
}: {
  label: string;
  day: string;
  figures: FiguresView;
  isStrong?: boolean;
}) {
  return (
    <tr className={classNames(isStrong && "font-semibold")}>
      <th scope="row" className="whitespace-nowrap text-left font-medium">
        {label}{" "}
        <Instant
          at={`${day}T12:00:00Z`}
          show="day"
          className="font-normal text-muted text-xs max-md:hidden"
        />
      </th>
      {FIGURES.map(([key]) => (
        <td key={key}>
          <Credits
            amount={figures[key]}
            unit={null}
            className={classNames(!isSome(figures[key]) && "font-normal text-muted")}
          />
        </td>
      ))}
    </tr>
  );
}

/** Opening + in − out = closing, and closing is what the wallet's postings say: said with a tick. */
function TieOut({ statement, isSoFar }: { statement: StatementView; isSoFar: boolean }) {
  const { opening, closing, totals, tiesOut, posted } = statement;
  const Mark = tiesOut ? CircleCheck : TriangleAlert;
  return (
    <p
      className={classNames(
        "numerals flex items-start gap-2 text-sm",
        !tiesOut && "font-medium text-danger",
      )}
    >
      <Mark
        aria-hidden
        className={classNames("mt-0.5 size-4 shrink-0", tiesOut ? "text-success" : "text-danger")}
      />
      <span>
        Opening <Credits amount={opening.balance} unit={null} /> + in{" "}
        <Credits amount={totals.in} unit={null} /> − out <Credits amount={totals.out} unit={null} />{" "}
        {tiesOut ? "=" : "≠"} {isSoFar ? "so far" : "closing"}{" "}
        <Credits amount={closing.balance} unit={null} />{" "}
        <span className="text-muted">
          {tiesOut
            ? "Ties out with the wallet’s own postings"
            : `Does not tie out: the wallet’s postings say ${posted.balance}`}
        </span>
      </span>
    </p>
  );
}
