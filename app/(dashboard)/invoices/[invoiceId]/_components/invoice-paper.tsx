import { Credits, Money } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { ScrollRegion } from "@/components/ui/scroll-region";
import type { CustomerView } from "@/lib/customer/schema";
import type { InvoiceLineView, InvoiceView } from "@/lib/invoicing/schema";
import { formatCredits } from "@/lib/money/format";
import { invoiceName } from "../../_components/invoice-status";

/** The invoice as its customer sees it. */
export function InvoicePaper({
  invoice,
  from,
  customer,
}: {
  invoice: InvoiceView;
  from: string;
  customer: CustomerView | null;
}) {
  return (
    <article
      aria-label="The invoice"
      className="min-w-0 rounded-lg border bg-surface p-5 md:p-8 print:border-0 print:p-0"
    >
      <header className="mb-8 flex flex-wrap justify-between gap-6">
        <div>
          <p className="font-semibold text-xl">Invoice</p>
          <p className="numerals text-muted">{invoiceName(invoice)}</p>
        </div>
        <dl className="grid grid-cols-[auto_auto] content-start gap-x-4 gap-y-0.5 text-sm">
          <dt className="text-muted">Issued</dt>
          <dd className="text-right">
            <Instant at={invoice.issuedAt} show="day" zone={invoice.zone} never="not yet" />
          </dd>
          {invoice.dueAt && (
            <>
              <dt className="text-muted">Due by</dt>
              <dd className="text-right">
                <Instant at={invoice.dueAt} show="day" zone={invoice.zone} />
              </dd>
            </>
          )}
          {invoice.poNumber && (
            <>
              <dt className="text-muted">PO number</dt>
              <dd className="break-all text-right">{invoice.poNumber}</dd>
            </>
          )}
        </dl>
      </header>
      <div className="mb-8 grid gap-6 text-sm sm:grid-cols-2">
        <Party title="From" lines={[from]} />
        <Party title="To" lines={customer ? addressOf(customer) : [invoice.customerName]} />
      </div>
      <Lines invoice={invoice} />
      <Totals invoice={invoice} />
    </article>
  );
}

function Party({ title, lines }: { title: string; lines: readonly string[] }) {
  const [name, ...rest] = lines;
  return (
    <div>
      <h2 className="text-muted text-xs">{title}</h2>
      <p className="font-medium">{name}</p>
      {rest.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

const COUNTRY_NAMES = new Intl.DisplayNames("en", { type: "region" });

/** What stands for a country is mostly its code; anything else is shown as it is. */
const countryName = (text: string): string =>
  /^[A-Z]{2}$/.test(text) ? (COUNTRY_NAMES.of(text) ?? text) : text;

function addressOf({ name, email, address }: CustomerView): readonly string[] {
  const { line1, line2, city, state, postalCode, country } = address;
  const place = [postalCode, city, state].filter(Boolean).join(" ");
  return [name, line1, line2, place, country && countryName(country), email].filter(Boolean);
}

function Lines({ invoice }: { invoice: InvoiceView }) {
  const { lines, currency, description, zone } = invoice;
  return (
    <ScrollRegion aria-label="Lines" className="overflow-x-auto">
      <table className="w-full text-sm [&_td]:border-t [&_td]:py-2 [&_td]:align-top [&_td:not(:first-child)]:pl-4 [&_th:not(:first-child)]:pl-4 [&_th]:pb-2 [&_th]:font-medium [&_th]:text-muted [&_th]:text-xs">
        <caption className="sr-only">What the invoice asks for</caption>
        <thead>
          <tr>
            <th scope="col" className="text-left">
              Description
            </th>
            <th scope="col" className="text-right max-sm:hidden">
              Quantity
            </th>
            <th scope="col" className="text-right max-sm:hidden">
              Unit price
            </th>
            <th scope="col" className="text-right">
              Amount
            </th>
          </tr>
        </thead>
        <tbody className="numerals">
          {lines.map((line) => (
            <Line
              key={line.id}
              line={line}
              currency={currency}
              zone={zone}
              otherwise={description ?? "Fee"}
            />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Line({
  line,
  currency,
  zone,
  otherwise,
}: {
  line: InvoiceLineView;
  currency: string;
  zone: string;
  /** For a fee that nobody named. */
  otherwise: string;
}) {
  const isTold = line.kind === "information" || line.kind === "given";
  // Use in tiers has no one price: the line's own words tell them.
  const hasUnitPrice = !isTold && (line.kind !== "usage" || isSome(line.unitAmount));
  return (
    <tr className={isTold ? "text-muted" : ""}>
      <td>
        {line.description || otherwise}
        {line.periodStart && line.periodEnd && (
          <span className="block text-muted text-xs">
            <Instant at={line.periodStart} show="day" zone={zone} /> –{" "}
            <Instant at={line.periodEnd} show="day" zone={zone} />
          </span>
        )}
      </td>
      <td className="text-right max-sm:hidden">{formatCredits(line.quantity)}</td>
      <td className="text-right max-sm:hidden">
        {hasUnitPrice && <Money amount={line.unitAmount} currency={currency} />}
      </td>
      <td className="text-right">
        {isTold && line.credits ? (
          <>
            <Credits amount={line.credits} />
            <span className="block text-xs">
              {line.kind === "given" ? "once it is paid" : "paid with credits"}
            </span>
          </>
        ) : (
          <Money amount={line.amount} currency={currency} />
        )}
      </td>
    </tr>
  );
}

function Totals({ invoice }: { invoice: InvoiceView }) {
  const { currency, subtotal, discount, creditsApplied, tax, total, paid, due, status } = invoice;
  const rows = [
    ["Subtotal", subtotal, true],
    ["Discount", `-${discount}`, isSome(discount)],
    ["Credits applied", `-${creditsApplied}`, isSome(creditsApplied)],
    ["Tax", tax, isSome(tax)],
  ] as const;
  return (
    <dl className="numerals mt-2 ml-auto grid w-full max-w-xs grid-cols-[1fr_auto] gap-x-6 gap-y-1 border-t pt-3 text-sm">
      {rows.map(([label, amount, isShown]) =>
        isShown ? <Total key={label} label={label} amount={amount} currency={currency} /> : null,
      )}
      <Total label="Total" amount={total} currency={currency} isStrong />
      {isSome(paid) && <Total label="Paid" amount={`-${paid}`} currency={currency} />}
      {status !== "VOID" && isSome(paid) && (
        <Total label="Still due" amount={due} currency={currency} isStrong />
      )}
    </dl>
  );
}

function Total({
  label,
  amount,
  currency,
  isStrong = false,
}: {
  label: string;
  amount: string;
  currency: string;
  isStrong?: boolean;
}) {
  return (
    <div
      className={`col-span-2 grid grid-cols-subgrid ${isStrong ? "font-semibold text-base" : ""}`}
    >
      <dt>{label}</dt>
      <dd className="text-right">
        <Money amount={amount} currency={currency} />
      </dd>
    </div>
  );
}

const isSome = (amount: string) => /[1-9]/.test(amount);
