/** Terms of a subscription's own as they would be, and held to what was shown. */
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { CustomerId, type SubscriptionId } from "@/lib/ids";
import {
  type CreditWrite,
  type Foreseen,
  foreseeWrite,
  performWrite,
} from "@/lib/ledger/foresee-write";
import type { AgreedAheadView, EndOverrideInput, OverrideInput } from "../schema/override";
import { findViewRow, type ViewRow } from "../store/view-row";
import { catchUp } from "./catch-up";
import { type Agreed, endOverride, setOverride } from "./set-override";
import { weighAgreed } from "./weigh-agreed";

type Asked =
  | { readonly set: OverrideInput; readonly end?: undefined }
  | { readonly end: EndOverrideInput; readonly set?: undefined };

const agreeing = (id: SubscriptionId, { set, end }: Asked): CreditWrite<Agreed> => ({
  run: (inside) => (set ? setOverride(inside, id, set) : endOverride(inside, id, end)),
  customerOf: ({ subscription }) => CustomerId.parse(subscription.customerId),
  // Its id, and the instant that it begins or ends at now, are others whenever it is tried.
  told: ({
    override: { subjectId, value, planValue },
    subscription: { id: subscriptionId, recurringAmount },
  }) => ({
    ...{ subscriptionId, subjectId, value, planValue, recurringAmount },
  }),
});

/** @throws DomainError as `setOverride` and `endOverride`; `stale_preview` if the fingerprint does not fit. */
export const agreeAsShown = (
  ctx: Context,
  id: SubscriptionId,
  { fingerprint, ...asked }: Asked & { readonly fingerprint?: string | undefined },
): Promise<Agreed> => performWrite(ctx, agreeing(id, asked as Asked), fingerprint);

export type AgreedAhead = Agreed & { readonly ahead: AgreedAheadView };

/**
 * What it would come to, and what it changes from then on; changes nothing.
 *
 * @throws DomainError as `setOverride` and `endOverride`.
 */
export function foreseeAgreed(
  ctx: Context,
  id: SubscriptionId,
  asked: Asked,
): Promise<Foreseen<AgreedAhead>> {
  const write = agreeing(id, asked);
  return foreseeWrite(ctx, {
    ...write,
    run: (inside) =>
      transact(inside, async (tx) => {
        const { ctx: now } = await catchUp(tx, inside, id);
        const before = await rowOf(tx, now, id);
        const agreed = await write.run(inside);
        const { organizationId } = now;
        const turned = { organizationId, before, after: await rowOf(tx, now, id), ...agreed };
        return { ...agreed, ahead: await weighAgreed(tx, turned) };
      }),
  });
}

async function rowOf(tx: Tx, { organizationId }: Context, id: SubscriptionId): Promise<ViewRow> {
  const row = await findViewRow(tx, organizationId, id);
  if (!row) throw new RangeError(`no subscription ${id}`);
  return row;
}
