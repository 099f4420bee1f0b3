/** Starts and cancellations as they would be, and held to what was shown. */
import type { Context } from "@/lib/context";
import { findCustomer } from "@/lib/customer/reads";
import { transact } from "@/lib/db/transact";
import { CustomerId, InvoiceId, type SubscriptionId } from "@/lib/ids";
import {
  type CreditWrite,
  type Foreseen,
  foreseeWrite,
  performWrite,
} from "@/lib/ledger/foresee-write";
import { localDay } from "@/lib/time/zone";
import type { CancelInput, ShownStart, StartInput, SubscriptionView } from "../schema";
import { type Cancelled, cancelAndTell } from "./cancel-subscription";
import { doOnce, type Once } from "./do-once";
import { previewStart } from "./preview-start";
import { asShown, fingerprintOf } from "./shown-moment";
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
  told: ({ view, total }) => ({ ...termsShown(view), ...daysShown(view), total }),
  isRepeat: ({ isReplayed }) => isReplayed,
});

/** The plan's version is the one that is live then, and so are those of its add-ons. */
function termsShown(view: SubscriptionView) {
  const { planVersionId, billingPeriod, billingCycle, status, addOns } = view;
  const { recurringAmount, nextGrantCredits } = view;
  return {
    ...{ planVersionId, billingPeriod, billingCycle, status, recurringAmount, nextGrantCredits },
    addOns: addOns.map(({ planVersionId: sold }) => sold),
  };
}

/** Instants move with the second that one asks at: what is read of them is the day. */
function daysShown({ zone, startedAt, trialEndsAt, ...view }: SubscriptionView) {
  const dayOf = (at: string | null) => at && localDay(new Date(at), zone);
  return {
    ...{ startsOn: dayOf(startedAt), triedTo: dayOf(trialEndsAt) },
    ...{ renewsOn: dayOf(view.currentPeriodEnd), givenOn: dayOf(view.nextGrantAt) },
  };
}

function totalOf(ctx: Context, invoiceId: string | null): Promise<string | null> {
  if (invoiceId === null) return Promise.resolve(null);
  return transact(ctx, async (tx) => {
    const [row] = await tx.sql(`SELECT total::text AS total FROM invoice WHERE id = $1::uuid`, [
      InvoiceId.parse(invoiceId),
    ]);
    return row ? String(row.total) : null;
  });
}

/**
 * What was shown within a while happens at the moment that was shown, as the share of a period that
 * is cut short moves with the second; but not on another day of the customer's.
 *
 * @throws DomainError as `startSubscription`; `stale_preview` if the fingerprint does not fit.
 */
export async function startAsShown(
  ctx: Context,
  input: StartInput,
  fingerprint?: string,
): Promise<Started> {
  if (fingerprint === undefined) return starting(input).run(ctx);
  const shown = asShown(ctx, fingerprint);
  const zone = (await findCustomer(ctx, input.customerId))?.timezone ?? "UTC";
  const isSameDay = localDay(shown.ctx.at, zone) === localDay(ctx.at, zone);
  return performWrite(isSameDay ? shown.ctx : ctx, starting(input), shown.hash);
}

/** What a start would come to, as it is shown; changes nothing. @throws DomainError as `startSubscription`. */
export async function foreseeStart(
  ctx: Context,
  input: StartInput,
): Promise<ShownStart & Pick<Foreseen<Started>, "wallets">> {
  const { wallets, fingerprint } = await foreseeWrite(ctx, starting(input));
  const preview = await previewStart(ctx, input);
  return { ...preview, wallets, fingerprint: fingerprintOf(fingerprint, ctx.at) };
}

const cancelling = (
  id: SubscriptionId,
  { reference, ...input }: CancelInput,
): CreditWrite<Once<Cancelled>> => ({
  run: (asking) =>
    doOnce(asking, { id, deed: "cancel", input, reference }, (inside) =>
      cancelAndTell(inside, id, input),
    ),
  customerOf: ({ answer }) => CustomerId.parse(answer.subscription.customerId),
  told: ({ answer: { subscription, closing } }) => {
    const { invoice, carried } = closing;
    const { id: subscriptionId, status } = subscription;
    return { subscriptionId, status, total: invoice?.total ?? null, carried };
  },
  isRepeat: ({ isReplayed }) => isReplayed,
});

/** @throws DomainError as `cancelSubscription`; `stale_preview` if the fingerprint does not fit. */
export function cancelAsShown(
  ctx: Context,
  id: SubscriptionId,
  { fingerprint, ...input }: CancelInput & { readonly fingerprint?: string | undefined },
): Promise<Once<Cancelled>> {
  if (fingerprint === undefined) return cancelling(id, input).run(ctx);
  const shown = asShown(ctx, fingerprint);
  return performWrite(shown.ctx, cancelling(id, input), shown.hash);
}

/** What a cancellation would come to; changes nothing. @throws DomainError as `cancelSubscription`. */
export async function foreseeCancel(
  ctx: Context,
  id: SubscriptionId,
  input: CancelInput,
): Promise<Foreseen<Cancelled>> {
  const foreseen = await foreseeWrite(ctx, cancelling(id, input));
  const { answer } = foreseen.answer;
  return { ...foreseen, answer, fingerprint: fingerprintOf(foreseen.fingerprint, ctx.at) };
}
