import type { Commitment } from "@/lib/catalog/rules/catalog";
import type { Tx } from "@/lib/db/tx";
import type { SubscriptionId } from "@/lib/ids";
import type { InvoiceLine } from "@/lib/invoicing/rules/invoice-lines";
import { priceOfMissing, rolledLine, trueUpLine } from "@/lib/invoicing/rules/true-up-line";
import { NO_MONEY, sumMoney } from "@/lib/money/money";
import type { Period } from "@/lib/time/period";
import {
  agreedFor,
  type CommitmentClose,
  commitmentClose,
  missingTo,
  passesOn,
} from "../rules/commitment";
import { committedUnit, inWholeUnits, worthOfAsked } from "../rules/commitment-worth";
import type { Step } from "../rules/renewal";
import type { Subscription } from "../store";
import type { SettledPeriod } from "../store/commitments";
import { loadSuccessorVersions } from "../store/successors";
import { type Weighed, weighCommitments } from "../store/weighed-commitments";
import type { Closing } from "./invoice-overage";

export type CommitmentClosing = Closing & {
  readonly subscription: Subscription;
  readonly step: Extract<Step, { readonly ended: Period }>;
  /** What this close asks for use, and earlier ones of the same transaction did. */
  readonly asks: readonly { readonly at: Date; readonly lines: readonly InvoiceLine[] }[];
};

/** What a close made of a commitment: at most one line, and what is to be kept of it. */
export type SettledCommitment = {
  readonly line: InvoiceLine | null;
  readonly row: Omit<SettledPeriod, "invoiceId">;
};

type Due = CommitmentClosing & {
  readonly commitment: Commitment;
  readonly close: CommitmentClose;
  /** Something takes its place that what is missing can be added to. */
  readonly passesOn: boolean;
};

/**
 * Settles the commitments whose period closes (SEMANTICS 8.2): what is missing is a line of the
 * invoice, or is added to the next period's. It comes after minimums, which count towards it.
 */
export async function settleCommitments(
  tx: Tx,
  closings: readonly CommitmentClosing[],
): Promise<ReadonlyMap<SubscriptionId, SettledCommitment>> {
  const successors = await loadSuccessorVersions(
    tx,
    closings.filter(({ step }) => step.kind === "end").map(({ subscription }) => subscription.id),
  );
  const due = closings.flatMap((closing): readonly Due[] => {
    const { version, subscription, step, catalog } = closing;
    const { commitment } = version;
    const close = commitmentClose(version, subscription.course, step);
    if (!commitment || !close) return [];
    const successorId = close.isLast ? successors.get(subscription.id) : undefined;
    const successor = successorId && catalog.planVersions.get(successorId);
    return [{ ...closing, commitment, close, passesOn: passesOn(version, successor) }];
  });
  const weighed = await weighCommitments(
    tx,
    due.map(({ close: { lived }, step: { at }, ...one }) => ({ ...one, lived, at })),
  );
  return new Map(
    due.flatMap((one, index) => {
      const found = weighed[index];
      return found ? [[one.subscription.id, settledOf(one, found)] as const] : [];
    }),
  );
}

function settledOf(due: Due, { measure, brought, counted, pauses }: Weighed): SettledCommitment {
  const { commitment, close, subscription, step, ctx } = due;
  const agreed = inWholeUnits(measure, agreedFor(close, pauses));
  const all = { ...counted, asked: counted.asked + worthOfAsked(measure, askedHere(due)) };
  const missing = missingTo(agreed + brought, all);
  const goesOn = !close.isLast || due.passesOn;
  const isRolled = missing > 0n && commitment.shortfall === "ROLL" && goesOn;
  const told = {
    ...{ agreed, brought, missing, asked: all.asked, drawn: all.drawn + all.late },
    unit: committedUnit(measure),
  };
  const amount = isRolled ? NO_MONEY : priceOfMissing(told, measure.currency);
  const { id: subscriptionId, organizationId, customerId } = subscription;
  const row = {
    ...{ subscriptionId, organizationId, customerId, period: close.lived, agreed, brought },
    ...{ ...all, missing, isRolled, amount, bookedAt: ctx.recordedAt ?? step.at },
    creditUnit: commitment.unit.kind === "credits" ? commitment.unit.creditUnit : null,
  };
  const as = { period: close.lived, currency: measure.currency };
  if (isRolled) return { row, line: rolledLine(told, as) };
  return { row, line: amount > NO_MONEY ? trueUpLine(told, as) : null };
}

/** What this transaction's closes ask for use within the period; none of it is written yet. */
const askedHere = ({ asks, close }: Due) =>
  sumMoney(
    asks
      .filter(({ at }) => at > close.lived.start)
      .flatMap(({ lines }) => lines.filter(isUse).map(({ amount }) => amount)),
  );

const isUse = ({ kind }: InvoiceLine) => kind === "usage" || kind === "overage";
