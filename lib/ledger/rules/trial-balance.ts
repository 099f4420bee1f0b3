/** A trial balance from what moved between accounts: every entry is one debit and one credit. */
import { type Credits, minus, plus, sum, ZERO } from "@/lib/money/credits";
import type { Account } from "./books";
import type { GrantCategory } from "./terms";

/** The accounts as finance sees them: what was issued stands apart by category. */
export type TrialAccount =
  | Exclude<Account, "issued">
  | "issued_prepaid"
  | "issued_promotional"
  | "issued_committed";

/** All that moved from one account to another; the category of the grants where it was issued. */
export type Flow = {
  readonly from: Account;
  readonly to: Account;
  readonly category: GrantCategory | null;
  readonly amount: Credits;
};

export type TrialLine = {
  readonly account: TrialAccount;
  readonly debits: Credits;
  readonly credits: Credits;
};

export const TRIAL_ORDER: readonly TrialAccount[] = [
  ...(["issued_prepaid", "issued_promotional", "issued_committed"] as const),
  ...(["pending", "available", "held", "consumed", "expired", "voided", "moved"] as const),
  ...(["overage", "invoiced"] as const),
];

const ISSUED = {
  PREPAID: "issued_prepaid",
  PROMOTIONAL: "issued_promotional",
  COMMITTED: "issued_committed",
} as const satisfies Record<GrantCategory, TrialAccount>;

function named(account: Account, category: GrantCategory | null): TrialAccount {
  if (account !== "issued") return account;
  if (category === null) throw new RangeError("credits were issued to no grant");
  return ISSUED[category];
}

/** Every account, also those that nothing ever touched. */
export const trialBalance = (flows: readonly Flow[]): readonly TrialLine[] =>
  TRIAL_ORDER.map((account) => ({
    account,
    debits: sum(
      flows
        .filter(({ from, category }) => named(from, category) === account)
        .map(({ amount }) => amount),
    ),
    credits: sum(
      flows
        .filter(({ to, category }) => named(to, category) === account)
        .map(({ amount }) => amount),
    ),
  }));

export const balanceOf = ({ debits, credits }: TrialLine): Credits => minus(credits, debits);

export function totalsOf(lines: readonly TrialLine[]) {
  const debits = sum(lines.map((line) => line.debits));
  const credits = sum(lines.map((line) => line.credits));
  const balance = lines.map(balanceOf).reduce(plus, ZERO);
  return { debits, credits, balance, isZeroSum: debits === credits && balance === ZERO };
}
