import Link from "next/link";
import type { ReactNode } from "react";
import { Money } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import type { SubscriptionView } from "@/lib/subscription/schema";
import { CYCLE_WORDS, lengthWord } from "../../_components/subscription-words";

/** The terms that were fixed at the start, and where it stands. */
export function subscriptionFacts(
  subscription: SubscriptionView,
): readonly (readonly [string, ReactNode])[] {
  const { zone, endsAt } = subscription;
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
    endsAt
      ? [subscription.status === "ENDED" ? "Ended" : "Ends", day(endsAt)]
      : ["Renews", day(subscription.currentPeriodEnd)],
    ["Periods run", CYCLE_WORDS[subscription.billingCycle]],
    ["Time zone", zone],
  ];
}
