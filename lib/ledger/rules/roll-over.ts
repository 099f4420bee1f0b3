/** What is kept at a grant's end, as a grant of its own (SEMANTICS 6.4). */
import { derivedId } from "@/lib/derived-id";
import type { GrantId, WalletId } from "@/lib/ids";
import { type Credits, max, min, minus, nanocredits, sum, ZERO } from "@/lib/money/credits";
import { ONE, timesOverDown, truncateTo } from "@/lib/money/decimal";
import { type Grant, hasEnded } from "./books";
import type { Draft } from "./draft";
import { heirOf } from "./heir";
import { settleOverage } from "./settle-overage";
import type { Rollover } from "./terms";

/** Moves what the grant keeps into a rollover that starts at its end; nothing if it keeps none. */
export function rollOver(draft: Draft, grantId: GrantId, at: Date): void {
  const grant = draft.grant(grantId);
  const rollover = grant.life?.rollover ?? null;
  if (rollover === null || (rollover.expiresAt !== null && rollover.expiresAt <= at)) return;
  const amount = keptOf(grant, rollover);
  if (amount === ZERO) return;
  if (rollover.keeps.mode === "cap") {
    makeRoom(draft, grant, { room: minus(rollover.keeps.cap, amount), at });
  }

  const { expiresAt } = rollover;
  // A grant ends once: whoever looks before that is booked sees the grant that will be booked.
  const id = derivedId<GrantId>(["rollover", grantId]);
  const heir = heirOf(grant, { id, amount, source: "rollover", effectiveAt: at, expiresAt });
  const tail = { effectiveAt: at };
  draft.move(grantId, "available", "moved", amount, tail);
  draft.issue(
    { ...heir, life: grant.life && { ...grant.life, rollover: null } },
    "moved",
    "available",
    tail,
  );
  // Only a grant that is booked after its end can find something owed here.
  settleOverage(draft, grant.walletId, at, hasEnded(heir, draft.at) ? expiresAt : null);
}

function keptOf({ available }: Grant, { keeps, places }: Rollover): Credits {
  switch (keeps.mode) {
    case "all":
      return available;
    case "share":
      return nanocredits(truncateTo(timesOverDown(available, keeps.share, ONE), places));
    case "cap":
      return min(available, keeps.cap);
  }
}

/** Lapses of the series' rollovers what exceeds `room`, the oldest first. */
function makeRoom(draft: Draft, grant: Grant, { room, at }: { room: Credits; at: Date }): void {
  const seriesId = grant.life?.seriesId ?? null;
  const older =
    seriesId === null ? [] : rolloversOf(draft, { walletId: grant.walletId, seriesId, at });
  let excess = max(ZERO, minus(sum(older.map(({ available }) => available)), room));
  for (const { id, available } of older) {
    const cut = min(available, excess);
    draft.cut(id, cut, at);
    excess = minus(excess, cut);
  }
}

type Series = { readonly walletId: WalletId; readonly seriesId: string; readonly at: Date };

/** The live rollovers of a series in a wallet, oldest first. */
const rolloversOf = (draft: Draft, { walletId, seriesId, at }: Series): readonly Grant[] =>
  draft.books.burnOrder
    .map((id) => draft.grant(id))
    .filter(
      (grant) =>
        grant.walletId === walletId &&
        grant.source === "rollover" &&
        grant.life?.seriesId === seriesId &&
        grant.available > ZERO &&
        !hasEnded(grant, at),
    )
    .sort((a, b) => a.effectiveAt.getTime() - b.effectiveAt.getTime());
