import type { ReactNode } from "react";
import { Credits, Money } from "@/components/domain/amounts";
import type { BilledPlanView, ChangeOutcome } from "@/lib/subscription/schema/change";
import { lengthWord } from "../../../_components/subscription-words";
import { ComparedRows } from "./compared-rows";

/** What the customer has and what the customer gets, side by side. */
export function BeforeAfter({ outcome }: { outcome: ChangeOutcome }) {
  const { from, to, currency, balances } = outcome;
  const balance = (which: "before" | "after") =>
    balances.map(({ walletId, creditUnit, ...figures }) => (
      <Credits key={walletId} amount={figures[which].available} unit={creditUnit} />
    ));
  const rows: readonly (readonly [string, ReactNode, ReactNode])[] = [
    ["Plan", versionOf(from), versionOf(to)],
    [
      "Fee",
      <Fee key="from" plan={from} currency={currency} />,
      <Fee key="to" plan={to} currency={currency} />,
    ],
    ["Credits", <Given key="from" plan={from} />, <Given key="to" plan={to} />],
    ...(balances.length > 0 ? ([["Available", balance("before"), balance("after")]] as const) : []),
  ];
  return (
    <ComparedRows
      what="What"
      isWhatHidden
      rows={rows.map(([name, before, after]) => ({ key: name, name, before, after }))}
    />
  );
}

const versionOf = ({ planName, planVersionNumber }: BilledPlanView) =>
  `${planName} v${planVersionNumber}`;

const Fee = ({ plan, currency }: { plan: BilledPlanView; currency: string }) => (
  <>
    <Money amount={plan.recurringAmount} currency={currency} /> / {lengthWord(plan.billingPeriod)}
  </>
);

const Given = ({ plan }: { plan: BilledPlanView }) =>
  plan.credits.length === 0
    ? "none"
    : plan.credits.map(({ creditUnit, credits }) => (
        <span key={creditUnit} className="block">
          <Credits amount={credits} unit={creditUnit} /> / {lengthWord(plan.billingPeriod)}
        </span>
      ));
