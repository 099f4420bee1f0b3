import type { Tx } from "@/lib/db/tx";
import { type Money, NO_MONEY } from "@/lib/money/money";
import { takeOver } from "../rules/carry";
import type { InvoiceDraft } from "../rules/invoice";
import { lockCarried } from "../store/carried";

/** An invoice about to be issued, and when. */
type Asking = { readonly ctx: { readonly at: Date }; readonly draft: InvoiceDraft };

/**
 * Lets subscriptions' invoices take over what earlier ones owe their customers, the earliest first.
 * Credits are bought with money of their own: their invoices take nothing.
 */
export async function takeCarried<Issue extends Asking>(
  tx: Tx,
  issues: readonly Issue[],
): Promise<readonly Issue[]> {
  const taking = issues.filter(({ draft }) => draft.type === "SUBSCRIPTION");
  if (taking.length === 0) return issues;
  const carried = await lockCarried(
    tx,
    taking.map(({ draft }) => draft.customerId),
  );
  if (carried.length === 0) return issues;
  const waiting = new Map<string, Money>(
    carried.map(({ customerId, currency, amount }) => [`${customerId}/${currency}`, amount]),
  );
  const ordered = issues.toSorted((a, b) => a.ctx.at.getTime() - b.ctx.at.getTime());
  return ordered.map((issue): Issue => {
    const { draft } = issue;
    if (draft.type !== "SUBSCRIPTION") return issue;
    const key = `${draft.customerId}/${draft.currency}`;
    const taken = takeOver(draft.lines, waiting.get(key) ?? NO_MONEY);
    waiting.set(key, taken.waiting);
    return { ...issue, draft: { ...draft, lines: taken.lines } };
  });
}
