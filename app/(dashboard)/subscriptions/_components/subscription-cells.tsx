/** What a subscription's row says, wherever its list stands. */
import { Credits } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import type { SubscriptionView } from "@/lib/subscription/schema";

export const currentPeriodCell = ({
  currentPeriodStart,
  currentPeriodEnd,
  zone,
}: SubscriptionView) => (
  <span className="whitespace-nowrap">
    <Instant at={currentPeriodStart} show="day" zone={zone} />
    <span className="text-muted"> to </span>
    <Instant at={currentPeriodEnd} show="day" zone={zone} />
  </span>
);

export const nextCreditsCell = ({ nextGrantAt, nextGrantCredits, zone }: SubscriptionView) =>
  nextGrantAt && nextGrantCredits ? (
    <span className="whitespace-nowrap">
      <Credits amount={nextGrantCredits} unit={null} />
      <span className="text-muted"> on </span>
      <Instant at={nextGrantAt} show="day" zone={zone} />
    </span>
  ) : (
    <span className="text-muted">–</span>
  );
