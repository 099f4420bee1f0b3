/** Both sides of a transfer, told as one. */
import { fingerprintOfBoth } from "../content";
import type { Changes } from "../rules/changes";
import type { Booked } from "../rules/command";
import type { BookedView } from "../schema";
import { bookedView } from "../view";

type Side = Booked & { readonly changes?: Changes };

/** The transaction is the one that the credits left by, the grant the one that they arrived in. */
export function transferView(left: Side, arrived: Side): BookedView {
  const { changes: leaves } = left;
  const { changes: arrives } = arrived;
  return bookedView({
    ...left,
    grantId: arrived.grantId,
    figures: [...left.figures, ...arrived.figures],
    fingerprint: fingerprintOfBoth(left, arrived),
    ...(leaves && arrives && { changes: together(leaves, arrives) }),
  });
}

const together = (left: Changes, arrived: Changes): Changes => ({
  at: left.at,
  wallets: [...left.wallets, ...arrived.wallets],
  grants: [...left.grants, ...arrived.grants],
  holds: [...left.holds, ...arrived.holds],
});
