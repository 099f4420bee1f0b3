"use client";

import { Credits, Money } from "@/components/domain/amounts";
import { Preview, PreviewLine } from "@/components/domain/preview";
import { Status } from "@/components/domain/status";
import type { InvoiceView } from "@/lib/invoicing/schema";
import type { GrantView } from "@/lib/ledger/schema/wallet";
import { decimalText, parseDecimal } from "@/lib/money/decimal";

/** What a payment of this amount would settle, and which credits it would set free. */
export function PaymentPreview({
  invoice,
  grants,
  amount,
}: {
  invoice: InvoiceView;
  grants: readonly GrantView[];
  amount: string;
}) {
  const due = parseDecimal(invoice.due) ?? 0n;
  const paid = parseDecimal(amount) ?? 0n;
  const left = due - paid;
  const waiting = grants.filter((grant) => grant.isAwaitingPayment && grant.status === "pending");
  return (
    <Preview title="After this payment">
      <div className="grid gap-1">
        <PreviewLine label="Due now">
          <Money amount={invoice.due} currency={invoice.currency} />
        </PreviewLine>
        <PreviewLine label="Still due after" strong>
          {left < 0n ? (
            "more than is due"
          ) : (
            <Money amount={decimalText(left)} currency={invoice.currency} />
          )}
        </PreviewLine>
        <PreviewLine label="Invoice">
          <Status value={left <= 0n ? "paid" : invoice.status} />
        </PreviewLine>
      </div>
      {waiting.map((grant) => (
        <div key={grant.id} className="border-t pt-3">
          <PreviewLine
            label={left <= 0n ? "Credits become available" : "Credits that keep waiting"}
            note={left <= 0n ? grant.name : "They come once nothing is due any more."}
            strong
          >
            <Credits amount={grant.pending} signed={left <= 0n} />
          </PreviewLine>
        </div>
      ))}
    </Preview>
  );
}
