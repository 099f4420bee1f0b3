/** Books steps of many subscriptions, each at its own instant, in the order that a close asks for. */
import type { Catalog } from "@/lib/catalog/rules/catalog";
import type { Tx } from "@/lib/db/tx";
import { type FeatureId, type InvoiceId, idText, newId, type SubscriptionId } from "@/lib/ids";
import { handOn } from "@/lib/invoicing/rules/carry";
import type { InvoiceDraft } from "@/lib/invoicing/rules/invoice";
import {
  type InvoiceLine,
  overageLines,
  type PricedLot,
  usedLine,
} from "@/lib/invoicing/rules/invoice-lines";
import { creditsText, sum } from "@/lib/money/credits";
import type { Period } from "@/lib/time/period";
import { givenLines } from "../rules/given-lines";
import type { Step } from "../rules/renewal";
import { loadUsedCredits, type UsedCredits } from "../store/books";
import { insertSettled, type SettledPeriod } from "../store/commitments";
import { awaitedBySteps } from "./awaited-by-steps";
import { drawFees } from "./draw-fees";
import type { Booked, DueStep } from "./due-step";
import { giveCredits } from "./give-credits";
import { invoiceOverage } from "./invoice-overage";
import { invoiceUsage } from "./invoice-usage";
import {
  type CommitmentClosing,
  type SettledCommitment,
  settleCommitments,
} from "./settle-commitments";

type ClosingStep = DueStep & { readonly step: Extract<Step, { kind: "renew" | "end" }> };
type AskingStep = DueStep & { readonly step: Exclude<Step, { kind: "issue" }> };

/**
 * One step a customer at a time: what was used first, then the new credits (SEMANTICS 8.9); the
 * invoices are for the caller to issue.
 *
 * @param earlier what this transaction has booked before, whose invoices nobody has issued yet.
 */
export async function bookSteps(
  tx: Tx,
  steps: readonly DueStep[],
  earlier: readonly Booked[] = [],
): Promise<readonly Booked[]> {
  const closings = steps.filter(isClosing);
  const named = closings.map((due) => ({ name: nameOf(due), ...due }));
  const owed = await invoiceOverage(tx, named);
  const usage = await invoiceUsage(tx, named);
  const askedOf = (due: ClosingStep) => [
    ...lotLines(due, owed.get(due.subscription.id) ?? []),
    ...(usage.get(due.subscription.id) ?? []),
  ];
  const committed = await settleCommitments(tx, withAsks(named, askedOf, earlier));
  const drafts = new Map(
    steps.filter(isAsking).map((due): [DueStep, InvoiceDraft | null] => {
      const line = isClosing(due) ? committed.get(due.subscription.id)?.line : undefined;
      const asked = isClosing(due) ? [...askedOf(due), ...(line ? [line] : [])] : [];
      return [due, invoiceOf(due, [...asked, ...due.step.lines])];
    }),
  );
  const awaited = await awaitedBySteps(tx, { steps, drafts, earlier });
  await giveCredits(
    tx,
    steps.flatMap((due) =>
      due.step.issues.map((issue) => {
        const { ctx, subscription } = due;
        return { ctx, subscription, issue, awaits: awaited.get(due) ?? null };
      }),
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
  const booked = steps.map((due): Booked => {
    const draft = drafts.get(due) ?? null;
    const awaits = awaited.get(due) ?? null;
    const told = isClosing(due) ? toldLines(due, used.get(due) ?? []) : [];
    const withTold = (asked: InvoiceDraft): InvoiceDraft => ({
      ...asked,
      lines: [...asked.lines, ...told, ...givenLines(due.step.issues, awaits, asked)],
    });
    return { due, awaits, invoice: draft && withTold(draft) };
  });
  await insertSettled(tx, booked.flatMap(settledWith(committed)));
  return booked;
}

/** What closes ask for use counts towards a commitment, those of this transaction among them. */
const withAsks = (
  closings: readonly (ClosingStep & { readonly name: string })[],
  askedOf: (due: ClosingStep) => readonly InvoiceLine[],
  earlier: readonly Booked[],
): readonly CommitmentClosing[] =>
  closings
    .filter(({ version }) => version.commitment !== null)
    .map((closing) => {
      const past = earlier.flatMap(({ due, invoice }) =>
        invoice && due.subscription.id === closing.subscription.id
          ? [{ at: due.step.at, lines: invoice.lines }]
          : [],
      );
      return { ...closing, asks: [...past, { at: closing.step.at, lines: askedOf(closing) }] };
    });

const settledWith =
  (committed: ReadonlyMap<SubscriptionId, SettledCommitment>) =>
  ({ due, invoice }: Booked): readonly SettledPeriod[] => {
    const settled = isClosing(due) ? committed.get(due.subscription.id) : undefined;
    return settled ? [{ ...settled.row, invoiceId: invoice?.id ?? null }] : [];
  };

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
export const toldLines = (
  { catalog, step }: { readonly catalog: Catalog; readonly step: { readonly ended: Period } },
  used: readonly UsedCredits[],
) =>
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
function invoiceOf(due: AskingStep, charged: readonly InvoiceLine[]): InvoiceDraft | null {
  if (charged.every(({ kind }) => kind === "information")) return null;
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
    // What a last invoice gives back beyond what it asks for waits for the customer's next.
    lines: handOn(charged),
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
