/** A period reset: what each live grant of a wallet is left with, and what becomes of what is owed (SEMANTICS 6.4). */
import type { GrantId, WalletId } from "@/lib/ids";
import { type Credits, max, min, minus, plus, ZERO } from "@/lib/money/credits";
import { NO_MONEY } from "@/lib/money/money";
import { type Grant, hasEnded } from "./books";
import { type Decision, done, refused } from "./decision";
import type { Draft } from "./draft";
import { heirOf } from "./heir";
import { settleOverage } from "./settle-overage";
import type { ResetCommand } from "./wallet-command";
import { refusesTo } from "./wallet-state";

/** Its amount is what it took; what it gave, to raise grants to their least, stands in the entries. */
export function applyReset(draft: Draft, { walletId, overage }: ResetCommand): Decision {
  const wallet = draft.books.wallets.get(walletId);
  if (wallet === undefined) return refused({ code: "not_found", entity: "wallet", id: walletId });
  const closed = refusesTo("give", wallet);
  if (closed) return refused(closed);

  const grants = startedGrants(draft, walletId);
  let lapsed: Credits = ZERO;
  for (const grant of grants) {
    const excess = minus(grant.available, leftAfter(grant));
    if (excess <= ZERO) continue;
    draft.cut(grant.id, excess, draft.at);
    lapsed = plus(lapsed, excess);
  }
  const cleared = overage === "clear" ? clear(draft, walletId) : ZERO;
  for (const grant of grants) raise(draft, grant);
  settleOverage(draft, walletId, draft.at);
  draft.touch(walletId);
  return done({ amount: plus(lapsed, cleared), lapsed });
}

/** Those whose credits count now, used up or not. */
const startedGrants = ({ books, at }: Draft, walletId: WalletId): readonly Grant[] =>
  books.burnOrder
    .flatMap((id) => books.grants.get(id) ?? [])
    .filter((grant) => grant.walletId === walletId && grant.availableFrom !== null)
    .filter((grant) => !grant.isVoided && !hasEnded(grant, at));

function leftAfter({ available, life }: Grant): Credits {
  const bounds = life?.reset ?? { min: ZERO, max: ZERO };
  return min(bounds.max, max(bounds.min, available));
}

/** Issues what a grant lacks of its least. One whose credits moved on is raised where they are. */
function raise(draft: Draft, grant: Grant): void {
  const lacking = minus(leftAfter(grant), grant.available);
  if (lacking <= ZERO || (grant.available === ZERO && grant.moved > ZERO)) return;
  const { expiresAt } = grant;
  const told = { amount: lacking, source: "refill", effectiveAt: draft.at, expiresAt } as const;
  const heir = heirOf(grant, { id: draft.mint<GrantId>(), ...told });
  const free = { ...heir, costTotal: NO_MONEY, life: null };
  draft.issue(free, "issued", "available", { effectiveAt: draft.at });
}

/** Forgives what is owed; answers how much. */
function clear(draft: Draft, walletId: WalletId): Credits {
  let cleared: Credits = ZERO;
  for (const lot of draft.books.lots.values()) {
    if (lot.walletId !== walletId || lot.open === ZERO) continue;
    draft.owe(walletId, "voided", "overage", lot.open, { lotId: lot.id, effectiveAt: draft.at });
    draft.setLot({ ...lot, open: ZERO, cleared: plus(lot.cleared, lot.open) });
    cleared = plus(cleared, lot.open);
  }
  return cleared;
}
