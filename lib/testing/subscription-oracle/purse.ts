/** A wallet, naively: its grants, what each still has, and what is owed. All credits may pay for all use. */
import { cutDown, least, most, total } from "./exact";
import type { Rolls } from "./terms";

/** Where the credits of a grant came from: which subscription of the life, which of its terms, when. */
export type Origin = {
  readonly subscription: number;
  readonly term: string;
  readonly dueAt: number;
  /** The end of its own cadence's period; null: it comes once. */
  readonly ownEnd: number | null;
};

export type Grant = {
  readonly from: number;
  readonly to: number | null;
  readonly amount: bigint;
  readonly priority: number;
  readonly origin: Origin;
  /** What becomes of the rest at its end; null: it lapses. */
  readonly rolls: (Omit<Rolls, "periods"> & { readonly until: number }) | null;
  /** What it rolled over from. */
  readonly parent: Grant | null;
  available: bigint;
  consumed: bigint;
  expired: bigint;
  voided: bigint;
  moved: bigint;
};

type Take = { readonly grant: Grant; amount: bigint };

/** Owed at a price; null: no invoice will ask for it. */
export type Debt = { amount: bigint; readonly price: bigint | null };

export class Purse {
  readonly grants: Grant[] = [];
  readonly debts: Debt[] = [];
  /** What a counter's use took, in order. */
  private readonly takes = new Map<object, Take[]>();

  constructor(private readonly mayOwe: boolean) {}

  available(): bigint {
    return total(this.grants.map(({ available }) => available));
  }

  owed(): bigint {
    return total(this.debts.map(({ amount }) => amount));
  }

  give(
    terms: Pick<Grant, "from" | "to" | "amount" | "priority" | "origin" | "rolls"> &
      Partial<Pick<Grant, "parent">>,
  ): void {
    if (terms.amount === 0n) return;
    const zero = { consumed: 0n, expired: 0n, voided: 0n, moved: 0n };
    this.grants.push({ parent: null, ...terms, ...zero, available: terms.amount });
    this.settle();
  }

  /** What there is not is owed, whatever the wallet's own policy. */
  draw(amount: bigint, price: bigint | null): void {
    const paid = least(amount, this.available());
    this.use(paid, {}, price);
    if (amount > paid) this.debts.push({ amount: amount - paid, price });
  }

  /** @returns whether there was enough, or it may be owed. */
  use(amount: bigint, counter: object, price: bigint | null): boolean {
    if (amount < 0n) this.giveBack(-amount, counter);
    if (amount <= 0n) return true;
    if (amount > this.available() && !this.mayOwe) return false;
    const takes = this.takes.get(counter) ?? [];
    let left = amount;
    for (const grant of this.burnOrder()) {
      const drawn = least(left, grant.available);
      grant.available -= drawn;
      grant.consumed += drawn;
      left -= drawn;
      if (drawn > 0n) takes.push({ grant, amount: drawn });
    }
    this.takes.set(counter, takes);
    if (left > 0n) this.debts.push({ amount: left, price });
    return true;
  }

  /** What ends at this very moment rolls over or lapses. */
  end(at: number): void {
    const ended = this.burnOrder().filter(({ to }) => to === at);
    for (const grant of ended.filter(({ rolls }) => !rolls)) lapse(grant);
    for (const grant of ended.filter(({ rolls }) => rolls)) this.roll(grant, at);
  }

  void(grant: Grant): void {
    grant.voided += grant.available;
    grant.available = 0n;
  }

  /** When one of them ends next that has something left. */
  nextEnd(): number | undefined {
    const ends = this.grants.flatMap(({ to, available }) => (to && available > 0n ? [to] : []));
    return ends.sort((a, b) => a - b)[0];
  }

  private roll(grant: Grant, at: number): void {
    const { rolls } = grant;
    if (!rolls) return;
    const { keeps, until } = rolls;
    const series = ({ origin }: Grant) => `${origin.subscription} ${origin.term}`;
    const kept = this.burnOrder().filter(
      (one) => one.parent && series(one) === series(grant) && one !== grant,
    );
    const left = grant.available;
    const keep = keptOf(keeps, left);
    if (typeof keeps === "object" && "cap" in keeps) {
      let over = most(0n, keep + total(kept.map(({ available }) => available)) - keeps.cap);
      for (const old of kept.toSorted((a, b) => a.from - b.from)) {
        const cut = least(over, old.available);
        old.available -= cut;
        old.expired += cut;
        over -= cut;
      }
    }
    grant.available = 0n;
    grant.moved += keep;
    grant.expired += left - keep;
    const { priority, origin } = grant;
    const life = { from: at, to: until, rolls: null };
    this.give({ ...{ amount: keep, priority, origin, parent: grant }, ...life });
  }

  private giveBack(amount: bigint, counter: object): void {
    let left = amount;
    for (const take of (this.takes.get(counter) ?? []).toReversed()) {
      const back = least(left, take.amount);
      take.amount -= back;
      take.grant.consumed -= back;
      left -= back;
      restore(take.grant, back, this.now);
    }
    this.settle();
  }

  /** The moment of what is done; whoever drives it sets it. */
  now = 0;

  private settle(): void {
    for (const debt of this.debts) {
      for (const grant of this.burnOrder()) {
        const paid = least(debt.amount, grant.available);
        debt.amount -= paid;
        grant.available -= paid;
        grant.consumed += paid;
      }
    }
  }

  /** SEMANTICS §2, of grants that differ in nothing else. */
  private burnOrder(): readonly Grant[] {
    const end = ({ to }: Grant) => to ?? Number.POSITIVE_INFINITY;
    return this.grants
      .filter(({ available }) => available > 0n)
      .toSorted(
        (a, b) =>
          a.priority - b.priority ||
          Number(b.parent !== null) - Number(a.parent !== null) ||
          (end(a) === end(b) ? 0 : end(a) - end(b)) ||
          a.from - b.from,
      );
  }
}

function keptOf(keeps: Rolls["keeps"], left: bigint): bigint {
  if (keeps === "all") return left;
  if ("cap" in keeps) return least(left, keeps.cap);
  return cutDown(left, { part: BigInt(keeps.percent), whole: 100n });
}

function lapse(grant: Grant): void {
  grant.expired += grant.available;
  grant.available = 0n;
}

/** What comes back to a grant that is over is over, too. */
function restore(grant: Grant, amount: bigint, now: number): void {
  if (grant.voided > 0n) grant.voided += amount;
  else if (grant.to !== null && grant.to <= now) grant.expired += amount;
  else grant.available += amount;
}
