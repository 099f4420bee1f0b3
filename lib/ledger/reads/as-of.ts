/** A wallet at any instant, as known then or as known now (SEMANTICS §11). Asking changes nothing. */
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import type { Tx } from "@/lib/db/tx";
import type { CustomerId, FeatureId, WalletId } from "@/lib/ids";
import { idText } from "@/lib/ids";
import { creditsText, sum, ZERO } from "@/lib/money/credits";
import { type Grant, later, mayPayFor, type OverageLot, type Wallet } from "../rules/books";
import { byBurnOrder } from "../rules/burn-order";
import type { Entry } from "../rules/entry";
import {
  type Figures,
  isGiven,
  type Movement,
  type Revision,
  revisedFigures,
  revisedGrant,
  revisedLot,
  termsAt,
} from "../rules/rebuild";
import type { OwedView, WalletAsOfView } from "../schema/as-of";
import { findWalletOwner } from "../store/owners";
import { figuresView, grantView } from "../view";
import { atOneMoment, type Due, loadDue } from "./as-of-moment";
import { loadStoredWallet } from "./as-of-rows";

export type AsOfQuery = {
  /** Null: now. */
  readonly asOf: Date | null;
  /** Only what was recorded by then; null: as known now. */
  readonly knownAt: Date | null;
  /** What this feature could spend; null: all there is. */
  readonly featureId: FeatureId | null;
};

/** A wallet as it stood, in the words of the rules. */
export type WalletThen = {
  readonly wallet: Wallet;
  /** Those given by then; what could pay comes first, in burn order. */
  readonly grants: readonly Grant[];
  /** What was owed, oldest first. */
  readonly lots: readonly OverageLot[];
};

/**
 * A wallet's figures and grants at an instant. One to come is answered as it would be if nothing
 * else happened.
 *
 * @throws DomainError `not_found` if the wallet is not the organization's.
 */
export async function findWalletAsOf(
  ctx: Context,
  walletId: WalletId,
  query: AsOfQuery,
): Promise<WalletAsOfView> {
  const asked = await askedOf(ctx, walletId, query);
  const then = await atOneMoment(async (tx) =>
    loadWalletThen(tx, asked, await dueOf(tx, ctx, asked)),
  );
  return walletAsOfView(then, { ...asked, featureId: query.featureId });
}

type Asked = {
  readonly walletId: WalletId;
  readonly customerId: CustomerId;
  /** Of the customer. */
  readonly now: Date;
  readonly at: Date;
  readonly knownAt: Date | null;
};

/**
 * Whose wallet, and when; without an instant, the customer's now.
 *
 * @throws DomainError `not_found` if the wallet is not the organization's.
 */
export async function askedOf(
  ctx: Context,
  walletId: WalletId,
  { asOf, knownAt }: Pick<AsOfQuery, "asOf" | "knownAt">,
): Promise<Asked> {
  const { customerId } = await findWalletOwner(ctx, walletId);
  const now = (await onClock(ctx, customerId)).at;
  return { walletId, customerId, now, at: asOf ?? now, knownAt };
}

/** What is due by then and nobody has booked; what was not known yet made nothing due. */
export const dueOf = (tx: Tx, ctx: Context, { customerId, now, at, knownAt }: Asked) =>
  loadDue(tx, ctx, { customerId, at: knownAt === null ? later(now, at) : now });

/** The wallet as it stood, with what of `due` counts by then. */
export async function loadWalletThen(
  tx: Tx,
  asked: Omit<Asked, "now">,
  due: Due,
): Promise<WalletThen> {
  const { walletId, at } = asked;
  const { wallet, grants, lots, undone } = await loadStoredWallet(tx, asked);
  const all = { undone, added: unbookedThen(due, { ...asked, wallet }) };
  const revised = { ...wallet, ...revisedFigures(wallet, all) };
  const given = [...grants, ...newGrants(due, walletId)]
    .map((grant) =>
      revisedGrant(
        grant,
        only(all, (move) => move.grantId === grant.id),
      ),
    )
    .filter(isGiven)
    .map((grant) => termsAt(grant, at));
  return {
    wallet: revised,
    grants: inOrder(revised, given),
    lots: lots
      .map((lot) =>
        revisedLot(
          lot,
          only(all, (move) => move.lotId === lot.id && isOwed(move)),
        ),
      )
      .filter(({ open }) => open > ZERO)
      .sort((a, b) => a.since.getTime() - b.since.getTime() || (a.id < b.id ? -1 : 1)),
  };
}

/** What time had done by then and nobody has booked, if what led to it was known. */
export function unbookedThen(
  { entries }: Due,
  { wallet, at, knownAt }: Pick<Asked, "at" | "knownAt"> & { wallet: Wallet },
): readonly Entry[] {
  const mine = entries.filter(
    ({ walletId, effectiveAt }) => walletId === wallet.id && effectiveAt <= at,
  );
  if (knownAt === null) return mine;
  const { lastBookedAt } = wallet;
  if (lastBookedAt !== null && lastBookedAt > knownAt) return [];
  return mine.filter(({ effectiveAt }) => effectiveAt <= knownAt);
}

const only = ({ undone, added }: Revision, tells: (move: Movement) => boolean): Revision => ({
  undone: undone.filter(tells),
  added: added.filter(tells),
});

const isOwed = ({ grantId }: Movement) => grantId === null;

/** Grants in no row yet: what they hold comes from the entries that nobody has booked. */
const newGrants = ({ issued }: Due, walletId: WalletId): readonly Grant[] =>
  [...issued.values()]
    .filter((grant) => grant.walletId === walletId)
    .map((grant) => ({ ...grant, ...EMPTY }));

const EMPTY = {
  ...{ pending: ZERO, available: ZERO, held: ZERO, consumed: ZERO },
  ...{ expired: ZERO, voided: ZERO, moved: ZERO },
};

/** What can pay in burn order, then what waits or is held, then the rest, the latest first. */
function inOrder(wallet: Wallet, grants: readonly Grant[]): readonly Grant[] {
  const rank = (grant: Grant) => {
    if (grant.available > ZERO) return 0;
    return grant.pending > ZERO || grant.held > ZERO ? 1 : 2;
  };
  return grants.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      (rank(a) < 2
        ? byBurnOrder({ wallet, grant: a }, { wallet, grant: b })
        : b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1)),
  );
}

type Told = Pick<Asked, "at" | "knownAt"> & Pick<AsOfQuery, "featureId">;

function walletAsOfView(then: WalletThen, { at, knownAt, featureId }: Told): WalletAsOfView {
  const { wallet, grants, lots } = featureId === null ? then : spendableBy(then, featureId);
  const sums = sumsOf({ grants, lots });
  const figures = featureId === null ? wallet : sums;
  const places = new Map(
    grants.filter(({ available }) => available > ZERO).map(({ id }, place) => [id, place + 1]),
  );
  return {
    walletId: idText("wal", wallet.id),
    creditUnit: wallet.creditUnit,
    asOf: at.toISOString(),
    knownAt: knownAt?.toISOString() ?? null,
    featureId: featureId === null ? null : idText("feat", featureId),
    figures: figuresView(figures),
    grants: grants.map((grant) => grantView(grant, at, places.get(grant.id) ?? null)),
    owed: lots.map(owedView),
    tiesOut: FIGURES.every((figure) => figures[figure] === sums[figure]),
  };
}

const FIGURES = ["available", "held", "pending", "overage"] as const;

/** What of a wallet one feature could spend, and what it owed; nothing if the wallet is not for it. */
function spendableBy({ wallet, grants, lots }: WalletThen, featureId: FeatureId): WalletThen {
  const isOpen = mayPayFor(wallet.featureIds, featureId);
  return {
    wallet,
    grants: grants.filter((grant) => isOpen && mayPayFor(grant.featureIds, featureId)),
    lots: lots.filter((lot) => lot.featureId === featureId),
  };
}

const sumsOf = ({ grants, lots }: Pick<WalletThen, "grants" | "lots">): Figures => ({
  available: sum(grants.map(({ available }) => available)),
  held: sum(grants.map(({ held }) => held)),
  pending: sum(grants.map(({ pending }) => pending)),
  overage: sum(lots.map(({ open }) => open)),
});

const owedView = ({ id, featureId, open, since }: OverageLot): OwedView => ({
  lotId: idText("ovl", id),
  featureId: featureId === null ? null : idText("feat", featureId),
  amount: creditsText(open),
  since: since.toISOString(),
});
