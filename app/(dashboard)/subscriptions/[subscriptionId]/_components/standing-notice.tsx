import { Instant } from "@/components/domain/instant";
import { Notice } from "@/components/ui/notice";
import type { SubscriptionRow } from "@/lib/subscription/schema/rows";

/** What of its state one should not overlook. */
export function StandingNotice({ subscription }: { subscription: SubscriptionRow }) {
  const { status, startedAt, endsAt, currentPeriodEnd, pausedAt, resumesAt, suspendedItems, zone } =
    subscription;
  if (status === "CANCELLED" && endsAt) {
    return (
      <Notice tone="warning" title="Cancelled">
        It runs until <Instant at={endsAt} show="exact" zone={zone} /> and does not renew.
      </Notice>
    );
  }
  if (status === "SCHEDULED") {
    return (
      <Notice title="Starts later">
        It starts on <Instant at={startedAt} show="exact" zone={zone} />; nothing is given or
        charged before.
      </Notice>
    );
  }
  if (status === "TRIALING") {
    return (
      <Notice title="On trial">
        The plan starts on <Instant at={currentPeriodEnd} show="exact" zone={zone} />; nothing is
        charged before.
      </Notice>
    );
  }
  if (status === "PAUSED") {
    return (
      <Notice tone="warning" title="Paused">
        Since <Instant at={pausedAt} show="exact" zone={zone} />: no fee is asked and nothing is
        given.{" "}
        {resumesAt ? (
          <>
            It goes on by itself on <Instant at={resumesAt} show="exact" zone={zone} />.
          </>
        ) : (
          "It goes on when somebody resumes it."
        )}
      </Notice>
    );
  }
  if (suspendedItems.length > 0) {
    return (
      <Notice tone="warning" title="Suspended">
        {suspendedItems.map(({ name }) => name).join(", ")}: the fee in credits could not be paid.
        It is tried again by itself when credits come, for what is left of the period: what was
        bought within it, too. Try it now under <em>Try the fees again</em>.
      </Notice>
    );
  }
  return null;
}
