/** Books steps of many subscriptions, each at its own instant, in the order that a close asks for. */
import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { type FeatureId, type InvoiceId, idText, newId } from "@/lib/ids";
import type { InvoiceDraft } from "@/lib/invoicing/rules/invoice";
import {
  type InvoiceLine,
  overageLines,
  type PricedLot,
  usedLine,
} from "@/lib/invoicing/rules/invoice-lines";
import { creditsText, sum } from "@/lib/money/credits";
import type { Step } from "../rules/renewal";
import type { Subscription } from "../store";
import { loadUsedCredits, type UsedCredits } from "../store/books";
import { drawFees } from "./draw-fees";
import { giveCredits } from "./give-credits";
import { invoiceOverage } from "./invoice-overage";
import { invoiceUsage } from "./invoice-usage";

export type DueStep = {
  /** The moment at which it was due. */
  readonly ctx: Context;
  readonly subscription: Subscription;
  readonly catalog: Catalog;
  readonly version: PlanVersion;
  readonly step: Step;
};
type ClosingStep = DueStep & { readonly step: Extract<Step, { kind: "renew" | "end" }> };
type AskingStep = DueStep & { readonly step: Exclude<Step, { kind: "issue" }> };

/** What a close left to be written with the others of its transaction. */
export type Booked = { readonly due: DueStep; readonly invoice: InvoiceDraft | null };

/** One step a customer at a time: what was used first, then the new credits (SEMANTICS 8.9); the invoices are for the caller to issue. */
export async function bookSteps(tx: Tx, steps: readonly DueStep[]): Promise<readonly Booked[]> {
  const closings = steps.filter(isClosing);
  const named = closings.map((due) => ({ ...due, name: nameOf(due) }));
  const owed = await invoiceOverage(tx, named);
  const usage = await invoiceUsage(tx, named);
  await giveCredits(
    tx,
    steps.flatMap(({ ctx, subscription, step }) =>
      step.issues.map((issue) => ({ ctx, subscription, issue })),
    ),
  );
  // Credits that have just come may pay them.
  await drawFees(
    tx,
    steps.flatMap(({ ctx, subscription, version, step }) =>
      step.draws.map((draw) => ({ ctx, subscription, version, draw })),
    ),
  );
  const used = await usedIn(tx, closings);
  return steps.map((due) => {
    if (!isClosing(due))
      return { due, invoice: isAsking(due) ? invoiceOf(due, due.step.lines) : null };
    const { id } = due.subscription;
    const asked = [...lotLines(due, owed.get(id) ?? []), ...(usage.get(id) ?? [])];
    const told = toldLines(due, used.get(due) ?? []);
    return { due, invoice: invoiceOf(due, [...asked, ...due.step.lines], told) };
  });
}

/** What credits paid for in the period that each close ends. */
async function usedIn(tx: Tx, closings: readonly ClosingStep[]) {
  const asked = closings.map(({ subscription: { customerId }, step }) => ({
    customerId,
    period: step.ended,
  }));
  const used = await loadUsedCredits(tx, asked);
  return new Map<DueStep, readonly UsedCredits[]>(
    closings.map((due, index) => [due, used[index] ?? []]),
  );
}

const isClosing = (due: DueStep): due is ClosingStep =>
  due.step.kind === "renew" || due.step.kind === "end";
const isAsking = (due: DueStep): due is AskingStep => due.step.kind !== "issue";

/** The index of the period that begins, or the end. */
const nameOf = ({ step }: AskingStep) =>
  step.kind === "end" ? "end" : String(step.course.periodIndex);

const lotLines = ({ catalog, step }: ClosingStep, lots: readonly PricedLot[]) =>
  overageLines(lots, step.ended, namesOf(catalog));

const namesOf = (catalog: Catalog) => (id: FeatureId | null) =>
  (id && catalog.features.get(id)?.name) ?? "other use";

/** What credits paid for in the ended period: told, never asked. */
const toldLines = ({ catalog, step }: ClosingStep, used: readonly UsedCredits[]) =>
  used.map(({ featureId, credits }) => {
    const description = `Paid by credits: ${namesOf(catalog)(featureId)}`;
    return usedLine({ description, featureId, credits }, step.ended);
  });

const REASONS = {
  start: "subscription_create",
  renew: "subscription_cycle",
  end: "subscription_end",
} as const satisfies Record<AskingStep["step"]["kind"], string>;

/** @param charged for the use of the ended period, then the fees. */
function invoiceOf(
  due: AskingStep,
  charged: readonly InvoiceLine[],
  told: readonly InvoiceLine[] = [],
): InvoiceDraft | null {
  if (charged.length === 0) return null;
  const { subscription, version, step } = due;
  return {
    id: newId<InvoiceId>(),
    customerId: subscription.customerId,
    subscriptionId: subscription.id,
    type: "SUBSCRIPTION",
    billingReason: REASONS[step.kind],
    currency: version.currency,
    period: step.kind === "end" ? step.ended : step.course.period,
    description: version.planName,
    reference: `subscription:${subscription.id}:${nameOf(due)}`,
    lines: [...charged, ...told],
  };
}

const MESSAGES = {
  start: "subscription.started",
  issue: "subscription.credits_issued",
  renew: "subscription.renewed",
  end: "subscription.ended",
} as const satisfies Record<Step["kind"], string>;

const typeOf = ({ kind, issues }: Step) =>
  kind === "issue" && issues.length === 0 ? "subscription.fees_drawn" : MESSAGES[kind];

/** What the world is told of a step. */
export const messageOf = ({ subscription, step }: DueStep) => ({
  type: typeOf(step),
  customerId: subscription.customerId,
  data: {
    id: idText("sub", subscription.id),
    customerId: idText("cus", subscription.customerId),
    at: step.at.toISOString(),
    credits: creditsText(sum(step.issues.map(({ grant }) => grant.amount))),
    fees: creditsText(sum(step.draws.map(({ amount }) => amount))),
    currentPeriodStart: step.course.period.start.toISOString(),
    currentPeriodEnd: step.course.period.end.toISOString(),
  },
});
