/** Starts and cancellations as they would be, and held to what was shown. */
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import { CustomerId, InvoiceId, type SubscriptionId } from "@/lib/ids";
import {
  type CreditWrite,
  type Foreseen,
  foreseeWrite,
  performWrite,
} from "@/lib/ledger/foresee-write";
import type { CancelInput, StartInput, SubscriptionView } from "../schema";
import { cancelSubscription } from "./cancel-subscription";
import { startSubscriptionOnce } from "./start-subscription";

type Started = {
  readonly view: SubscriptionView;
  readonly isReplayed: boolean;
  /** Of the first invoice; null: there is none. */
  readonly total: string | null;
};

const starting = (input: StartInput): CreditWrite<Started> => ({
  run: async (inside) => {
    const started = await startSubscriptionOnce(inside, input);
    return { ...started, total: await totalOf(inside, started.view.latestInvoiceId) };
  },
  customerOf: ({ view }) => CustomerId.parse(view.customerId),
  told: ({ view: { planVersionId, billingPeriod, billingCycle }, total }) => ({
    ...{ planVersionId, billingPeriod, billingCycle, total },
  }),
  isRepeat: ({ isReplayed }) => isReplayed,
});

function totalOf(ctx: Context, invoiceId: string | null): Promise<string | null> {
  if (invoiceId === null) return Promise.resolve(null);
  return transact(ctx, async (tx) => {
    const [row] = await tx.sql(`SELECT total::text AS total FROM invoice WHERE id = $1::uuid`, [
      InvoiceId.parse(invoiceId),
    ]);
    return row ? String(row.total) : null;
  });
}

/** @throws DomainError as `startSubscription`; `stale_preview` if the fingerprint does not fit. */
export const startAsShown = (ctx: Context, input: StartInput, fingerprint?: string) =>
  performWrite(ctx, starting(input), fingerprint);

/** What a start would come to; changes nothing. @throws DomainError as `startSubscription`. */
export const foreseeStart = (ctx: Context, input: StartInput): Promise<Foreseen<Started>> =>
  foreseeWrite(ctx, starting(input));

const cancelling = (id: SubscriptionId, input: CancelInput): CreditWrite<SubscriptionView> => ({
  run: (inside) => cancelSubscription(inside, id, input),
  customerOf: ({ customerId }) => CustomerId.parse(customerId),
  told: ({ id: subscriptionId, status }) => ({ subscriptionId, status }),
});

/** @throws DomainError as `cancelSubscription`; `stale_preview` if the fingerprint does not fit. */
export const cancelAsShown = (
  ctx: Context,
  id: SubscriptionId,
  { fingerprint, ...input }: CancelInput & { readonly fingerprint?: string | undefined },
) => performWrite(ctx, cancelling(id, input), fingerprint);

/** What a cancellation would come to; changes nothing. @throws DomainError as `cancelSubscription`. */
export const foreseeCancel = (
  ctx: Context,
  id: SubscriptionId,
  input: CancelInput,
): Promise<Foreseen<SubscriptionView>> => foreseeWrite(ctx, cancelling(id, input));
