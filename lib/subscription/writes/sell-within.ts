/** What selling more or less within a period shares, of an add-on or of a fee's pieces. */
import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { publish } from "@/lib/outbox/publish";
import type { SubscriptionView } from "../schema";
import type { Subscription } from "../store";
import { viewOf, wrongStatus } from "./announce-turn";

/** @throws DomainError `invalid_state` for one that does not renew. */
export function refuseUnlessRunning(subscription: Subscription): void {
  const { status } = subscription;
  if (status === "CANCELLED") throw wrongStatus(subscription, "It was cancelled");
  if (status === "ENDED" || status === "PAUSED") {
    throw wrongStatus(subscription, "The subscription does not run on its plan now");
  }
}

/** @throws DomainError `invalid_state` for one that ends with its period: its plan, or its day, is to change. */
export function refuseBeforeChange(subscription: Subscription): void {
  if (subscription.course.endsAt === null) return;
  throw wrongStatus(
    subscription,
    "Its plan or renewal date is to change at its period's end: call that off first",
  );
}

type SoldTurn = {
  readonly subscription: Subscription;
  /** Such as `add_on_changed`: the action is `subscription.add_on_changed`, and so is the message. */
  readonly turn: string;
  /** Empty: none was given. */
  readonly reason: string;
  readonly before: object;
  readonly after: (view: SubscriptionView) => object;
};

/** Writes it down and tells of it; answers the subscription as it is now. */
export async function announceSold(
  tx: Tx,
  ctx: Context,
  { subscription: { id, customerId }, turn, reason, before, after }: SoldTurn,
): Promise<SubscriptionView> {
  const view = await viewOf(tx, ctx, id);
  const action = `subscription.${turn}`;
  await recordAudit(tx, ctx, {
    ...{ action, entity: "subscription", entityId: id, customerId },
    ...(reason && { reason }),
    ...{ before, after: after(view) },
  });
  await publish(tx, ctx, [{ type: action, customerId, data: view }]);
  return view;
}
