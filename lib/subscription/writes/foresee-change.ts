/** Changes as they would be, and held to what was shown. */
import type { Context } from "@/lib/context";
import { CustomerId, type SubscriptionId } from "@/lib/ids";
import { type CreditWrite, foreseeWrite, performWrite } from "@/lib/ledger/foresee-write";
import type { ChangeInput, ChangePreview, ChangeView } from "../schema/change";
import { changeSubscriptionOnce } from "./change-subscription";

type Changed = { readonly view: ChangeView; readonly isReplayed: boolean };

const changing = (id: SubscriptionId, input: ChangeInput): CreditWrite<Changed> => ({
  run: (inside) => changeSubscriptionOnce(inside, id, input),
  customerOf: ({ view }) => CustomerId.parse(view.customerId),
  told: ({ view: { status, mode, dueAt, outcome } }) => ({ status, mode, dueAt, outcome }),
  isRepeat: ({ isReplayed }) => isReplayed,
});

/**
 * What a change comes to moves with time, by the second even. So a fingerprint carries the moment
 * that was shown, and a change within this long of it happens at that moment.
 */
const SHOWN_FOR_MS = 15 * 60_000;

const fingerprintOf = (hash: string, at: Date) => `${hash}.${at.getTime().toString(36)}`;

/** What a change would come to; changes nothing. @throws DomainError as `changeSubscription`. */
export async function foreseeChange(
  ctx: Context,
  id: SubscriptionId,
  input: ChangeInput,
): Promise<ChangePreview> {
  const { answer, fingerprint } = await foreseeWrite(ctx, changing(id, input));
  return { change: answer.view, fingerprint: fingerprintOf(fingerprint, ctx.at) };
}

/** @throws DomainError as `changeSubscription`; `stale_preview` if the fingerprint does not fit. */
export function changeAsShown(
  ctx: Context,
  id: SubscriptionId,
  {
    input,
    fingerprint,
  }: { readonly input: ChangeInput; readonly fingerprint?: string | undefined },
): Promise<Changed> {
  if (fingerprint === undefined) return changeSubscriptionOnce(ctx, id, input);
  const [hash = "", moment = ""] = fingerprint.split(".");
  return performWrite(momentShown(ctx, moment), changing(id, input), hash);
}

function momentShown(ctx: Context, moment: string): Context {
  const shownMs = Number.parseInt(moment, 36);
  const agoMs = ctx.at.getTime() - shownMs;
  const isFresh = agoMs >= 0 && agoMs <= SHOWN_FOR_MS;
  return isFresh ? { ...ctx, at: new Date(shownMs), recordedAt: ctx.at } : ctx;
}
