/** Pausing a subscription, resuming it, and taking a cancellation back. */
import * as z from "zod";
import { SubscriptionId } from "@/lib/ids";
import { TurnInput } from "@/lib/subscription/schema";
import { foreseeTurn, type Turn, turnAsShown } from "@/lib/subscription/writes/foresee-turn";
import { SubscriptionDialect, subscriptionDialect } from "./dialect/subscription";
import { BalancesDialect, balancesDialect } from "./dialect/wallet";
import { type Route, route } from "./route";

const Params = z.object({ subscriptionId: SubscriptionId });

const Body = z.strictObject({
  reason: TurnInput.shape.reason,
  fingerprint: z.string().max(64).optional(),
  // Sent by clients of the dialect, without meaning here.
  pause_mode: z.unknown().optional(),
  resume_mode: z.unknown().optional(),
});

/** With the customer's wallets as they would be; sent back, the fingerprint holds the call to it. */
const PreviewDialect = z
  .object({ ...SubscriptionDialect.shape, balances: BalancesDialect, fingerprint: z.string() })
  .meta({ id: "SubscriptionTurnPreview" });

const turnRoute = (turn: Turn, path: `/${string}`, summary: string): readonly Route[] =>
  route({
    method: "post",
    path,
    scope: "subscriptions:write",
    summary,
    params: Params,
    body: Body,
    reply: SubscriptionDialect,
    status: 200,
    refusals: ["validation_error", "not_found", "already_exists", "invalid_state", "stale_preview"],
    run: async (ctx, { params: { subscriptionId: id }, body: { reason, fingerprint } }) =>
      subscriptionDialect(ctx, await turnAsShown(ctx, turn, { id, reason, fingerprint })),
    preview: {
      reply: PreviewDialect,
      run: async (ctx, { params: { subscriptionId: id }, body: { reason } }) => {
        const { answer, wallets, fingerprint } = await foreseeTurn(ctx, turn, { id, reason });
        const balances = balancesDialect(wallets);
        return { ...subscriptionDialect(ctx, answer), balances, fingerprint };
      },
    },
  });

export const TURN_ROUTES: readonly Route[] = [
  turnRoute(
    "pause",
    "/subscriptions/{subscriptionId}/pause",
    "Pause a subscription: nothing is given, no fee is asked",
  ),
  turnRoute(
    "resume",
    "/subscriptions/{subscriptionId}/resume",
    "Resume a paused subscription, in a new period if its own is over",
  ),
  turnRoute(
    "reactivate",
    "/subscriptions/{subscriptionId}/reactivate",
    "Take a cancellation back before the subscription has ended",
  ),
].flat();
