import type { BurnDownView, SegmentChange, SegmentView } from "@/lib/ledger/schema/burn-down";
import { decimalText, parseDecimal } from "@/lib/money/decimal";
import { formatCredits } from "@/lib/money/format";

/** What ended a segment. */
const ENDS: Readonly<Record<SegmentView["endedBy"], string>> = {
  reset: "Reset",
  refill: "Refill",
  expiry: "Expiry",
  void: "Void",
  grant_start: "New credits",
  transfer: "Moved on",
  invoice: "Invoiced",
  end: "Up to here",
};

export const endWords = ({ endedBy }: Pick<SegmentView, "endedBy">): string => ENDS[endedBy];

/** `Welcome −40, Monthly +2,500`. */
export function changeWords(
  changes: readonly SegmentChange[],
  grants: BurnDownView["grants"],
): string {
  const names = new Map(grants.map(({ id, name }) => [id, name]));
  return changes
    .map(({ grantId, credits }) => {
      const name = grantId === null ? "owed" : (names.get(grantId) ?? "a grant");
      const plus = credits.startsWith("-") ? "" : "+";
      return `${name} ${plus}${formatCredits(credits)}`;
    })
    .join(", ");
}

/** What a wallet was worth at one end of a segment: what its grants had, less what was owed. */
export function worthAt(segment: SegmentView, end: "start" | "end"): string {
  const [held, owed] =
    end === "start"
      ? [segment.grantsAtStart, segment.overageAtStart]
      : [segment.grantsAtEnd, segment.overageAtEnd];
  const count = (text: string) => parseDecimal(text) ?? 0n;
  return decimalText(held.reduce((sum, { credits }) => sum + count(credits), -count(owed)));
}
