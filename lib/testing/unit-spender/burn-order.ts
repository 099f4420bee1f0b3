/** The burn order in the words of the specification, as one long key. */

/** What of a grant decides when it burns. */
export type Burning = {
  /** Its real id, once that is known. */
  name: string;
  readonly walletPriority: number;
  readonly priority: number;
  readonly isRollover: boolean;
  readonly category: "PROMOTIONAL" | "COMMITTED" | "PREPAID";
  /** Features it may pay for; empty: all. */
  readonly features: readonly string[];
  readonly from: number;
  /** Not known before it is paid for, if its term starts then. */
  to: number | null;
  readonly createdAt: number;
};

export function burnsBefore(a: Burning, b: Burning): number {
  const key = (grant: Burning) => [
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
