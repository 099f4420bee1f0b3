/** Pausing a subscription, resuming it, taking a cancellation back, trying its fees again. */
import * as z from "zod";
import { SubscriptionId } from "@/lib/ids";
import { TurnInput } from "@/lib/subscription/schema";
import { foreseeTurn, type Turn, turnAsShown } from "@/lib/subscription/writes/foresee-turn";
import { SubscriptionDialect, subscriptionDialect } from "./dialect/subscription";
import { BalancesDialect, balancesDialect } from "./dialect/wallet";
import { IdempotencyKey, Instant } from "./fields";
import { inBodyWords } from "./pour";
import { answered, type Route, route } from "./route";

const Params = z.object({ subscriptionId: SubscriptionId });

const Body = z.strictObject({
  reason: TurnInput.shape.reason,
  fingerprint: z.string().max(64).optional(),
  /** The caller's own name for it: asked again, the first answer is given. */
  idempotency_key: IdempotencyKey.nullish(),
  // Sent by clients of the dialect, without meaning here.
  resume_mode: z.unknown().optional(),
});

const PauseBody = z.strictObject({
  ...Body.omit({ resume_mode: true }).shape,
  /** When it goes on by itself. Of what is paused: left out, as it is; null, when somebody says so. */
  pause_end: Instant.nullable().optional(),
  // Sent by clients of the dialect, without meaning here.
  pause_mode: z.unknown().optional(),
});

const NAMES = { resumesAt: "pause_end", reference: "idempotency_key" };

const inputOf = (body: z.output<typeof Body> | z.output<typeof PauseBody>): TurnInput => ({
  reason: body.reason,
  reference: body.idempotency_key ?? null,
  ...("pause_end" in body && { resumesAt: body.pause_end }),
});

/** With the customer's wallets as they would be; sent back, the fingerprint holds the call to it. */
const PreviewDialect = z
  .object({ ...SubscriptionDialect.shape, balances: BalancesDialect, fingerprint: z.string() })
  .meta({ id: "SubscriptionTurnPreview" });

const turnRoute = (turn: Turn, summary: string): readonly Route[] =>
  route({
    method: "post",
    path: `/subscriptions/{subscriptionId}/${turn}`,
    scope: "subscriptions:write",
    summary,
    params: Params,
    body: turn === "pause" ? PauseBody : Body,
    reply: SubscriptionDialect,
    status: 200,
    refusals: [
      ...(["validation_error", "not_found", "already_exists", "invalid_state"] as const),
      ...(["idempotency_conflict", "stale_preview"] as const),
    ],
    run: async (ctx, { params: { subscriptionId: id }, body }) => {
      const { fingerprint } = body;
      const asked = { ...inputOf(body), id, fingerprint };
      const done = turnAsShown(ctx, turn, asked).catch(inBodyWords(NAMES));
      const { answer, isReplayed } = await done;
      return answered(subscriptionDialect(ctx, answer), isReplayed);
    },
    preview: {
      reply: PreviewDialect,
      run: async (ctx, { params: { subscriptionId: id }, body }) => {
        const foreseen = foreseeTurn(ctx, turn, { ...inputOf(body), id }).catch(inBodyWords(NAMES));
        const { answer, wallets, fingerprint } = await foreseen;
        const balances = balancesDialect(wallets);
        return { ...subscriptionDialect(ctx, answer), balances, fingerprint };
      },
    },
  });

export const TURN_ROUTES: readonly Route[] = [
  turnRoute("pause", "Pause a subscription, until a day if one is told: no credits, no fees"),
  turnRoute("resume", "Resume a paused subscription, in a new period if its own is over"),
  turnRoute("retry-fees", "Try suspended fees in credits again, for what is left of their periods"),
  turnRoute("reactivate", "Take a cancellation back before the subscription has ended"),
].flat();
