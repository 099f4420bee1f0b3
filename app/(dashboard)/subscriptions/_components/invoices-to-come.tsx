"use client";

import { Money } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import type { ForeseenInvoiceView, ForeseenLineView } from "@/lib/subscription/schema/timeline";

const REASONS = {
  start: "At the start",
  renewal: "At a renewal",
  end: "At the end",
} as const satisfies Record<ForeseenInvoiceView["reason"], string>;

/** The next invoices with their arithmetic; what use adds to them is not known yet. */
export function InvoicesToCome({
  invoices,
  zone,
}: {
  invoices: readonly ForeseenInvoiceView[];
  zone: string;
}) {
  if (invoices.length === 0) return <p className="text-muted text-sm">No fees are to come.</p>;
  return (
    <ol className="grid grid-cols-1 gap-3">
      {invoices.map((invoice) => (
        <li key={`${invoice.at} ${invoice.reason}`} className="rounded-lg border bg-surface p-3">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
            <span className="font-medium">
              <Instant at={invoice.at} show="day" zone={zone} />
              <span className="font-normal text-muted">
                {" "}
                · {REASONS[invoice.reason]}
                {invoice.dueAt !== invoice.at && (
                  <>
                    {" "}
                    · due by <Instant at={invoice.dueAt} show="day" zone={zone} />
                  </>
                )}
              </span>
            </span>
            <Money amount={invoice.total} currency={invoice.currency} className="font-semibold" />
          </div>
          <ul className="mt-1 grid gap-1">
            {invoice.lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own and never move
              <li key={index} className="flex flex-wrap justify-between gap-x-4 text-muted text-xs">
                <span>
                  {line.description}
                  <Arithmetic line={line} currency={invoice.currency} />
                </span>
                <Money amount={line.amount} currency={invoice.currency} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

/** How the amount comes about, where it is not simply the price. */
function Arithmetic({ line, currency }: { line: ForeseenLineView; currency: string }) {
  const { quantity, unitAmount, share } = line;
  if (quantity === "1" && !share) return null;
  return (
    <span className="numerals">
      : {quantity !== "1" && `${quantity} × `}
      <Money amount={unitAmount} currency={currency} />
      {share && ` × ${share.days} of ${share.ofDays} days`}
    </span>
  );
}
