/** Books what comes on top of a subscription within its period: credits, fees in credits, an invoice. */
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { type InvoiceId, newId } from "@/lib/ids";
import type { InvoiceDraft } from "@/lib/invoicing/rules/invoice";
import { issueInvoices } from "@/lib/invoicing/writes/issue-invoice";
import { creditsText, sum } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import type { More } from "../rules/more";
import type { SoldNow } from "../schema/sold-parts";
import type { Subscription } from "../store";
import { lockWallets } from "../store/books";
import { loadIssued } from "../store/change-books";
import { updateCounted } from "../store/choices";
import { giveWith } from "./await-payment";
import { drawFees } from "./draw-fees";

export const NOTHING_SOLD: SoldNow = {
  ...{ charged: "0", given: "0", pending: "0", drawn: "0" },
};

export type Added = {
  /** Locked. */
  readonly subscription: Subscription;
  /** What it is sold by. */
  readonly version: Pick<PlanVersion, "currency" | "planName" | "overage">;
  readonly more: More;
  /** Names what was added, in the invoice's reference. */
  readonly name: string;
};

/**
 * @returns what its invoice asks for, which may take over what earlier ones owe, and what the ledger was asked.
 * @throws DomainError if the ledger refuses, such as for a frozen wallet; then nothing stands.
 */
export async function bookMore(tx: Tx, ctx: Context, added: Added): Promise<SoldNow> {
  const { subscription, version, more } = added;
  await lockWallets(tx, [subscription.customerId]);
  await updateCounted(tx, subscription, more.course);
  const draft = draftOf(ctx, added);
  const { asked, isWaiting } = await giveWith(tx, {
    ctx,
    subscription,
    issues: more.issues,
    draft,
  });
  const drawings = more.draws.map((draw) => ({ ctx, subscription, version, draw }));
  const unpaid = await drawFees(tx, drawings);
  if (asked) await issueInvoices(tx, [{ ctx, draft: asked }]);
  const given = creditsText(sum(more.issues.map(({ grant }) => grant.amount)));
  const { total } = await loadIssued(tx, asked?.id ?? null);
  return {
    charged: moneyText(total),
    given: isWaiting ? "0" : given,
    pending: isWaiting ? given : "0",
    drawn: creditsText(
      sum(drawings.filter((one) => !unpaid.has(one)).map(({ draw: { amount } }) => amount)),
    ),
  };
}

function draftOf(
  ctx: Context,
  { subscription: { id, customerId, course }, version, more: { lines }, name }: Added,
): InvoiceDraft | null {
  if (lines.length === 0) return null;
  return {
    ...{ id: newId<InvoiceId>(), customerId, subscriptionId: id, lines },
    ...({ type: "SUBSCRIPTION", billingReason: "subscription_update" } as const),
    ...{ currency: version.currency, description: version.planName },
    period: { start: ctx.at, end: course.period.end },
    reference: `subscription:${id}:${name}:${ctx.at.getTime()}`,
  };
}
