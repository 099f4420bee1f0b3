/** A change of pieces as it would be, and held to what was shown. */
import type { Context } from "@/lib/context";
import { CustomerId, type SubscriptionId } from "@/lib/ids";
import {
  type CreditWrite,
  type Foreseen,
  foreseeWrite,
  performWrite,
} from "@/lib/ledger/foresee-write";
import type { QuantityInput } from "../schema";
import type { Sold } from "../schema/sold-parts";
import { setQuantity } from "./set-quantity";

const setting = (id: SubscriptionId, input: QuantityInput): CreditWrite<Sold> => ({
  run: (inside) => setQuantity(inside, id, input),
  customerOf: ({ subscription: { customerId } }) => CustomerId.parse(customerId),
  told: ({ subscription, now }) => ({
    subscriptionId: subscription.id,
    quantities: subscription.quantities,
    nextQuantities: subscription.nextQuantities,
    ...{ recurringAmount: subscription.recurringAmount, now },
  }),
});

/** @throws DomainError as `setQuantity`; `stale_preview` if the fingerprint does not fit. */
export const setQuantityAsShown = (
  ctx: Context,
  id: SubscriptionId,
  { fingerprint, ...input }: QuantityInput & { readonly fingerprint?: string | undefined },
): Promise<Sold> => performWrite(ctx, setting(id, input), fingerprint);

/** What it would come to; changes nothing. @throws DomainError as `setQuantity`. */
export const foreseeQuantity = (
  ctx: Context,
  id: SubscriptionId,
  input: QuantityInput,
): Promise<Foreseen<Sold>> => foreseeWrite(ctx, setting(id, input));
