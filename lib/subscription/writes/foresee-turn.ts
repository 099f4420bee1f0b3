/** Pauses, resumptions and cancellations taken back as they would be, and held to what was shown. */
import type { Context } from "@/lib/context";
import { CustomerId, type SubscriptionId } from "@/lib/ids";
import {
  type CreditWrite,
  type Foreseen,
  foreseeWrite,
  performWrite,
} from "@/lib/ledger/foresee-write";
import type { SubscriptionView, TurnInput } from "../schema";
import { pauseSubscription } from "./pause-subscription";
import { reactivateSubscription } from "./reactivate-subscription";
import { resumeSubscription } from "./resume-subscription";

const TURNS = {
  pause: pauseSubscription,
  resume: resumeSubscription,
  reactivate: reactivateSubscription,
} as const;
export type Turn = keyof typeof TURNS;

const turning = (
  turn: Turn,
  id: SubscriptionId,
  input: TurnInput,
): CreditWrite<SubscriptionView> => ({
  run: (inside) => TURNS[turn](inside, id, input),
  customerOf: ({ customerId }) => CustomerId.parse(customerId),
  told: ({ id: subscriptionId, status, recurringAmount, nextGrantCredits }) => ({
    ...{ subscriptionId, status, recurringAmount, nextGrantCredits },
  }),
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
): Promise<SubscriptionView> => performWrite(ctx, turning(turn, id, input), fingerprint);

/** What it would come to; changes nothing. @throws DomainError as the turn itself. */
export const foreseeTurn = (
  ctx: Context,
  turn: Turn,
  { id, ...input }: TurnInput & { readonly id: SubscriptionId },
): Promise<Foreseen<SubscriptionView>> => foreseeWrite(ctx, turning(turn, id, input));
