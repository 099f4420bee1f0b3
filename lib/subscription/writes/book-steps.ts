/** Books steps of many subscriptions that fall on one instant, in the order that a close asks for. */
import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { type FeatureId, type InvoiceId, idText, newId } from "@/lib/ids";
import type { InvoiceDraft } from "@/lib/invoicing/rules/invoice";
import { overageLines } from "@/lib/invoicing/rules/invoice-lines";
import { creditsText, sum } from "@/lib/money/credits";
import { publish } from "@/lib/outbox/publish";
import type { Step } from "../rules/renewal";
import type { Subscription } from "../store";
import { giveCredits } from "./give-credits";
import { invoiceOverage } from "./invoice-overage";

export type DueStep = {
  readonly subscription: Subscription;
  readonly catalog: Catalog;
  readonly version: PlanVersion;
  readonly step: Step;
};
type ClosingStep = DueStep & { readonly step: Exclude<Step, { kind: "issue" }> };

/** What a close left to be written with the others of its transaction. */
export type Booked = { readonly due: DueStep; readonly invoice: InvoiceDraft | null };

/** Overage first, then the new credits (SEMANTICS 8.9); the invoices are for the caller to issue. */
export async function bookSteps(
  tx: Tx,
  ctx: Context,
  steps: readonly DueStep[],
): Promise<readonly Booked[]> {
  const closings = steps.filter((due): due is ClosingStep => due.step.kind !== "issue");
  const owed = await invoiceOverage(
    tx,
    ctx,
    closings.map((due) => ({ ...due, name: nameOf(due) })),
  );
  await giveCredits(
    tx,
    ctx,
    steps.flatMap(({ subscription, step }) =>
      step.issues.map((issue) => ({ subscription, issue })),
    ),
  );
  await publish(tx, ctx, steps.map(messageOf));
  return steps.map((due) => {
    const lots = owed.get(due.subscription.id) ?? [];
    return { due, invoice: isClosing(due) ? invoiceOf(due, lots) : null };
  });
}

const isClosing = (due: DueStep): due is ClosingStep => due.step.kind !== "issue";

/** The index of the period that begins, or the end. */
const nameOf = ({ step }: ClosingStep) =>
  step.kind === "end" ? "end" : String(step.course.periodIndex);

function invoiceOf(
  due: ClosingStep,
  lots: Parameters<typeof overageLines>[0],
): InvoiceDraft | null {
  const { subscription, catalog, version, step } = due;
  const names = (id: FeatureId | null) => (id && catalog.features.get(id)?.name) ?? "unnamed use";
  const lines = [...overageLines(lots, step.ended, names), ...step.lines];
  if (lines.length === 0) return null;
  const isEnd = step.kind === "end";
  return {
    id: newId<InvoiceId>(),
    customerId: subscription.customerId,
    subscriptionId: subscription.id,
    type: "SUBSCRIPTION",
    billingReason: isEnd ? "subscription_end" : "subscription_cycle",
    currency: version.currency,
    period: isEnd ? step.ended : step.course.period,
    description: version.planName,
    reference: `subscription:${subscription.id}:${nameOf(due)}`,
    lines,
  };
}

const MESSAGES = {
  issue: "subscription.credits_issued",
  renew: "subscription.renewed",
  end: "subscription.ended",
} as const satisfies Record<Step["kind"], string>;

const messageOf = ({ subscription, step }: DueStep) => ({
  type: MESSAGES[step.kind],
  customerId: subscription.customerId,
  data: {
    id: idText("sub", subscription.id),
    customerId: idText("cus", subscription.customerId),
    at: step.at.toISOString(),
    credits: creditsText(sum(step.issues.map(({ grant }) => grant.amount))),
    currentPeriodStart: step.course.period.start.toISOString(),
    currentPeriodEnd: step.course.period.end.toISOString(),
  },
});
