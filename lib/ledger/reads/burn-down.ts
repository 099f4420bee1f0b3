/** How a wallet burned down between two instants, as known now. */
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { invalidField } from "@/lib/errors";
import { type GrantId, idText, type WalletId } from "@/lib/ids";
import { type Credits, creditsText, max, minus, plus, ZERO } from "@/lib/money/credits";
import { type Grant, later, type Wallet } from "../rules/books";
import { byBurnOrder } from "../rules/burn-order";
import {
  boundariesOf,
  type Change,
  type ChangeCause,
  type Holding,
  type Point,
  pointsOf,
  type Segment,
  segmentsOf,
} from "../rules/segments";
import type { BurnDownView, SegmentView } from "../schema/burn-down";
import { findWalletOwner } from "../store/owners";
import { loadWalletThen, type WalletThen } from "./as-of";
import { atOneMoment, loadDue } from "./as-of-moment";
import { loadGrantsOf, loadSteps, type StoredChange } from "./burn-down-rows";

/** More would be no history that anybody reads. */
const MOST_SEGMENTS = 2_000;
const DEFAULT_DAYS = 30;
const DAY_MS = 86_400_000;

export type BurnDownQuery = {
  /** Null: thirty days before `to`. */
  readonly from: Date | null;
  /** Exclusive. Null: now. */
  readonly to: Date | null;
  /** At how many evenly spaced instants the balance is told as well; none unless told. */
  readonly marks?: number;
};

/**
 * Segments between the instants at which something other than use changed the wallet.
 *
 * @throws DomainError `not_found`; `validation_error` for a span that is none, or with too many
 *   changes in it.
 */
export async function findBurnDown(
  ctx: Context,
  walletId: WalletId,
  query: BurnDownQuery,
): Promise<BurnDownView> {
  const { customerId } = await findWalletOwner(ctx, walletId);
  const now = (await onClock(ctx, customerId)).at;
  const span = spanOf(query, now);
  // What stood just before; instants are kept to the millisecond.
  const before = new Date(+span.from - 1);
  const marks = marksOf(span, query.marks ?? 0);

  const told = await atOneMoment(async (tx) => {
    const due = await loadDue(tx, ctx, { customerId, at: later(now, span.to) });
    const asked = { walletId, customerId, at: before, knownAt: null };
    const then = await loadWalletThen(tx, asked, due);
    const steps = await loadSteps(tx, { walletId, ...span, marks }, due.entries);
    const named = steps.changes.flatMap(({ grantId }) => grantId ?? []);
    const stored = await loadGrantsOf(tx, walletId, [...new Set(named)]);
    const grants = new Map([...then.grants, ...stored].map((grant) => [grant.id, grant]));
    for (const [id, grant] of due.issued) if (!grants.has(id)) grants.set(id, grant);
    return { then, steps, grants };
  });

  const changes = changesOf(told.steps.changes, told.grants);
  if (boundariesOf(changes, span).length >= MOST_SEGMENTS) {
    throw invalidField("from", "Too much changed in that time: ask for less of it");
  }
  const story = { before: holdingOf(told.then), changes, uses: told.steps.uses };
  const points = pointsOf(span, { ...story, marks });
  const { wallet } = told.then;
  const segments = segmentsOf(span, story);
  return burnDownView({ ...span, segments, points, wallet, grants: told.grants });
}

function spanOf(query: BurnDownQuery, now: Date) {
  const to = query.to ?? now;
  const from = query.from ?? new Date(+to - DEFAULT_DAYS * DAY_MS);
  if (from >= to) throw invalidField("to", "It has to be later than from");
  return { from, to };
}

/** Instants that cut the span into `count` + 1 equal parts. */
const marksOf = ({ from, to }: { from: Date; to: Date }, count: number): readonly Date[] =>
  Array.from(
    { length: count },
    (_, place) => new Date(Math.round(+from + ((+to - +from) * (place + 1)) / (count + 1))),
  );

const holdingOf = ({ grants, wallet }: WalletThen): Holding => ({
  grants: new Map(
    grants
      .map(({ id, available, held }) => [id, plus(available, held)] as const)
      .filter(([, credits]) => credits !== ZERO),
  ),
  overage: wallet.overage,
});

type Grants = ReadonlyMap<GrantId, Grant>;

/** Changes with their words; what cancels out at one instant is none. */
function changesOf(stored: readonly StoredChange[], grants: Grants): readonly Change[] {
  const changes = new Map<string, Change>();
  const backs = new Map<string, Credits>();
  for (const { at, grantId, credits, back, ...flow } of stored) {
    const place = `${+at} ${grantId}`;
    const left = backs.get(place) ?? back;
    const returned = credits < ZERO ? max(credits, left) : ZERO;
    backs.set(place, minus(left, returned));
    const grant = grantId === null ? undefined : grants.get(grantId);
    const cause = causeOf({ ...flow, at, isGain: credits > ZERO }, grant);
    const key = `${place} ${cause}`;
    const known = changes.get(key)?.credits ?? ZERO;
    changes.set(key, { at, grantId, cause, credits: plus(known, minus(credits, returned)) });
  }
  return [...changes.values()].filter(({ credits }) => credits !== ZERO);
}

type Flow = Pick<StoredChange, "kind" | "other" | "at"> & { readonly isGain: boolean };

function causeOf({ kind, other, at, isGain }: Flow, grant: Grant | undefined): ChangeCause {
  if (kind === "reset") return "reset";
  switch (other) {
    case "expired":
      return "expiry";
    case "voided":
      return "void";
    case "invoiced":
      return "invoice";
    case "moved":
      // What rolls over leaves at the grant's own end.
      if (!isGain) return grant?.expiresAt && +grant.expiresAt === +at ? "expiry" : "transfer";
  }
  return grant?.source === "refill" ? "refill" : "grant_start";
}

type Told = {
  readonly from: Date;
  readonly to: Date;
  readonly segments: readonly Segment[];
  readonly points: readonly Point[];
  readonly wallet: Wallet;
  readonly grants: Grants;
};

function burnDownView({ from, to, segments, points, wallet, grants }: Told): BurnDownView {
  const named = new Set(
    segments.flatMap(({ start, end, changes }) => [
      ...start.grants.keys(),
      ...end.grants.keys(),
      ...changes.flatMap(({ grantId }) => grantId ?? []),
    ]),
  );
  const inOrder = [...named]
    .flatMap((id) => grants.get(id) ?? [])
    .sort((a, b) => byBurnOrder({ wallet, grant: a }, { wallet, grant: b }));
  const order = inOrder.map(({ id }) => id);
  return {
    walletId: idText("wal", wallet.id),
    creditUnit: wallet.creditUnit,
    from: from.toISOString(),
    to: to.toISOString(),
    segments: segments.map((segment) => segmentView(segment, order)),
    points: points.map(({ at, balance }) => ({
      at: at.toISOString(),
      balance: creditsText(balance),
    })),
    grants: inOrder.map(({ id, name, expiresAt }) => ({
      id: idText("grt", id),
      name,
      expiresAt: expiresAt?.toISOString() ?? null,
    })),
  };
}

const segmentView = (segment: Segment, order: readonly GrantId[]): SegmentView => ({
  from: segment.from.toISOString(),
  to: segment.to.toISOString(),
  grantsAtStart: heldView(segment.start, order),
  overageAtStart: creditsText(segment.start.overage),
  usage: creditsText(segment.usage),
  grantsAtEnd: heldView(segment.end, order),
  overageAtEnd: creditsText(segment.end.overage),
  endedBy: segment.endedBy,
  changesAtEnd: segment.changes.map(({ grantId, credits, cause }) => ({
    grantId: grantId === null ? null : idText("grt", grantId),
    credits: creditsText(credits),
    cause,
  })),
});

const heldView = ({ grants }: Holding, order: readonly GrantId[]) =>
  order.flatMap((id) => {
    const credits = grants.get(id);
    return credits === undefined
      ? []
      : [{ grantId: idText("grt", id), credits: creditsText(credits) }];
  });
