import type { MemberView } from "@/lib/ledger/schema/member";
import { parseDecimal } from "@/lib/money/decimal";

/** The names in a text, one a line, each once. */
export const namesIn = (text: string): readonly string[] => [
  ...new Set(
    text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  ),
];

/** How many of the named have used as much as this limit; none where there is no limit. */
export function atTheLimit(
  rows: readonly Pick<MemberView, "member" | "creditsUsed">[],
  named: readonly string[],
  limit: string,
): number {
  const most = parseDecimal(limit);
  if (most === undefined) return 0;
  return rows.filter(
    ({ member, creditsUsed }) =>
      named.includes(member) && (parseDecimal(creditsUsed) ?? 0n) >= most,
  ).length;
}
