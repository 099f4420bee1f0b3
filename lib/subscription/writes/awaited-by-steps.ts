/** What the credits of steps wait for, where their subscriptions have agreed on the payment (SEMANTICS 8.3). */
import type { Tx } from "@/lib/db/tx";
import type { InvoiceDraft } from "@/lib/invoicing/rules/invoice";
import type { Issue as InvoiceIssue } from "@/lib/invoicing/writes/issue-invoice";
import type { Awaited } from "../rules/awaited";
import { awaitedWith, awaitedWithin } from "./await-payment";
import type { Booked, DueStep } from "./due-step";

type Steps = {
  readonly steps: readonly DueStep[];
  /** What the steps that ask for something will ask. */
  readonly drafts: ReadonlyMap<DueStep, InvoiceDraft | null>;
  /** What this transaction has booked before, whose invoices nobody has issued yet. */
  readonly earlier: readonly Booked[];
};

export async function awaitedBySteps(
  tx: Tx,
  { steps, drafts, earlier }: Steps,
): Promise<ReadonlyMap<DueStep, Awaited>> {
  const waiting = steps.filter(({ subscription }) => subscription.billing.grantOn === "payment");
  if (waiting.length === 0) return new Map();
  const asks = steps.flatMap((due) => issueOf(due, drafts.get(due) ?? null));
  const issued = earlier.flatMap(({ due, invoice }) => issueOf(due, invoice));
  const byInvoice = await awaitedWith(tx, asks, issued);
  const within = waiting.filter(({ step }) => step.kind === "issue" && step.issues.length > 0);
  const opened = new Map(within.map((due) => [due, openedBy(due, earlier)]));
  const bySubscription = await awaitedWithin(
    tx,
    within
      .filter((due) => opened.get(due) === undefined)
      .map(({ subscription: { id }, step: { course, at } }) => ({
        ...{ subscriptionId: id, index: course.periodIndex, at },
      })),
  );
  const awaited = new Map<DueStep, Awaited>();
  for (const due of waiting) {
    const draft = drafts.get(due);
    const awaits =
      due.step.kind === "issue"
        ? (opened.get(due)?.awaits ?? bySubscription.get(due.subscription.id))
        : draft && byInvoice.get(draft.id);
    if (awaits) awaited.set(due, awaits);
  }
  return awaited;
}

const issueOf = ({ ctx }: DueStep, draft: InvoiceDraft | null): readonly InvoiceIssue[] =>
  draft ? [{ ctx, draft }] : [];

/** The step of this transaction that its period began with; undefined: it began before. */
const openedBy = ({ subscription }: DueStep, earlier: readonly Booked[]): Booked | undefined =>
  earlier.findLast(
    ({ due }) => due.subscription.id === subscription.id && due.step.kind !== "issue",
  );
