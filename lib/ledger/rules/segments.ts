/**
 * A wallet's burn-down between two instants, cut where something other than use changed what it
 * held: a grant that started or ended, a refill, a reset, a void. Pure.
 */
import type { GrantId } from "@/lib/ids";
import { type Credits, minus, plus, sum, ZERO } from "@/lib/money/credits";

/** What changed other than by use; `end` is the end of what was asked for. */
export const SEGMENT_ENDS = [
  "reset",
  "refill",
  "expiry",
  "void",
  "grant_start",
  "transfer",
  "invoice",
  "end",
] as const;
export type SegmentEnd = (typeof SEGMENT_ENDS)[number];
export type ChangeCause = Exclude<SegmentEnd, "end">;

/** What a wallet holds, by grant, and what it owes. */
export type Holding = {
  readonly grants: ReadonlyMap<GrantId, Credits>;
  readonly overage: Credits;
};

/** Credits that came to a grant or left it other than by use; of no grant, what is owed. */
export type Change = {
  readonly at: Date;
  readonly grantId: GrantId | null;
  readonly cause: ChangeCause;
  /** Signed, not zero. */
  readonly credits: Credits;
};

/** What was used of a grant; of no grant, what came to be owed. Returns are negative. */
export type Use = {
  /** Any instant from its segment's beginning on: several uses of one segment may be told as one. */
  readonly at: Date;
  readonly grantId: GrantId | null;
  readonly credits: Credits;
};

export type Segment = {
  readonly from: Date;
  readonly to: Date;
  readonly start: Holding;
  readonly usage: Credits;
  readonly end: Holding;
  readonly endedBy: SegmentEnd;
  /** What changed at its end, to make the next one's start. */
  readonly changes: readonly Change[];
};

type Span = { readonly from: Date; readonly to: Date };

/** The instants inside the span at which something changed, each once, in order. */
export function boundariesOf(changes: readonly Change[], { from, to }: Span): readonly Date[] {
  const inside = changes.map(({ at }) => at.getTime()).filter((at) => at > +from && at < +to);
  return [...new Set(inside)].sort((a, b) => a - b).map((at) => new Date(at));
}

/**
 * Segments that tile the span. What changed at an instant is in the start of the segment that
 * begins there; what was used from that instant on is its usage, so start − usage = end.
 *
 * @param before what was held just before `from`.
 */
export function segmentsOf(
  span: Span,
  { before, changes, uses }: { before: Holding; changes: readonly Change[]; uses: readonly Use[] },
): readonly Segment[] {
  const bounds = [span.from, ...boundariesOf(changes, span), span.to];
  const changesAt = groupByTime(changes);
  const usesFrom = groupByTime(uses.map((use) => ({ ...use, at: lastOf(bounds, use.at) })));
  const segments: Segment[] = [];
  let start = moved(before, changesAt.get(+span.from) ?? []);
  for (const [place, from] of bounds.slice(0, -1).entries()) {
    const to = bounds[place + 1] ?? span.to;
    const used = usesFrom.get(+from) ?? [];
    const end = moved(start, used.map(asMove));
    const changes = to === span.to ? [] : (changesAt.get(+to) ?? []);
    const usage = sum(used.map(({ credits }) => credits));
    segments.push({ from, to, start, usage, end, endedBy: endOf(changes), changes });
    start = moved(end, changes);
  }
  return segments;
}

/** What was left at an instant, with what changed then and before what was used from then on. */
export type Point = { readonly at: Date; readonly balance: Credits };

/**
 * The balance at the beginning, at each change, at each of the marks inside the span and at its
 * end; it is exact at each of them, and nothing is said of the time between.
 *
 * @param uses told apart at the marks.
 */
export function pointsOf(
  span: Span,
  {
    marks,
    changes,
    uses,
    before,
  }: {
    before: Holding;
    marks: readonly Date[];
    changes: readonly Change[];
    uses: readonly Use[];
  },
): readonly Point[] {
  const cuts: readonly Change[] = marks.map((at) => ({ at, ...NO_CHANGE }));
  const cut = segmentsOf(span, { before, changes: [...changes, ...cuts], uses });
  const points = cut.map(({ from, start }) => ({ at: from, balance: worthOf(start) }));
  const last = cut.at(-1);
  return last ? [...points, { at: last.to, balance: worthOf(last.end) }] : points;
}

const NO_CHANGE = { grantId: null, cause: "void", credits: ZERO } as const;

/** Of several things at one instant, the one that explains the others. */
const endOf = (changes: readonly Change[]): SegmentEnd =>
  SEGMENT_ENDS.find((end) => changes.some(({ cause }) => cause === end)) ?? "end";

function groupByTime<Timed extends { readonly at: Date }>(things: readonly Timed[]) {
  const groups = new Map<number, Timed[]>();
  for (const thing of things) {
    const group = groups.get(+thing.at);
    if (group) group.push(thing);
    else groups.set(+thing.at, [thing]);
  }
  return groups;
}

/** The last bound at or before an instant; bounds are in order. */
function lastOf(bounds: readonly Date[], at: Date): Date {
  const found = bounds.findLast((bound) => bound <= at);
  if (found === undefined) throw new RangeError("a use before the span");
  return found;
}

type Move = Pick<Change, "grantId" | "credits">;

/** A grant gives what is used of it; what is owed grows by it. */
const asMove = ({ grantId, credits }: Use): Move => ({
  grantId,
  credits: grantId === null ? credits : minus(ZERO, credits),
});

function moved(holding: Holding, moves: readonly Move[]): Holding {
  const grants = new Map(holding.grants);
  let { overage } = holding;
  for (const { grantId, credits } of moves) {
    if (grantId === null) {
      overage = plus(overage, credits);
      continue;
    }
    const left = plus(grants.get(grantId) ?? ZERO, credits);
    if (left === ZERO) grants.delete(grantId);
    else grants.set(grantId, left);
  }
  return { grants, overage };
}

/** What a holding is worth: what is left in its grants, less what is owed. */
export const worthOf = ({ grants, overage }: Holding): Credits =>
  minus(sum(grants.values()), overage);
