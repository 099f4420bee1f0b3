/** What is written down and told when somebody stops a subscription or lets it go on. */
import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { DomainError } from "@/lib/errors";
import type { SubscriptionId } from "@/lib/ids";
import { publish } from "@/lib/outbox/publish";
import { localTime } from "@/lib/time/zone";
import type { SubscriptionView } from "../schema";
import type { Subscription } from "../store";
import { findViewRow } from "../store/view-row";
import { subscriptionView } from "../view";

export async function viewOf(tx: Tx, ctx: Context, id: SubscriptionId): Promise<SubscriptionView> {
  const row = await findViewRow(tx, ctx.organizationId, id);
  if (!row) throw new RangeError(`no subscription ${id}`);
  return subscriptionView(row);
}

/** @param turn such as `paused`: the action is `subscription.paused`, and so is the message. */
export async function announceTurn(
  tx: Tx,
  ctx: Context,
  {
    before,
    turn,
    reason,
  }: {
    readonly before: Subscription;
    readonly turn: string;
    readonly reason: string;
  },
): Promise<SubscriptionView> {
  const view = await viewOf(tx, ctx, before.id);
  const { customerId } = before;
  const { status, endsAt, pausedAt, resumesAt, currentPeriodStart, currentPeriodEnd } = view;
  await recordAudit(tx, ctx, {
    ...{ action: `subscription.${turn}`, entity: "subscription", entityId: before.id, customerId },
    ...(reason && { reason }),
    before: { status: before.status, endsAt: before.course.endsAt },
    after: { status, endsAt, pausedAt, resumesAt, currentPeriodStart, currentPeriodEnd },
  });
  await publish(tx, ctx, [{ type: `subscription.${turn}`, customerId, data: view }]);
  return view;
}

/** A moment as a sentence tells it: `2026-03-31 09:00 (Europe/Berlin)`. */
export const clockTime = (at: Date, zone: string): string =>
  `${localTime(at, zone).toString().slice(0, 16).replace("T", " ")} (${zone})`;

export const wrongStatus = ({ status }: Pick<Subscription, "status">, message: string) =>
  new DomainError("invalid_state", message, {
    entity: "subscription",
    state: status.toLowerCase(),
  });
