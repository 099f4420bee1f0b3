import type { Context } from "@/lib/context";
import type { SubscriptionId } from "@/lib/ids";
import type { SubscriptionView } from "@/lib/subscription/schema";

/** What a panel of a subscription's page is told. */
export type Panel = {
  readonly ctx: Context;
  readonly id: SubscriptionId;
  readonly subscription: SubscriptionView;
  readonly mayWrite: boolean;
};
