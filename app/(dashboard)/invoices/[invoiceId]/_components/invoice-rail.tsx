import Link from "next/link";
import { Credits, Money } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Status } from "@/components/domain/status";
import { Card, Facts } from "@/components/ui/card";
import type { InvoiceView } from "@/lib/invoicing/schema";
import type { GrantView } from "@/lib/ledger/schema/wallet";
import type { WaitingMoneyView } from "@/lib/subscription/schema/cancel";
import { METHOD_WORDS } from "./payment-method";

/** What the invoice is about and what became of it. */
export function InvoiceRail({
  invoice,
  grants,
  waiting,
}: {
  invoice: InvoiceView;
  grants: readonly GrantView[];
  /** What this invoice owes the customer, among others, and nobody has taken over yet. */
  waiting: WaitingMoneyView | undefined;
}) {
  return (
    <aside aria-label="State" className="grid grid-cols-1 gap-4 print:hidden">
      <Card title="State">
        <Facts items={factsOf(invoice)} />
      </Card>
      {waiting && <OwedToCustomer waiting={waiting} />}
      {grants.length > 0 && (
        <Card title="Credits">
          <ul className="grid gap-2 text-sm">
            {grants.map((grant) => (
              <li key={grant.id} className="flex items-center justify-between gap-2">
                <Credits amount={grant.amount} />
                {grant.isAwaitingPayment && grant.status === "pending" ? (
                  <span className="text-muted text-xs">wait for payment</span>
                ) : (
                  <Status value={grant.status} />
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title="Payments">
        {invoice.payments.length === 0 ? (
          <p className="text-muted text-sm">None recorded.</p>
        ) : (
          <ul className="grid gap-3 text-sm">
            {invoice.payments.map((payment) => (
              <li key={payment.id} className="grid gap-0.5">
                <span className="flex items-center justify-between gap-2">
                  <Money
                    amount={payment.amount}
                    currency={payment.currency}
                    className="font-medium"
                  />
                  <PaymentStatus status={payment.status} />
                </span>
                <span className="break-words text-muted text-xs">
                  {METHOD_WORDS[payment.method] ?? payment.method}
                  {payment.reference && ` · ${payment.reference}`} ·{" "}
                  <Instant at={payment.at} show="day" zone={invoice.zone} />
                </span>
                {payment.note && <span className="text-xs">{payment.note}</span>}
              </li>
            ))}
          </ul>
        )}
      </Card>
    </aside>
  );
}

function OwedToCustomer({ waiting }: { waiting: WaitingMoneyView }) {
  const { amount, currency, isCarriedOn } = waiting;
  return (
    <Card title="Owed to the customer">
      <p className="text-sm">
        <Money amount={amount} currency={currency} className="font-semibold" />{" "}
        {isCarriedOn
          ? "waits for the customer's next invoices and lowers them."
          : "waits, and no invoice is to come that could take it: a refund of it is proposed."}
      </p>
    </Card>
  );
}

function PaymentStatus({ status }: { status: InvoiceView["paymentStatus"] }) {
  return <Status value={status === "PROCESSING" ? "pending" : status} />;
}

function factsOf(invoice: InvoiceView) {
  const here = { zone: invoice.zone, className: "whitespace-normal" };
  return [
    [
      "Customer",
      <Link
        key="customer"
        href={`/customers/${invoice.customerId}`}
        prefetch={false}
        className="underline underline-offset-2"
      >
        {invoice.customerName}
      </Link>,
    ],
    ...(invoice.subscriptionId
      ? [
          [
            "Subscription",
            <Link
              key="subscription"
              href={`/subscriptions/${invoice.subscriptionId}`}
              prefetch={false}
              className="underline underline-offset-2"
            >
              {invoice.description ?? "open"}
            </Link>,
          ] as const,
        ]
      : []),
    [
      "Issued",
      <Instant key="issued" at={invoice.issuedAt} show="exact" never="not yet" {...here} />,
    ],
    ...(invoice.dueAt
      ? [["Due by", <Instant key="due-by" at={invoice.dueAt} show="day" {...here} />] as const]
      : []),
    ...(invoice.poNumber ? [["PO number", invoice.poNumber] as const] : []),
    ...(invoice.paidAt
      ? [["Paid", <Instant key="paid" at={invoice.paidAt} show="exact" {...here} />] as const]
      : []),
    ...(invoice.voidedAt
      ? [["Voided", <Instant key="voided" at={invoice.voidedAt} show="exact" {...here} />] as const]
      : []),
    [
      "Still due",
      <Money key="due" amount={invoice.due} currency={invoice.currency} className="font-medium" />,
    ],
  ] as const;
}
