"use client";

import type { SubscriptionView } from "@/lib/subscription/schema";
import { CancelDialog } from "./cancel-dialog";

/** What can be done with a subscription, as it stands. */
export function SubscriptionActions({ subscription }: { subscription: SubscriptionView }) {
  if (subscription.status === "ENDED") return null;
  return <CancelDialog subscription={subscription} />;
}
