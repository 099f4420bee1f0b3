import type { Commitment } from "@/lib/catalog/rules/catalog";
import { idText, type SubscriptionId } from "@/lib/ids";
import { priceOfMissing } from "@/lib/invoicing/rules/true-up-line";
import { decimalText } from "@/lib/money/decimal";
import { type Money, moneyText, NO_MONEY } from "@/lib/money/money";
import type { Period } from "@/lib/time/period";
import { countedOf, missingTo } from "../rules/commitment";
import { committedUnit, worthOfAsked } from "../rules/commitment-worth";
import type {
  CommitmentStandingView,
  RunningCommitmentView,
  SettledCommitmentView,
} from "../schema/commitment";
import type { SettledPeriod } from "../store/commitments";
import type { Weighed } from "../store/weighed-commitments";

export type RunningCommitment = {
  readonly period: Period;
  readonly agreed: bigint;
  readonly weighed: Weighed;
  /** Not invoiced yet. */
  readonly pending: Money;
};

export const commitmentStandingView = (of: {
  readonly id: SubscriptionId;
  readonly currency: string;
  readonly zone: string;
  readonly commitment: Commitment;
  readonly running: RunningCommitment | null;
  readonly settled: readonly SettledPeriod[];
}): CommitmentStandingView => ({
  subscriptionId: idText("sub", of.id),
  creditUnit: of.commitment.unit.kind === "credits" ? of.commitment.unit.creditUnit : null,
  currency: of.currency,
  zone: of.zone,
  shortfall: of.commitment.shortfall,
  running: of.running && runningView(of.running, of.commitment),
  settled: of.settled.map(settledView),
});

function runningView(
  { period, agreed, weighed, pending }: RunningCommitment,
  { shortfall }: Commitment,
): RunningCommitmentView {
  const { measure, brought, counted } = weighed;
  const toBeInvoiced = worthOfAsked(measure, pending);
  const all = { ...counted, asked: counted.asked + toBeInvoiced };
  const left = missingTo(agreed + brought, all);
  const asked = priceOfMissing({ unit: committedUnit(measure), missing: left }, measure.currency);
  return {
    periodStart: period.start.toISOString(),
    periodEnd: period.end.toISOString(),
    agreed: decimalText(agreed),
    brought: decimalText(brought),
    target: decimalText(agreed + brought),
    paidByCredits: decimalText(counted.drawn + counted.late),
    invoiced: decimalText(counted.asked),
    toBeInvoiced: decimalText(toBeInvoiced),
    used: decimalText(countedOf(all)),
    left: decimalText(left),
    trueUp: shortfall === "TRUE_UP" && asked > NO_MONEY ? moneyText(asked) : null,
  };
}

const settledView = (settled: SettledPeriod): SettledCommitmentView => ({
  periodStart: settled.period.start.toISOString(),
  periodEnd: settled.period.end.toISOString(),
  agreed: decimalText(settled.agreed),
  brought: decimalText(settled.brought),
  used: decimalText(countedOf(settled)),
  missing: decimalText(settled.missing),
  isRolled: settled.isRolled,
  trueUp: moneyText(settled.amount),
  invoiceId: settled.invoiceId && idText("inv", settled.invoiceId),
});
