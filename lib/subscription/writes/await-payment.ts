/** Which credits wait for a payment, and for whose invoice's (SEMANTICS 8.3). */
import type { Tx } from "@/lib/db/tx";
import type { InvoiceId, SubscriptionId } from "@/lib/ids";
import { type InvoiceLine, subtotalOf } from "@/lib/invoicing/rules/invoice-lines";
import {
  loadUnpaidReturns,
  lockUnpaid,
  type UnpaidFee,
} from "@/lib/invoicing/store/waiting-grants";
import type { Issue as InvoiceIssue } from "@/lib/invoicing/writes/issue-invoice";
import { takeCarried } from "@/lib/invoicing/writes/take-carried";
import { NO_MONEY } from "@/lib/money/money";
import { type Awaited, awaitedAt, isLowered } from "../rules/awaited";
import { givenLines } from "../rules/given-lines";
import type { Issue } from "../rules/issue";
import type { Subscription } from "../store";
import { loadPeriodInvoices } from "../store/awaited";
import { lockWallets } from "../store/books";
import { type Giving, giveCredits } from "./give-credits";

type Asking = InvoiceIssue & {
  /** Fees that its lines give back of, and nobody has paid yet. */
  readonly unpaidFees?: readonly InvoiceId[];
};

/**
 * What credits that come with these invoices wait for: each invoice that will ask for something.
 * Money that another invoice gave back buys nothing before somebody has paid it.
 *
 * @param earlier what this transaction will issue before them, and so takes of what is carried.
 */
export async function awaitedWith(
  tx: Tx,
  asking: readonly Asking[],
  earlier: readonly InvoiceIssue[] = [],
): Promise<ReadonlyMap<InvoiceId, Awaited>> {
  if (asking.length === 0) return new Map();
  const issues = await takeCarried(tx, [...earlier, ...asking]);
  const lines = new Map(issues.map(({ draft }) => [draft.id, draft.lines]));
  const linesOf = ({ draft }: Asking): readonly InvoiceLine[] => lines.get(draft.id) ?? draft.lines;
  const lowered = asking.filter((one) => isLowered(linesOf(one)));
  const unpaid = await unpaidOf(tx, lowered);
  const returned = [
    ...unpaid.map(({ invoiceId }) => invoiceId),
    ...asking.flatMap(({ unpaidFees = [] }) => unpaidFees),
  ];
  const open = await lockUnpaid(tx, returned);
  const awaited = new Map<InvoiceId, Awaited>();
  for (const one of asking) {
    const { draft, unpaidFees = [] } = one;
    const own = subtotalOf(linesOf(one)) > NO_MONEY ? [draft.id] : [];
    const others = lowered.includes(one) ? unpaid.filter(isOf(draft)) : [];
    const fees = [...unpaidFees, ...others.map(({ invoiceId }) => invoiceId)];
    const invoiceIds = [...own, ...fees.filter((id) => open.has(id))];
    if (invoiceIds.length > 0) {
      awaited.set(draft.id, { invoiceIds: [...new Set(invoiceIds)], since: null });
    }
  }
  return awaited;
}

const unpaidOf = (tx: Tx, lowered: readonly Asking[]) =>
  lowered.length === 0
    ? Promise.resolve([])
    : loadUnpaidReturns(
        tx,
        lowered.map(({ draft }) => draft.customerId),
      );

const isOf =
  ({ customerId, currency }: Pick<UnpaidFee, "customerId" | "currency">) =>
  (fee: UnpaidFee) =>
    fee.customerId === customerId && fee.currency === currency;

/** Credits that fall due within a period. */
export type DueWithin = {
  readonly subscriptionId: SubscriptionId;
  readonly index: number;
  readonly at: Date;
};

/** What credits that fall due within a period wait for: the invoice that it began with. */
export async function awaitedWithin(
  tx: Tx,
  due: readonly DueWithin[],
): Promise<ReadonlyMap<SubscriptionId, Awaited>> {
  const invoices = await loadPeriodInvoices(tx, due);
  const lowered = invoices.filter((invoice) => invoice.isLowered);
  const customers = lowered.map(({ customerId }) => customerId);
  const unpaid = customers.length > 0 ? await loadUnpaidReturns(tx, customers) : [];
  const open = await lockUnpaid(
    tx,
    unpaid.map(({ invoiceId }) => invoiceId),
  );
  const awaited = new Map<SubscriptionId, Awaited>();
  for (const { subscriptionId, at } of due) {
    const own = invoices.filter((invoice) => invoice.subscriptionId === subscriptionId);
    const others = own
      .filter((invoice) => invoice.isLowered)
      .flatMap((invoice) => unpaid.filter(isOf(invoice)))
      .filter(({ invoiceId }) => open.has(invoiceId))
      .map(({ invoiceId: id }) => ({ id, status: "OPEN", paidAt: null, voidedAt: null }) as const);
    const waits = awaitedAt([...own, ...others], at);
    if (waits) awaited.set(subscriptionId, waits);
  }
  return awaited;
}

/** Credits given beside an invoice that is about to be issued. */
type GivenWith = Pick<Giving, "ctx"> & {
  readonly subscription: Giving["subscription"] & Pick<Subscription, "billing">;
  readonly issues: readonly Issue[];
  /** Null: nothing is asked. */
  readonly draft: InvoiceIssue["draft"] | null;
  readonly unpaidFees?: readonly InvoiceId[];
};

/**
 * Gives them at once, or with its payment, as the subscription has agreed.
 *
 * @returns the invoice, which tells of what comes with its payment, and whether anything does.
 */
export async function giveWith(
  tx: Tx,
  given: GivenWith,
): Promise<{ readonly asked: InvoiceIssue["draft"] | null; readonly isWaiting: boolean }> {
  const { ctx, subscription, issues, draft } = given;
  const awaits = await awaitedBy(tx, given);
  await giveCredits(
    tx,
    issues.map((issue) => ({ ctx, subscription, issue, awaits })),
  );
  const asked = draft && {
    ...draft,
    lines: [...draft.lines, ...givenLines(issues, awaits, draft)],
  };
  return { asked, isWaiting: awaits !== null };
}

async function awaitedBy(
  tx: Tx,
  { ctx, subscription: { customerId, billing }, issues, draft, unpaidFees = [] }: GivenWith,
): Promise<Awaited | null> {
  if (billing.grantOn !== "payment" || !draft || issues.length === 0) return null;
  // Whoever renews it locks these first, too, and then what is carried.
  await lockWallets(tx, [customerId]);
  const awaited = await awaitedWith(tx, [{ ctx, draft, unpaidFees }]);
  return awaited.get(draft.id) ?? null;
}
