/** Credits to give: which grant of the plan, which occurrence of it, and how much it gives. */
import { shareOfTime } from "@/lib/invoicing/rules/proration";
import type { Credits } from "@/lib/money/credits";
import { type Occurrence, occurrenceOf } from "./grant-schedule";
import { lineIndex, wholePeriod } from "./next-period";
import { type GivenGrant, proratedShare, shareOf } from "./share";
import type { Anchored } from "./subscription";

/** The grant's amount is what this occurrence gives. */
export type Issue = {
  readonly grant: GivenGrant;
  readonly occurrence: Occurrence;
  /** Names an issue beside the occurrence's own: more of an add-on, bought within its period. */
  readonly extra?: string;
};

/** Empty where the grant has no such occurrence, or nothing to give with it. */
export function issueOf(grant: GivenGrant, anchored: Anchored, index: number): readonly Issue[] {
  const occurrence = occurrenceOf(grant, anchored, index);
  if (!occurrence) return [];
  const amount = amountOf(grant, { ...anchored, cadence: grant.period }, occurrence);
  return amount > 0n ? [{ grant: { ...grant, amount }, occurrence }] : [];
}

function amountOf(grant: GivenGrant, line: Anchored, { index, period }: Occurrence): Credits {
  const isShared = (grant.shares ?? 1) > 1;
  const amount = isShared ? shareOf(grant, lineIndex(line, index)) : grant.amount;
  if (!grant.isProrated || grant.cadence === "ONE_TIME" || grant.expiry.kind === "TRIAL")
    return amount;
  return proratedShare(amount, shareOfTime(period, wholePeriod(line, index)), grant.places);
}
