/** A preview's changes, grant by grant and hold by hold. */
import { idText } from "@/lib/ids";
import { type Credits, creditsText, minus, plus, ZERO } from "@/lib/money/credits";
import { GRANT_ACCOUNTS, type Hold } from "../rules/books";
import type { Changes } from "../rules/changes";
import type { GrantChangeView, HoldChangeView } from "../schema";

export const grantChangeView = ({ before, after }: Changes["grants"][number]): GrantChangeView => ({
  grantId: idText("grt", after.id),
  walletId: idText("wal", after.walletId),
  name: after.name,
  expiresAt: after.expiresAt?.toISOString() ?? null,
  isNew: before === null,
  moves: GRANT_ACCOUNTS.flatMap((account) => {
    const gained = minus(after[account], before?.[account] ?? ZERO);
    return gained > ZERO ? [{ to: account, amount: creditsText(gained) }] : [];
  }),
  availableAfter: creditsText(after.available),
  heldAfter: creditsText(after.held),
});

export const holdChangeView = ({ before, after }: Changes["holds"][number]): HoldChangeView => ({
  holdId: idText("hld", after.id),
  state: after.state,
  heldBefore: creditsText(before === null ? ZERO : heldBy(before)),
  heldAfter: creditsText(heldBy(after)),
  expiresAt: after.expiresAt.toISOString(),
});

const heldBy = ({ draws }: Hold): Credits =>
  draws
    .map(({ amount, captured, released }) => minus(amount, plus(captured, released)))
    .reduce(plus, ZERO);
