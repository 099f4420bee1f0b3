import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { CustomerId, type SubscriptionId } from "@/lib/ids";
import { findGrant } from "@/lib/ledger/reads/grants";
import { creditsText, parseCredits, sum } from "@/lib/money/credits";
import { findSubscription } from "../reads";
import type { CancelPreview } from "../schema";
import { loadUnspentGrants } from "../store/books";

/** What a cancellation would take and when it would end; undefined without such a subscription. */
export async function previewCancel(
  ctx: Context,
  id: SubscriptionId,
): Promise<CancelPreview | undefined> {
  const subscription = await findSubscription(ctx, id);
  if (!subscription) return undefined;
  const customerId = CustomerId.parse(subscription.customerId);
  const ids = await loadUnspentGrants({ sql: readSql }, id, customerId);
  const grants = await Promise.all(ids.map((grantId) => findGrant(ctx, grantId)));
  const left = grants.flatMap(({ pending, available }) => [pending, available].map(known));
  return { periodEnd: subscription.currentPeriodEnd, unspentCredits: creditsText(sum(left)) };
}

/** @throws RangeError for what no view of the ledger says. */
function known(text: string) {
  const amount = parseCredits(text);
  if (amount === undefined) throw new RangeError(`not an amount: ${text}`);
  return amount;
}
