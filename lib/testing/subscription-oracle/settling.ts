/** What is asked and given back where a period of a contract ends, is cut off, or is changed from. */
import type { Contract } from "./contract";
import { cutDown, least, most, ONE, rounded, shareOf, total } from "./exact";
import { partOf, sizeOf } from "./line";
import type { Grant, Purse } from "./purse";
import { inCents, priceOf } from "./terms";

/** Credits that a change ends, of how many, and how many of them are left or to come. */
export type Replaced = {
  readonly family: readonly Grant[];
  readonly given: bigint;
  readonly unspent: bigint;
};

/** Fees that are asked afterwards, use in money, a minimum, overage: as far as the period was lived. */
export function closingLines(
  purse: Purse,
  contract: Contract,
  lastLived: number = purse.now,
): bigint[] {
  if (contract.state === "trialing") return [];
  const { plan, period } = contract;
  const until = Math.min(lastLived, period.to);
  const fees = plan.isInArrears
    ? contract.feesFor({ from: period.from, to: until }, period.to - 1)
    : [];
  return [...fees, ...moneyLines(contract, until), overageLine(purse)];
}

function moneyLines(contract: Contract, until: number): bigint[] {
  const { plan, period, moneyUse, askedUnits, pausedFor } = contract;
  const price = plan.moneyUse;
  if (!price) return [];
  const asked = inCents(priceOf(price, moneyUse.units) - priceOf(price, askedUnits));
  const lived = until - period.from - pausedFor;
  const least = rounded(price.minimum, shareOf(lived, sizeOf(contract.whole())));
  return [asked, most(0n, least - asked)];
}

/** The wallet owes it no more. */
function overageLine({ debts }: Purse): bigint {
  const priced = debts.filter(({ price }) => price !== null);
  const sum = total(priced.map(({ amount, price }) => amount * (price ?? 0n)));
  for (const debt of priced) debt.amount = 0n;
  return inCents(sum / ONE);
}

/** Of fees that are asked afterwards: what credits were used of beyond the time that was lived; null: all are kept. */
export function usedAhead(contract: Contract, at: number, replaced: Replaced | null): bigint[] {
  const { plan, period } = contract;
  if (!plan.isInArrears || contract.state === "trialing") return [];
  const byTime = contract.feesFor({ from: period.from, to: at }, at);
  return contract.feesFor(period, at).map((fee, index) => {
    const byCredits = fee - (replaced ? byUnspent(fee, replaced) : 0n);
    return most(0n, byCredits - (byTime[index] ?? 0n));
  });
}

/** Of fees that were asked in advance, the lesser of what is left in time and in credits. */
export const givenBack = ({ asked }: Contract, at: number, replaced: Replaced): bigint[] =>
  asked.map(({ amount, span }) => {
    const byTime = rounded(amount, partOf({ from: at, to: span.to }, span));
    return least(byTime, byUnspent(amount, replaced));
  });

/** Where no credits came with it, nothing of them was spent. */
const byUnspent = (amount: bigint, { unspent, given }: Replaced): bigint =>
  given === 0n ? amount : cutDown(amount, { part: unspent, whole: given });

/** The credits of the period that a change ends, and those whose own period still runs. */
export function replacedBy({ grants }: Purse, contract: Contract, at: number): Replaced {
  const { index, period, begunAt } = contract;
  const isOfPeriod = (dueAt: number) => at < period.to && dueAt >= period.from;
  const own = grants.filter(
    ({ origin: { subscription, dueAt, ownEnd }, parent }) =>
      parent === null &&
      subscription === index &&
      (isOfPeriod(dueAt) || (dueAt >= begunAt && ownEnd !== null && ownEnd > at)),
  );
  const family = grants.filter(
    (grant) => own.includes(grant) || (grant.parent && own.includes(grant.parent)),
  );
  const toCome = contract.state === "active" ? contract.gives.toCome(period.to) : 0n;
  return {
    family,
    given: total(own.map(({ amount }) => amount)) + toCome,
    unspent: total(family.map(({ available }) => available)) + toCome,
  };
}
