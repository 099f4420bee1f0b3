import { transactHot } from "@/lib/db/transact";
import type { Compared } from "../reads/compare-roll-ups";
import { keepUsageCheck } from "../store/usage-checks";

/** Keeps what a comparison found, for people to look at until the next one. */
export function keepComparisons(compared: readonly Compared[], checkedAt: Date): Promise<void> {
  return transactHot(async (tx) => {
    for (const { organizationId, days, differences } of compared)
      await keepUsageCheck(tx, organizationId, { checkedAt, days, differences });
  });
}
