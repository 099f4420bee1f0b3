/** Pauses, resumptions, cancellations taken back, fees tried again: as they would be, and held to what was shown. */
import type { Context } from "@/lib/context";
import { CustomerId, type SubscriptionId } from "@/lib/ids";
import {
  type CreditWrite,
  type Foreseen,
  foreseeWrite,
  performWrite,
} from "@/lib/ledger/foresee-write";
import type { SubscriptionView, TurnInput } from "../schema";
import { doOnce, type Once } from "./do-once";
import { pauseSubscription } from "./pause-subscription";
import { reactivateSubscription } from "./reactivate-subscription";
import { resumeSubscription } from "./resume-subscription";
import { retryFees } from "./retry-fees";

const TURNS = {
  pause: pauseSubscription,
  resume: resumeSubscription,
  reactivate: reactivateSubscription,
  "retry-fees": retryFees,
} as const;
export type Turn = keyof typeof TURNS;

const turning = (
  turn: Turn,
  id: SubscriptionId,
  { reference, ...input }: TurnInput,
): CreditWrite<Once<SubscriptionView>> => ({
  run: (asking) =>
    doOnce(asking, { id, deed: turn, input, reference }, (inside) =>
      TURNS[turn](inside, id, input),
    ),
  customerOf: ({ answer }) => CustomerId.parse(answer.customerId),
  told: ({ answer }) => {
    const {
      id: subscriptionId,
      status,
      recurringAmount,
      nextGrantCredits,
      suspendedItems,
    } = answer;
    return { subscriptionId, status, recurringAmount, nextGrantCredits, suspendedItems };
  },
  isRepeat: ({ isReplayed }) => isReplayed,
});

/** @throws DomainError as the turn itself; `stale_preview` if the fingerprint does not fit. */
export const turnAsShown = (
  ctx: Context,
  turn: Turn,
  {
    id,
    fingerprint,
    ...input
  }: TurnInput & {
    readonly id: SubscriptionId;
    readonly fingerprint?: string | undefined;
  },
): Promise<Once<SubscriptionView>> => performWrite(ctx, turning(turn, id, input), fingerprint);

/** What it would come to; changes nothing. @throws DomainError as the turn itself. */
export async function foreseeTurn(
  ctx: Context,
  turn: Turn,
  { id, ...input }: TurnInput & { readonly id: SubscriptionId },
): Promise<Foreseen<SubscriptionView>> {
  const foreseen = await foreseeWrite(ctx, turning(turn, id, input));
  return { ...foreseen, answer: foreseen.answer.answer };
}
