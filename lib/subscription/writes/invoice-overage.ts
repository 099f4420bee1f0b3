import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import type { CustomerId, SubscriptionId } from "@/lib/ids";
import { bookDueWithin, postEachWithin } from "@/lib/ledger/post";
import { refusalOf } from "@/lib/ledger/view";
import { sum } from "@/lib/money/credits";
import type { Money } from "@/lib/money/money";
import { overageCommands } from "../rules/overage-commands";
import { lotsToInvoice } from "../rules/renewal";
import { loadOpenLots, type OpenLot } from "../store/books";

/** A subscription whose period closes, and the moment at which it does. */
export type Closing = {
  readonly ctx: Context;
  readonly subscription: { readonly id: SubscriptionId; readonly customerId: CustomerId };
  readonly catalog: Catalog;
  readonly version: PlanVersion;
  /** Names this close among the subscription's others. */
  readonly name: string;
};

type Priced = OpenLot & { readonly unitPrice: Money; readonly currency: string };
type Owed = ReadonlyMap<SubscriptionId, readonly Priced[]>;

/**
 * The invoice takes over what is owed under these plans: the wallets no longer owe it.
 *
 * @returns the lots to put on each subscription's invoice, oldest first.
 */
export async function invoiceOverage(tx: Tx, closings: readonly Closing[]): Promise<Owed> {
  if ((await loadOwed(tx, closings)).size === 0) return new Map();
  // Credits that start at or before the close settle overage first, and holds that end free them.
  await bookDueWithin(
    tx,
    closings.map(({ ctx, subscription: { customerId } }) => ({ ctx, customerId })),
  );
  const owed = await loadOwed(tx, closings);
  const commands = closings.flatMap((closing) =>
    commandsOf(closing, owed.get(closing.subscription.id) ?? []),
  );
  const outcomes = await postEachWithin(tx, commands);
  for (const [index, outcome] of outcomes.entries()) {
    if (!outcome.ok) throw refusalOf(outcome.refusal);
    const lots = commands[index]?.lots ?? [];
    if (outcome.amount !== sum(lots.map(({ open }) => open))) {
      throw new RangeError("the ledger invoiced other overage than was read under its lock");
    }
  }
  return owed;
}

/** Each lot goes to one subscription: the first that may invoice it. */
async function loadOwed(tx: Tx, closings: readonly Closing[]): Promise<Owed> {
  const customers = closings.map(({ subscription }) => subscription.customerId);
  const lots = await loadOpenLots(tx, [...new Set(customers)]);
  const owed = new Map<SubscriptionId, readonly Priced[]>();
  const taken = new Set<string>();
  for (const { subscription, catalog, version, ctx } of closings) {
    const own = lots.filter((lot) => lot.customerId === subscription.customerId);
    const due = lotsToInvoice(catalog, { ...version, at: ctx.at }, own);
    const mine = due.filter(({ id }) => !taken.has(id));
    for (const { id } of mine) taken.add(id);
    if (mine.length > 0) owed.set(subscription.id, mine);
  }
  return owed;
}

function commandsOf({ ctx, name, subscription }: Closing, lots: readonly Priced[]) {
  const { id: subscriptionId, customerId } = subscription;
  return overageCommands(lots, { subscriptionId, customerId, name }).map((asked) => ({
    ctx,
    ...asked,
  }));
}
