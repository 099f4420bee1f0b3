/** Which fees in credits stand unpaid, draw by draw, so that what they are for is suspended. Pure. */
import type { ChargeId } from "@/lib/ids";
import type { Credits } from "@/lib/money/credits";
import { type CreditFee, drawOfRest, type FeeDraw } from "./credit-fee";

/** A draw that no wallet could pay: of a period of its fee, or of more that was bought within it. */
export type WaitingFee = {
  readonly chargeId: ChargeId;
  /** Of the fee's own period. */
  readonly index: number;
  /** Names it beside the period's own draw; null: it is that one. */
  readonly extra: string | null;
  /** From when on it is for the rest of the period. */
  readonly since: Date;
  readonly amount: Credits;
};

export type Suspended = {
  readonly charges: ReadonlySet<ChargeId>;
  /** None of a charge that was suspended before draws were kept: then its period's own one waits. */
  readonly waiting: readonly WaitingFee[];
};

export const NOTHING_SUSPENDED: Suspended = { charges: new Set(), waiting: [] };

/** How it stands once a draw was made, or could not be. An item is had again when nothing of it waits. */
export function afterDraw(before: Suspended, draw: FeeDraw, outcome: "paid" | "unpaid"): Suspended {
  const { fee, index, extra = null } = draw;
  const isOf = ({ chargeId }: WaitingFee) => chargeId === fee.id;
  // What is over with its period was not had, and is not asked any more.
  const others = before.waiting.filter(
    (one) => !isOf(one) || (one.index === index && one.extra !== extra),
  );
  const own: WaitingFee = {
    chargeId: fee.id,
    index,
    extra,
    since: draw.dueAt,
    amount: draw.amount,
  };
  const known = before.waiting.find(
    (one) => isOf(one) && one.index === index && one.extra === extra,
  );
  const waiting = outcome === "paid" ? others : [...others, known ?? own];
  const wasUnnamed = before.charges.has(fee.id) && !before.waiting.some(isOf);
  const isSuspended = waiting.some(isOf) || (wasUnnamed && extra !== null);
  const charges = new Set(before.charges);
  if (isSuspended) charges.add(fee.id);
  else charges.delete(fee.id);
  return { charges, waiting };
}

/**
 * What to try again of a suspended fee at `at`: each draw that waits, for what is left of its time.
 *
 * @param current the draw of the fee's period that runs.
 */
export function waitingDraws(
  { charges, waiting }: Suspended,
  fee: CreditFee,
  { current, at }: { readonly current: FeeDraw; readonly at: Date },
): readonly FeeDraw[] {
  if (!charges.has(fee.id)) return [];
  const own = waiting.filter(({ chargeId }) => chargeId === fee.id);
  const { end } = current.period;
  const draws = own
    .filter(({ index }) => index === current.index)
    .map(({ extra, since, amount }): FeeDraw => {
      const period = { start: since, end };
      return { ...current, period, amount, ...(extra !== null && { extra }) };
    });
  return (own.length > 0 ? draws : [current]).flatMap((draw) => drawOfRest(draw, at) ?? []);
}
