import Link from "next/link";
import type { ReactNode } from "react";
import { Credits, Money } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { addOnWords } from "@/lib/subscription/schema/add-on-words";
import type { SubscriptionRow } from "@/lib/subscription/schema/rows";
import { CYCLE_WORDS, lengthWord } from "../../_components/subscription-words";

/** The terms that were fixed at the start, and where it stands. */
export function subscriptionFacts(
  subscription: SubscriptionRow,
): readonly (readonly [string, ReactNode])[] {
  const { zone } = subscription;
  const day = (at: string) => <Instant key={at} at={at} show="day" zone={zone} />;
  return [
    [
      "Plan",
      <Link
        key="plan"
        href={`/plans/${subscription.planId}/versions/${subscription.planVersionId}`}
        prefetch={false}
        className="underline underline-offset-2"
      >
        {subscription.planName}, version {subscription.planVersionNumber}
      </Link>,
    ],
    ...choiceFacts(subscription),
    [
      "Fee",
      <span key="fee">
        <Money amount={subscription.recurringAmount} currency={subscription.currency} /> /{" "}
        {lengthWord(subscription.billingPeriod)}
      </span>,
    ],
    ["Started", day(subscription.startedAt)],
    [
      "Current period",
      <span key="period">
        {day(subscription.currentPeriodStart)} – {day(subscription.currentPeriodEnd)}
      </span>,
    ],
    comesNext(subscription, day),
    ["Periods run", CYCLE_WORDS[subscription.billingCycle]],
    ["Time zone", zone],
  ];
}

function comesNext(
  { status, endsAt, resumesAt, currentPeriodEnd }: SubscriptionRow,
  day: (at: string) => ReactNode,
): readonly [string, ReactNode] {
  if (endsAt) return [status === "ENDED" ? "Ended" : "Ends", day(endsAt)];
  if (status !== "PAUSED") return ["Renews", day(currentPeriodEnd)];
  return ["Goes on", resumesAt ? day(resumesAt) : "when resumed"];
}

/** What it chose of the plan, where it chose anything. */
function choiceFacts({
  chosenTiers,
  addOns,
  hasOverrides,
}: SubscriptionRow): readonly (readonly [string, ReactNode])[] {
  const tiers = chosenTiers.map(({ credits, creditUnit }) => (
    <Credits key={`${credits} ${creditUnit}`} amount={credits} unit={creditUnit} />
  ));
  return [
    ...(tiers.length > 0 ? [["Tier", tiers] as const] : []),
    ...(addOns.length > 0 ? [["Add-ons", addOns.map(addOnWords).join(", ")] as const] : []),
    ...(hasOverrides ? [["Terms", "of its own"] as const] : []),
  ];
}
