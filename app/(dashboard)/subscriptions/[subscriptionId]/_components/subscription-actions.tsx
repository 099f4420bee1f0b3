"use client";

import { ButtonLink } from "@/components/ui/button";
import type { SubscriptionView } from "@/lib/subscription/schema";
import { RenewalDateDialog } from "../renewal-date/_components/renewal-date-dialog";
import { CancelDialog } from "./cancel-dialog";
import { TurnDialog } from "./turn-dialog";

/** What can be done with a subscription, as it stands. */
export function SubscriptionActions({ subscription }: { subscription: SubscriptionView }) {
  const { status, endsAt, suspendedItems } = subscription;
  if (status === "ENDED") return null;
  const mayChange = status === "TRIALING" || status === "ACTIVE" || status === "PAST_DUE";
  const mayPause = (status === "ACTIVE" || status === "PAST_DUE") && endsAt === null;
  return (
    <>
      {mayChange && (
        <ButtonLink href={`/subscriptions/${subscription.id}/change`}>Change plan</ButtonLink>
      )}
      {mayPause && <RenewalDateDialog subscription={subscription} />}
      {mayPause && <TurnDialog subscription={subscription} name="pause" />}
      {status === "PAUSED" && <TurnDialog subscription={subscription} name="resumption" />}
      {status === "PAUSED" && <TurnDialog subscription={subscription} name="resume" />}
      {status === "CANCELLED" && <TurnDialog subscription={subscription} name="reactivate" />}
      {suspendedItems.length > 0 && <TurnDialog subscription={subscription} name="retry" />}
      <CancelDialog subscription={subscription} />
    </>
  );
}
