"use client";

import { ButtonLink } from "@/components/ui/button";
import type { SubscriptionView } from "@/lib/subscription/schema";
import { CancelDialog } from "./cancel-dialog";
import { TurnDialog } from "./turn-dialog";

/** What can be done with a subscription, as it stands. */
export function SubscriptionActions({ subscription }: { subscription: SubscriptionView }) {
  const { status, endsAt } = subscription;
  if (status === "ENDED") return null;
  const mayChange = status === "TRIALING" || status === "ACTIVE" || status === "PAST_DUE";
  const mayPause = (status === "ACTIVE" || status === "PAST_DUE") && endsAt === null;
  return (
    <>
      {mayChange && (
        <ButtonLink href={`/subscriptions/${subscription.id}/change`}>Change plan</ButtonLink>
      )}
      {mayPause && <TurnDialog subscription={subscription} turn="pause" />}
      {status === "PAUSED" && <TurnDialog subscription={subscription} turn="resume" />}
      {status === "CANCELLED" && <TurnDialog subscription={subscription} turn="reactivate" />}
      <CancelDialog subscription={subscription} />
    </>
  );
}
