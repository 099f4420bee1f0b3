/**
 * Charge once (SEMANTICS 7.2): the first use for an entity is charged, the others within the
 * window of that charge are free. A charge that was made stays where it is: an earlier use that
 * comes later is free as well.
 */
import type { EventId } from "@/lib/ids";

/** A use that was charged for an entity, so that others are not. */
export type EntityCharge = {
  /** When the use counted. */
  readonly at: Date;
  readonly eventId: EventId;
};

/** The entity that a use is for. */
export type EntityUse = {
  /**
   * Stands in `Counters` for the entity: of its customer and feature, of its member where each has
   * its own, and of the billing period where each charges anew.
   */
  readonly key: string;
  /** When the use counts. */
  readonly at: Date;
  /** A charge covers what is nearer to it than this. Null: everything under the key. */
  readonly reachMs: number | null;
  /** Charged if the use is the first; null: it is only asked about. */
  readonly eventId: EventId | null;
};

/** A counter's state as far as it tells what was charged; `Counters` holds them by key. */
type Charging = { readonly charges?: readonly EntityCharge[] | undefined };

type MaybeOnce = { readonly once?: EntityUse | null; readonly quantity: bigint };

/** The charge that makes a use free. What brings nothing, or gives back, is not for this to decide. */
export function chargeCovering(
  counters: ReadonlyMap<string, Charging>,
  { once, quantity }: MaybeOnce,
) {
  if (!once || quantity <= 0n) return null;
  const { key, at: usedAt, reachMs } = once;
  const isNear = ({ at }: EntityCharge) =>
    reachMs === null || Math.abs(at.getTime() - usedAt.getTime()) < reachMs;
  return counters.get(key)?.charges?.find(isNear) ?? null;
}

/** The entity's charges after a use of it that was charged. */
export function chargesAfter<State extends Charging>(
  before: State,
  { once, quantity }: MaybeOnce,
): readonly (readonly [string, State & { readonly charges: readonly EntityCharge[] }])[] {
  if (!once || once.eventId === null || quantity <= 0n) return [];
  const { key, at, eventId } = once;
  return [[key, { ...before, charges: [...(before.charges ?? []), { at, eventId }] }]];
}
