/** Credits to give: which grant of the plan, which occurrence of it, and how much it gives. */
import { shareOfTime } from "@/lib/invoicing/rules/proration";
import type { Credits } from "@/lib/money/credits";
import { givenWithin } from "./cut-short";
import { type Occurrence, occurrenceOf } from "./grant-schedule";
import { lineIndex, wholePeriod } from "./next-period";
import { type GivenGrant, proratedShare, wholeAmount } from "./share";
import { type Anchored, planStartsAt } from "./subscription";

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
  const amount = amountOf(grant, anchored, occurrence);
  return amount > 0n ? [{ grant: { ...grant, amount }, occurrence }] : [];
}

function amountOf(grant: GivenGrant, anchored: Anchored, { index, period }: Occurrence): Credits {
  const line = { ...anchored, cadence: grant.period };
  const amount = wholeAmount(grant, lineIndex(line, index));
  if (grant.cadence === "ONE_TIME" || grant.expiry.kind === "TRIAL") return amount;
  if (isCutAtStart(anchored)) return givenWithin({ grant, anchored }, index);
  const isByShare = grant.isProrated || anchored.origin?.isProrated === true;
  if (!isByShare) return amount;
  return proratedShare(amount, shareOfTime(period, wholePeriod(line, index)), grant.places);
}

/** Whether its first billing period goes by shares: of what begins later within one, that period is whole. */
const isCutAtStart = (anchored: Anchored): boolean =>
  anchored.origin?.isProrated === true &&
  anchored.origin.at.getTime() === planStartsAt(anchored).getTime();
