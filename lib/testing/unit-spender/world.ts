/**
 * A small independent model of the ledger, to compare the real one with: it keeps each credit
 * as a thing of its own that is somewhere, and moves them one at a time. Whole credits, one
 * customer, wallets of one unit. Written for clarity, not for speed; shares no code with the rules.
 */
import { type Burning, burnsBefore } from "./burn-order";

export type ModelGrant = Burning & {
  readonly wallet: string;
  /** One place a credit. */
  readonly credits: Place[];
  isVoided: boolean;
  /** Waits for a payment, with which a term of so many days may start; absent: it is paid for. */
  unpaid?: { readonly term: number | null } | null;
  /** What it keeps at its end; absent: nothing. */
  readonly rolls?: ModelRolls | null;
  /** What a reset leaves of it: from the first to the second; absent: nothing. */
  readonly bounds?: readonly [number, number] | null;
  /** Whose cap counts what is kept of it: what the tests give is all of one, each refill has its own. */
  readonly series?: string;
  /** It was made of a series' credits at their end, and counts for its cap. */
  readonly isRolled?: boolean;
};
export type Place = "pending" | "available" | "held" | "consumed" | "expired" | "voided" | "moved";

/** All of what is left, half of it, or up to a cap over all that was kept; until a moment. */
export type ModelRolls = { readonly keeps: "all" | "half" | number; readonly until: number | null };

/** So many credits every so many days, each lot until the next one. */
export type ModelRefill = {
  readonly name: string;
  readonly wallet: string;
  readonly walletPriority: number;
  readonly amount: number;
  readonly every: number;
  readonly keeps: "all" | null;
  next: number | null;
  /** How often it has given. */
  given: number;
};

/** Names that follow from what they name; whoever drives the model knows how. */
export type Naming = {
  readonly ofRollover: (parent: string) => string;
  readonly ofRefill: (refill: string, index: number) => string;
};

/** A credit that was owed: by which wallet, for which feature, and what paid it later. */
export type Owed = {
  readonly wallet: string;
  readonly feature: string | null;
  readonly order: number;
  paidBy: Credit | null;
  /** An invoice has taken it over: no credits pay it any more. */
  isInvoiced: boolean;
  /** Given back, forgiven, or noted for a credit note: it stands for nothing any more. */
  isReturned: boolean;
};
export type Credit = { readonly grant: ModelGrant; readonly index: number };
export type Taken = { readonly credit: Credit } | { readonly owed: Owed };

export type ModelWallet = {
  readonly name: string;
  readonly priority: number;
  readonly policy: "REFUSE" | "CAP" | "OVERAGE";
  readonly limit: number | null;
};

/** Nothing leaves a frozen wallet, and nothing moves in a closed one. */
export type WalletState = "ACTIVE" | "FROZEN" | "CLOSED";

/** Credits set aside, the first reserved first. */
export type ModelHold = {
  /** The one wallet it was asked of; null: whichever may pay. */
  readonly wallet: string | null;
  readonly feature: string | null;
  readonly to: number;
  credits: Credit[];
  isOpen: boolean;
};

/** Whether it is still owed. */
export const isOpen = ({ paidBy, isInvoiced, isReturned }: Owed): boolean =>
  !paidBy && !isInvoiced && !isReturned;

/** Where every credit is, and the moves that all commands are made of. */
export class World {
  readonly grants: ModelGrant[] = [];
  readonly owed: Owed[] = [];
  readonly holds: ModelHold[] = [];
  readonly refills: ModelRefill[] = [];
  /** Grants that nobody gave, in the order they came; drafts are named by whoever drives the model. */
  readonly births: ModelGrant[] = [];
  /** What each named use took and still has. */
  readonly taken = new Map<string, Taken[]>();
  /** The wallets that each named use took from, or owes in. */
  readonly tookFrom = new Map<string, ReadonlySet<string>>();
  /** Of wallets that are not active. */
  readonly states = new Map<string, WalletState>();

  constructor(
    readonly wallets: readonly ModelWallet[],
    readonly naming: Naming,
  ) {}

  count(grant: ModelGrant, place: Place): number {
    return grant.credits.filter((credit) => credit === place).length;
  }

  owedBy(wallet: string): number {
    return this.owed.filter((debt) => debt.wallet === wallet && isOpen(debt)).length;
  }

  stateOf(wallet: string): WalletState {
    return this.states.get(wallet) ?? "ACTIVE";
  }

  /** Whether credits may come to the wallet, or come back to it. */
  receives(wallet: string): boolean {
    return this.stateOf(wallet) !== "CLOSED";
  }

  /** Whether credits may leave the wallet. */
  gives(wallet: string): boolean {
    return this.stateOf(wallet) === "ACTIVE";
  }

  /** Who may pay: the wallet named, or all that give. Nobody, if the named one does not. */
  payers(named: string | null): readonly ModelWallet[] {
    return this.wallets.filter(({ name }) => this.gives(name) && (named ?? name) === name);
  }

  /** Notes what a use took, so that it can be given back. */
  took(use: string, takes: readonly Taken[]): void {
    this.taken.set(use, [...takes]);
    const wallets = takes.map((take) =>
      "owed" in take ? take.owed.wallet : take.credit.grant.wallet,
    );
    this.tookFrom.set(use, new Set(wallets));
  }

  /** Makes a grant of another one's credits, or of none. */
  bear(grant: ModelGrant): void {
    this.births.push(grant);
    this.grants.push(grant);
  }

  put({ grant, index }: Credit, place: Place): void {
    grant.credits[index] = place;
  }

  /** Moves so many of a grant's credits from one place to another; all of them unless told. */
  turn(grant: ModelGrant, from: Place, to: Place, amount = Number.POSITIVE_INFINITY): void {
    let left = amount;
    for (const [index, place] of grant.credits.entries()) {
      if (place !== from || left === 0) continue;
      grant.credits[index] = to;
      left--;
    }
  }

  /** Gives a credit back to its grant; one that has ended or was voided loses it at once. */
  restore(credit: Credit, now: number): void {
    const { to, isVoided } = credit.grant;
    const isOver = to !== null && to <= now;
    this.put(credit, isVoided ? "voided" : isOver ? "expired" : "available");
  }

  /** Pays what the wallets owe, oldest first, a credit at a time. */
  settle(now: number): void {
    for (const debt of this.owed) {
      if (!isOpen(debt)) continue;
      const [credit] = this.spendable(debt.feature, now, [debt.wallet]);
      if (!credit) continue;
      this.put(credit, "consumed");
      debt.paidBy = credit;
    }
  }

  /** Every credit that may pay, the first to burn first. */
  spendable(feature: string | null, now: number, wallets: readonly string[]): Credit[] {
    return this.grants
      .filter(({ wallet }) => wallets.includes(wallet))
      .filter(
        ({ features }) => features.length === 0 || (feature !== null && features.includes(feature)),
      )
      .filter(({ from, to }) => from <= now && (to === null || now < to))
      .sort(burnsBefore)
      .flatMap((grant) =>
        grant.credits.flatMap((place, index) => (place === "available" ? [{ grant, index }] : [])),
      );
  }
}
