/**
 * A small independent model of the ledger, to compare the real one with: it keeps each credit
 * as a thing of its own that is somewhere, and moves them one at a time. Whole credits, one
 * customer, wallets of one unit. Written for clarity, not for speed; shares no code with the rules.
 */
export type ModelGrant = {
  readonly name: string;
  readonly wallet: string;
  readonly walletPriority: number;
  readonly priority: number;
  readonly isRollover: boolean;
  readonly category: "PROMOTIONAL" | "COMMITTED" | "PREPAID";
  /** Features it may pay for; empty: all. */
  readonly features: readonly string[];
  readonly from: number;
  readonly to: number | null;
  readonly createdAt: number;
  /** One place a credit. */
  readonly credits: Place[];
  isVoided: boolean;
};
type Place = "pending" | "available" | "consumed" | "expired" | "voided";

/** A credit that was owed: by which wallet, for which feature, and what paid it later. */
type Owed = {
  readonly wallet: string;
  readonly feature: string | null;
  readonly order: number;
  paidBy: Credit | null;
  isReturned: boolean;
};
type Credit = { readonly grant: ModelGrant; readonly index: number };
type Taken = { readonly credit: Credit } | { readonly owed: Owed };

export type ModelWallet = {
  readonly name: string;
  readonly priority: number;
  readonly policy: "REFUSE" | "CAP" | "OVERAGE";
  readonly limit: number | null;
};

export class UnitSpender {
  readonly grants: ModelGrant[] = [];
  readonly owed: Owed[] = [];
  private readonly taken = new Map<string, Taken[]>();

  constructor(private readonly wallets: readonly ModelWallet[]) {}

  /** Lets time pass: what ends lapses, what starts settles what is owed; ends first. */
  advance(now: number): void {
    const moments = new Set(this.grants.flatMap(({ from, to }) => [from, to ?? from]));
    for (const moment of [...moments].filter((at) => at <= now).sort((a, b) => a - b)) {
      const ended = this.grants.filter(({ to }) => to !== null && to <= moment);
      for (const grant of ended) this.turn(grant, "available", "expired");
      const starting = this.grants.filter(({ from }) => from <= moment);
      for (const grant of starting) this.turn(grant, "pending", "available");
      for (const { name } of this.wallets) this.settle(name, moment);
    }
  }

  give(grant: Omit<ModelGrant, "credits" | "isVoided">, amount: number, now: number): void {
    this.advance(now);
    const place: Place = grant.from <= now ? "available" : "pending";
    const given = { ...grant, isVoided: false, credits: Array<Place>(amount).fill(place) };
    this.grants.push(given);
    this.settle(grant.wallet, now);
  }

  /** @returns whether anything was taken, and what of it was dropped. */
  spend(
    name: string,
    amount: number,
    feature: string | null,
    now: number,
  ): { ok: boolean; dropped: number } {
    const available = this.spendable(
      this.wallets.map((wallet) => wallet.name),
      feature,
      now,
    ).length;
    const missing = Math.max(0, amount - available);
    const owing = this.wallets
      .toSorted((a, b) => a.priority - b.priority)
      .find((wallet) => wallet.policy === "OVERAGE" && this.hasRoom(wallet, missing));
    const caps = this.wallets.some(({ policy }) => policy === "CAP");
    if (missing > 0 && !owing && !caps) return { ok: false, dropped: 0 };

    const takes: Taken[] = [];
    let dropped = 0;
    for (let unit = 0; unit < amount; unit++) {
      const [credit] = this.spendable(
        this.wallets.map((wallet) => wallet.name),
        feature,
        now,
      );
      if (credit) takes.push({ credit: this.consume(credit) });
      else if (owing) takes.push({ owed: this.owe(owing.name, feature) });
      else dropped++;
    }
    this.taken.set(name, takes);
    return { ok: true, dropped };
  }

  /** Gives back the last `amount` taken that still can be; overage first. */
  giveBack(name: string, amount: number, now: number): boolean {
    const takes = this.taken.get(name) ?? [];
    if (takes.length === 0 || amount > takes.length) return false;
    const owedLast = [
      ...takes.filter((take) => "credit" in take),
      ...takes.filter((take) => "owed" in take),
    ];
    const back = owedLast.splice(owedLast.length - amount);
    // Unpaid before paid, the latest payment first.
    const debts = back.flatMap((take) => ("owed" in take ? [take.owed] : []));
    const all = takes.flatMap((take) => ("owed" in take ? [take.owed] : []));
    const order = [
      ...all.filter(({ paidBy }) => !paidBy),
      ...all.filter(({ paidBy }) => paidBy).sort((a, b) => b.order - a.order),
    ];
    const returned = order.slice(0, debts.length);
    for (const debt of returned) {
      debt.isReturned = true;
      if (debt.paidBy) this.restore(debt.paidBy, now);
    }
    for (const take of back) if ("credit" in take) this.restore(take.credit, now);
    this.taken.set(
      name,
      takes.filter((take) => ("owed" in take ? !take.owed.isReturned : !back.includes(take))),
    );
    for (const { name: wallet } of this.wallets) this.settle(wallet, now);
    return true;
  }

  void(name: string): boolean {
    const grant = this.grants.find((candidate) => candidate.name === name);
    if (!grant?.credits.some((place) => place === "available" || place === "pending")) return false;
    this.turn(grant, "available", "voided");
    this.turn(grant, "pending", "voided");
    grant.isVoided = true;
    return true;
  }

  count(grant: ModelGrant, place: Place): number {
    return grant.credits.filter((credit) => credit === place).length;
  }

  owedBy(wallet: string): number {
    return this.owed.filter((debt) => debt.wallet === wallet && !debt.paidBy && !debt.isReturned)
      .length;
  }

  private hasRoom({ name, limit }: ModelWallet, missing: number): boolean {
    return limit === null || this.owedBy(name) + missing <= limit;
  }

  private owe(wallet: string, feature: string | null): Owed {
    const debt = { wallet, feature, order: this.owed.length, paidBy: null, isReturned: false };
    this.owed.push(debt);
    return debt;
  }

  private consume(credit: Credit): Credit {
    credit.grant.credits[credit.index] = "consumed";
    return credit;
  }

  private restore({ grant, index }: Credit, now: number): void {
    const isOver = grant.to !== null && grant.to <= now;
    grant.credits[index] = grant.isVoided ? "voided" : isOver ? "expired" : "available";
  }

  /** Pays what the wallet owes, oldest first, a credit at a time. */
  private settle(wallet: string, now: number): void {
    for (const debt of this.owed) {
      if (debt.wallet !== wallet || debt.paidBy || debt.isReturned) continue;
      const [credit] = this.spendable([wallet], debt.feature, now);
      if (credit) debt.paidBy = this.consume(credit);
    }
  }

  private turn(grant: ModelGrant, from: Place, to: Place): void {
    for (const [index, place] of grant.credits.entries())
      if (place === from) grant.credits[index] = to;
  }

  /** Every credit that may pay, the first to burn first. */
  private spendable(wallets: readonly string[], feature: string | null, now: number): Credit[] {
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

/** The order in the words of the specification, as one long key. */
function burnsBefore(a: ModelGrant, b: ModelGrant): number {
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
