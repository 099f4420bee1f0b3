import Link from "next/link";
import { Credits } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { RowCursor } from "@/components/table/row-cursor";
import { ScrollRegion } from "@/components/ui/scroll-region";
import type { StatementLineView, StatementView } from "@/lib/ledger/schema/statement";
import { describeTransaction, kindName } from "@/lib/ledger/schema/transaction-words";
import { isSome } from "@/lib/report/schema/standing";
import type { Days } from "../search-params";

/** Each movement with what came, what went and what the balance was after it; paper shows them all alike. */
export function StatementTable({
  statement,
  days,
  soFarOn,
  zone,
}: {
  statement: StatementView;
  days: Days;
  /** The day of now, while the period still runs. */
  soFarOn: string | null;
  zone: string;
}) {
  const { lines, opening, closing, totals, customerId, nextCursor } = statement;
  const hrefOf = (id: string) => `/customers/${customerId}/ledger?row=${id}`;
  return (
    <ScrollRegion
      aria-label="Movements"
      data-rows
      className="overflow-x-auto rounded-lg border bg-surface print:overflow-visible print:border-0"
    >
      <RowCursor />
      <table className="numerals w-full text-sm [&_td]:px-3 [&_td]:py-1.5 [&_th]:px-3 [&_th]:py-2 [&_tr]:border-b [&_tr:last-child]:border-b-0 max-md:[&_td]:px-2 max-md:[&_th]:px-2 print:[&_td]:px-1.5 print:[&_td]:py-0.5 print:[&_th]:px-1.5">
        <thead>
          <tr className="text-muted text-xs [&>th]:whitespace-nowrap [&>th]:text-left [&>th]:font-medium">
            <th scope="col">When</th>
            <th scope="col" className="max-md:hidden">
              Kind
            </th>
            <th scope="col">What</th>
            <th scope="col" className="text-right!">
              In
            </th>
            <th scope="col" className="text-right!">
              Out
            </th>
            <th scope="col" className="text-right!">
              Balance
            </th>
          </tr>
        </thead>
        <tbody>
          <EndRow label="Opening balance" day={days.from} balance={opening.balance} />
          {lines.map((line) => (
            <LineRow
              key={`${line.transactionId} ${line.at}`}
              line={line}
              href={hrefOf(line.transactionId)}
              zone={zone}
            />
          ))}
          {lines.length === 0 && (
            <tr>
              <td colSpan={6} className="py-6! text-center text-muted">
                Nothing moved in these days
              </td>
            </tr>
          )}
          {nextCursor === null && (
            <EndRow
              label={soFarOn ? "Balance so far" : "Closing balance"}
              day={soFarOn ?? days.to}
              balance={closing.balance}
              came={totals.in}
              went={totals.out}
            />
          )}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function LineRow({ line, href, zone }: { line: StatementLineView; href: string; zone: string }) {
  const words = describeTransaction(line);
  return (
    <tr data-row className="align-baseline hover:bg-sunken">
      <td className="whitespace-nowrap">
        <Link
          href={href}
          prefetch={false}
          data-row-link
          className="underline-offset-2 hover:underline"
        >
          <Instant at={line.at} show="exact" zone={zone} className="max-md:hidden print:inline" />
          <Instant at={line.at} show="day" zone={zone} className="md:hidden print:hidden" />
        </Link>
      </td>
      <td className="whitespace-nowrap text-muted max-md:hidden">{kindName(line.kind)}</td>
      <td className="min-w-32 break-words">
        {words}
        {line.reason && line.reason !== words && (
          <span className="block text-muted text-xs">{line.reason}</span>
        )}
      </td>
      <Amount amount={line.in} />
      <Amount amount={line.out} />
      <td className="text-right">
        <Credits amount={line.balance} unit={null} />
      </td>
    </tr>
  );
}

const Amount = ({ amount }: { amount: string }) => (
  <td className="text-right">{isSome(amount) && <Credits amount={amount} unit={null} />}</td>
);

function EndRow({
  label,
  day,
  balance,
  came,
  went,
}: {
  label: string;
  day: string;
  balance: string;
  came?: string;
  went?: string;
}) {
  return (
    <tr className="bg-sunken font-semibold">
      <td className="whitespace-nowrap">
        <Instant at={`${day}T12:00:00Z`} show="day" />
      </td>
      <td className="max-md:hidden" />
      <td>{label}</td>
      <Amount amount={came ?? "0"} />
      <Amount amount={went ?? "0"} />
      <td className="text-right">
        <Credits amount={balance} unit={null} />
      </td>
    </tr>
  );
}
