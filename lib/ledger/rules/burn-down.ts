/** Burn-down: which grants pay for a use, and how much each one gives (SEMANTICS §2, §11). */
import type { FeatureId } from "@/lib/ids";
import { type Credits, min, minus, plus, ZERO } from "@/lib/money/credits";
import { type Books, type Grant, hasEnded, mayPayFor, type Wallet } from "./books";
import { type Payer, stepBetween } from "./burn-order";
import type { BurnStep } from "./command";

/** A grant that can pay, with what it can give. */
export type Source = Payer & {
  readonly gives: Credits;
  /** Its credits had lapsed by now, but the use was before their end. */
  readonly isLapsed: boolean;
  /** Was not open at the time of a late use, but is now. */
  readonly isLate: boolean;
};

export type Drawn = Source & { readonly amount: Credits; readonly decidedBy: BurnStep };

export type BurnDown = {
  readonly draws: readonly Drawn[];
  /** What no grant could cover. Refusing it, or booking it as overage, is the caller's to decide. */
  readonly shortfall: Credits;
};

/** Spends `amount` from `sources`, which stand in the order they pay in. */
export function burnDown(sources: readonly Source[], amount: Credits): BurnDown {
  const draws: Drawn[] = [];
  let shortfall = amount;
  for (const [index, source] of sources.entries()) {
    if (shortfall === ZERO) break;
    const drawn = min(source.gives, shortfall);
    draws.push(drawnFrom(sources, index, drawn));
    shortfall = minus(shortfall, drawn);
  }
  return { draws, shortfall };
}

/** What one of the sources gives, and what chose it over the next. */
export function drawnFrom(sources: readonly Source[], index: number, amount: Credits): Drawn {
  const [source, next] = sources.slice(index);
  if (source === undefined) throw new RangeError(`no source ${index}`);
  const rival = next?.isLate === source.isLate ? next : undefined;
  return { amount, decidedBy: stepBetween(source, rival), ...source };
}

export type Use = {
  readonly wallets: readonly Wallet[];
  readonly featureId: FeatureId | null;
  /** When it happened; at most `now`. */
  readonly at: Date;
  readonly now: Date;
};

/**
 * The grants that may pay for a use, in burn order. A late use takes first what was open at its
 * own time, lapsed since or not, then what is open now.
 */
export function sourcesFor(books: Books, use: Use): readonly Source[] {
  const then: Source[] = [];
  const late: Source[] = [];
  const wallets = new Map(use.wallets.map((wallet) => [wallet.id, wallet]));
  for (const id of books.burnOrder) {
    const grant = books.grants.get(id);
    const wallet = grant && wallets.get(grant.walletId);
    if (!wallet || !mayPayFor(grant.featureIds, use.featureId)) continue;
    const source = sourceOf(wallet, grant, use);
    if (source !== undefined) (source.isLate ? late : then).push(source);
  }
  return late.length === 0 ? then : [...then, ...late];
}

function sourceOf(wallet: Wallet, grant: Grant, { at, now }: Use): Source | undefined {
  const wasOpen = isOpen(grant, at);
  if (hasEnded(grant, now)) {
    const gives = plus(grant.available, minus(grant.expired, grant.cut));
    const isUsable = wasOpen && gives > ZERO;
    return isUsable ? { wallet, grant, gives, isLapsed: true, isLate: false } : undefined;
  }
  if (grant.available === ZERO || !isOpen(grant, now)) return undefined;
  return { wallet, grant, gives: grant.available, isLapsed: false, isLate: !wasOpen };
}

/** Whether its credits counted at `at`: started, and not ended. */
const isOpen = (grant: Grant, at: Date) =>
  grant.availableFrom !== null && grant.availableFrom <= at && !hasEnded(grant, at);
