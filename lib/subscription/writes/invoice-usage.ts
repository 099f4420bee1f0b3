import type { Tx } from "@/lib/db/tx";
import type { CustomerId, SubscriptionId } from "@/lib/ids";
import type { InvoiceLine } from "@/lib/invoicing/rules/invoice-lines";
import { usageLine } from "@/lib/invoicing/rules/usage-lines";
import { type Money, minMoney, NO_MONEY } from "@/lib/money/money";
import type { PastSubscription } from "../rules/subscription";
import { currencyOfCharge, invoiceableAt, isOfTrial } from "../rules/usage-due";
import { loadOpenMinimums, type MinimumPart, minimumName, updateFilled } from "../store/minimums";
import { loadSubscriptionsSince } from "../store/of-customers";
import { loadOwedUse, type OwedUse, updateInvoiced } from "../store/usage-owed";
import { settleMinimums, type UsageClosing, type UsageLines } from "./settle-minimums";

/**
 * The invoice takes over what use in money no wallet has covered (SEMANTICS 7.4), then what is
 * missing to the minimum of a charge (8.9). Each counter is asked for once: what it owes later, by
 * late use, is asked by the next close.
 *
 * @returns the lines of each subscription's invoice.
 */
export async function invoiceUsage(tx: Tx, closings: readonly UsageClosing[]): Promise<UsageLines> {
  if (closings.length === 0) return new Map();
  const lines = new Map(await takeOwed(tx, closings));
  for (const [id, missing] of await settleMinimums(tx, closings)) {
    lines.set(id, [...(lines.get(id) ?? []), ...missing]);
  }
  return lines;
}

/** The same without the minimums: for what came after the last close. */
export async function takeOwed(tx: Tx, closings: readonly UsageClosing[]): Promise<UsageLines> {
  const customers = [...new Set(closings.map(({ subscription }) => subscription.customerId))];
  const owed = await loadOwedUse(tx, customers);
  if (owed.length === 0) return new Map();
  const subscriptions = await loadSubscriptionsSince(tx, customers, new Date(0));
  const open = await loadOpenMinimums(tx, customers);
  const filled: MinimumPart[] = [];
  const lines = new Map<SubscriptionId, readonly InvoiceLine[]>();
  const asked = new Set<OwedUse>();
  for (const closing of closings) {
    const own = subscriptions.filter((one) => one.customerId === closing.subscription.customerId);
    const left = owed.filter((use) => isOf(use, closing.subscription) && !asked.has(use));
    const due = dueOf(closing, own, withinMinimums(left, open));
    for (const { use } of due) {
      asked.add(use.counter);
      if (use.within > NO_MONEY) filled.push({ ...use, amount: use.within });
    }
    lines.set(
      closing.subscription.id,
      due.flatMap(({ line }) => line ?? []),
    );
  }
  await updateInvoiced(tx, [...asked]);
  await updateFilled(tx, filled);
  return lines;
}

type DueUse = OwedUse & {
  readonly counter: OwedUse;
  /** Of what is owed: asked already, to the minimum of its period. */
  readonly within: Money;
};

const withinMinimums = (
  owed: readonly OwedUse[],
  open: ReadonlyMap<string, Money>,
): readonly DueUse[] =>
  owed.map((counter) => {
    const within = minMoney(open.get(minimumName(counter)) ?? NO_MONEY, counter.owed);
    return { ...counter, counter, within };
  });

const isOf = (use: OwedUse, { customerId }: { readonly customerId: CustomerId }) =>
  use.customerId === customerId;

/** What was used before the close and is asked for in the plan's own currency. */
function dueOf(
  { ctx, subscription: { id }, catalog, version, step }: UsageClosing,
  subscriptions: readonly PastSubscription[],
  owed: readonly DueUse[],
) {
  const charges = invoiceableAt({ id, catalog, version, step, subscriptions });
  return owed.flatMap((use) => {
    const found = charges.get(use.chargeId);
    const { windowStart } = use;
    if (!found || windowStart >= ctx.at || isOfTrial(step, windowStart)) return [];
    if (currencyOfCharge(found.charge) !== version.currency) return [];
    const featureName = catalog.features.get(use.featureId)?.name ?? "Use";
    const metered = { ...use, tally: use, charge: found.charge, featureName };
    return [{ use, line: usageLine(metered, found.periodFrom(windowStart), version.currency) }];
  });
}
