/** The burn order in the words of the specification, as one long key. */
import type { ModelGrant } from "./world";

export function burnsBefore(a: ModelGrant, b: ModelGrant): number {
  const key = (grant: ModelGrant) => [
    grant.walletPriority,
    grant.priority,
    grant.isRollover ? 0 : 1,
    grant.to ?? 1_000_000,
    ["PROMOTIONAL", "COMMITTED", "PREPAID"].indexOf(grant.category),
    grant.features.length === 0 ? 1_000_000 : grant.features.length,
    grant.from,
    grant.createdAt,
  ];
  const [left, right] = [key(a), key(b)];
  for (const [at, value] of left.entries()) {
    const difference = value - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.name < b.name ? -1 : 1;
}
