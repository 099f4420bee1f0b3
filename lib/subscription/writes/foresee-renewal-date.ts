/** A renewal date as it would be moved, and held to what was shown. */
import type { Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { CustomerId, type SubscriptionId } from "@/lib/ids";
import { type CreditWrite, foreseeWrite, performWrite } from "@/lib/ledger/foresee-write";
import { findMovedAhead } from "../reads/moved-timeline";
import type { ChangeView } from "../schema/change";
import type { RenewalDateInput, RenewalDatePreview } from "../schema/renewal-date";
import { moveRenewalDateOnce } from "./move-renewal-date";
import { asShown, fingerprintOf } from "./shown-moment";

type Moved = { readonly view: ChangeView; readonly isReplayed: boolean };

const moving = (id: SubscriptionId, input: RenewalDateInput): CreditWrite<Moved> => ({
  run: (inside) => moveRenewalDateOnce(inside, id, input),
  customerOf: ({ view }) => CustomerId.parse(view.customerId),
  told: ({ view: { status, dueAt, renewal, outcome } }) => ({ status, dueAt, renewal, outcome }),
  isRepeat: ({ isReplayed }) => isReplayed,
});

/** What moving it would come to; changes nothing. @throws DomainError as `moveRenewalDate`. */
export async function foreseeRenewalDate(
  ctx: Context,
  id: SubscriptionId,
  input: RenewalDateInput,
): Promise<RenewalDatePreview> {
  const { answer, fingerprint } = await foreseeWrite(ctx, moving(id, input));
  const { view: change } = answer;
  const { dueAt, outcome } = change;
  const ahead = await findMovedAhead(ctx, id, { dueAt: new Date(dueAt), anchor: anchorIn(change) });
  return {
    change,
    renewsAt: ahead?.renewsAt.toISOString() ?? outcome.periodEnd,
    bridge: ahead?.bridge ?? null,
    timeline: ahead?.timeline ?? null,
    fingerprint: fingerprintOf(fingerprint, ctx.at),
  };
}

function anchorIn({ id, renewal }: ChangeView) {
  if (!renewal) throw notFound("renewal", id);
  const { anchorAt, billingCycle } = renewal;
  return { anchorAt: new Date(anchorAt), billingCycle };
}

/** @throws DomainError as `moveRenewalDate`; `stale_preview` if the fingerprint does not fit. */
export function moveAsShown(
  ctx: Context,
  id: SubscriptionId,
  {
    input,
    fingerprint,
  }: { readonly input: RenewalDateInput; readonly fingerprint?: string | undefined },
): Promise<Moved> {
  if (fingerprint === undefined) return moveRenewalDateOnce(ctx, id, input);
  const shown = asShown(ctx, fingerprint);
  return performWrite(shown.ctx, moving(id, input), shown.hash);
}
