/** A change of an add-on as it would be, and held to what was shown. */
import type { Context } from "@/lib/context";
import { CustomerId, type SubscriptionId } from "@/lib/ids";
import {
  type CreditWrite,
  type Foreseen,
  foreseeWrite,
  performWrite,
} from "@/lib/ledger/foresee-write";
import type { AddOnInput } from "../schema";
import type { Sold } from "../schema/sold-parts";
import { sellAddOn } from "./set-add-on";

const setting = (id: SubscriptionId, input: AddOnInput): CreditWrite<Sold> => ({
  run: (inside) => sellAddOn(inside, id, input),
  customerOf: ({ subscription: { customerId } }) => CustomerId.parse(customerId),
  told: ({ subscription: { id: subscriptionId, addOns, recurringAmount }, now }) => ({
    ...{ subscriptionId, addOns, recurringAmount, now },
  }),
});

/** @throws DomainError as `setAddOn`; `stale_preview` if the fingerprint does not fit. */
export const setAddOnAsShown = (
  ctx: Context,
  id: SubscriptionId,
  { fingerprint, ...input }: AddOnInput & { readonly fingerprint?: string | undefined },
): Promise<Sold> => performWrite(ctx, setting(id, input), fingerprint);

/** What it would come to; changes nothing. @throws DomainError as `setAddOn`. */
export const foreseeAddOn = (
  ctx: Context,
  id: SubscriptionId,
  input: AddOnInput,
): Promise<Foreseen<Sold>> => foreseeWrite(ctx, setting(id, input));
