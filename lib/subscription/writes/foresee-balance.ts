/** What a customer's wallets will hold from day to day, as things stand inside a transaction. */
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { rehearseWithin } from "@/lib/db/rehearse";
import type { Tx } from "@/lib/db/tx";
import { isDomainError } from "@/lib/errors";
import { type CustomerId, newId } from "@/lib/ids";
import type { Books } from "@/lib/ledger/rules/books";
import { booksKey } from "@/lib/ledger/store/asking";
import { findWallets, loadBooks } from "@/lib/ledger/store/books";
import { balanceAhead, type Day, type DayOfBalance, withWallets } from "../rules/balance-ahead";
import { comingChange } from "../rules/foresee-successor";
import { foreseenDeeds, type Running, unitsOf } from "../rules/foreseen-deeds";
import { termsOf } from "../rules/terms";
import { loadRunning, lockDueOf } from "../store";
import { unpaidPeriods } from "../store/awaited";
import { loadScheduled } from "../store/changes";
import { contextOf } from "./advance-courses";
import { advanceSubscriptions } from "./advance-subscriptions";

/** All that decides what will be given to a customer and taken. */
export type Outlook = { readonly books: Books; readonly running: readonly Running[] };

/** Nothing is locked, for nothing is written. */
export async function lookAhead(tx: Tx, ctx: Context, customerId: CustomerId): Promise<Outlook> {
  const { organizationId } = ctx;
  const catalog = await loadCatalog(tx, organizationId);
  const subscriptions = await loadRunning(tx, organizationId, { customerId, orGoOn: true });
  const changes = await loadScheduled(
    tx,
    subscriptions.map(({ id }) => id),
  );
  const unpaid = await unpaidPeriods(tx, subscriptions);
  const running = subscriptions.map((subscription): Running => {
    const { id, course, planVersionId, choices, billingCycle, billing } = subscription;
    const paying = { ...billing, isUnpaid: unpaid.has(id) };
    const version = termsOf(catalog, subscription, ctx.at);
    if (!version) throw new RangeError(`no plan version of ${id}`);
    const agreed = changes.find(({ subscriptionId }) => subscriptionId === id);
    const change = agreed ? comingChange(catalog, agreed, subscription) : null;
    const chosen = { planVersionId, choices };
    return { id, customerId, catalog, chosen, version, course, billingCycle, change, paying };
  });
  return { books: await booksOf(tx, ctx, customerId), running };
}

/**
 * What will decide from `at` on, once all that falls due of the customer until then is booked as it
 * will be; undefined where something of it would be refused. All stays as it is now.
 */
export function lookAheadFrom(
  tx: Tx,
  { organizationId, requestId }: Context,
  { customerId, at }: { readonly customerId: CustomerId; readonly at: Date },
): Promise<Outlook | undefined> {
  const span = { until: at, grantsOnly: false, requestId };
  return rehearseWithin(tx, async () => {
    try {
      await advanceSubscriptions(tx, await lockDueOf(tx, [customerId], at), span);
      return await lookAhead(tx, contextOf(organizationId, at, span), customerId);
    } catch (fault) {
      if (isDomainError(fault)) return undefined;
      throw fault;
    }
  });
}

async function booksOf(tx: Tx, ctx: Context, customerId: CustomerId): Promise<Books> {
  const { organizationId, at } = ctx;
  const command = { kind: "expire", customerId, reference: "foreseen" } as const;
  const asking = { organizationId, at, command };
  const books = await loadBooks(tx, await findWallets(tx, [asking]), [asking]);
  const own = books.get(booksKey(asking));
  if (!own) throw new RangeError(`no books of ${customerId}`);
  return own;
}

/** If nobody uses any of it. */
export function dailyBalances(
  { books, running }: Outlook,
  days: readonly Day[],
): readonly DayOfBalance[] {
  const until = days.at(-1)?.end;
  if (until === undefined) return [];
  const deeds = running.flatMap((one) => foreseenDeeds(one, until, newId));
  const withAll = withWallets(books, new Set(running.flatMap(unitsOf)), newId);
  return balanceAhead(withAll, deeds, { days, mint: newId });
}
