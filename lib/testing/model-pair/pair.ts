/** The real ledger and the model that spends unit by unit, side by side over a random history. */
import { expect } from "vitest";
import { derivedId } from "@/lib/derived-id";
import type { GrantId, HoldId, Id, RefillId, TransactionId, WalletId } from "@/lib/ids";
import { applyDue } from "@/lib/ledger/rules/apply";
import { GRANT_ACCOUNTS, heldOf } from "@/lib/ledger/rules/books";
import { nanocredits } from "@/lib/money/credits";
import { asked, day, emptyBooks, MemoryLedger } from "../books";
import { isDraft } from "../unit-spender/lives";
import { advance } from "../unit-spender/time";
import {
  type ModelGrant,
  type ModelWallet,
  type Naming,
  type Place,
  World,
} from "../unit-spender/world";

const mint = <Name extends Id<string>>() => "unwritten" as Name;

/** Whole credits. */
export const whole = (count: number) => nanocredits(BigInt(count) * 1_000_000_000n);

/** Where nothing else decides, an id does: so the model must know the ids that are not drawn. */
const NAMING: Naming = {
  ofRollover: (parent) => derivedId(["rollover", parent]),
  ofRefill: (refill, index) => derivedId(["refill", `${refill}:${index}`]),
};

/** Both of them, driven alike by the steps beside this file. */
export class Pair {
  readonly model: World;
  readonly ledger: MemoryLedger;
  readonly grantIds: GrantId[] = [];
  /** Of those that were given before they were paid for. */
  readonly unpaidIds: GrantId[] = [];
  /** In the order of the model's own. */
  readonly holdIds: HoldId[] = [];
  readonly refillIds: RefillId[] = [];
  private named = 0;
  /** What took credits and can be given back; the model knows them as `use-<index>`. */
  readonly uses: TransactionId[] = [];
  today = 0;

  constructor(readonly wallets: readonly ModelWallet[]) {
    this.model = new World(wallets, NAMING);
    const real = wallets.map(({ name, priority, policy, limit }) => ({
      id: name as WalletId,
      priority,
      shortagePolicy: policy,
      overageLimit: limit === null ? null : whole(limit),
    }));
    this.ledger = new MemoryLedger(emptyBooks(...real));
  }

  get at(): Date {
    return day(this.today);
  }

  /** One of a list, whatever the number; undefined: it is empty. */
  pick<T>(list: readonly T[], which: number): T | undefined {
    return list[which % list.length];
  }

  noteGrant(id: GrantId, isPaid: boolean): void {
    this.grantIds.push(id);
    if (!isPaid) this.unpaidIds.push(id);
  }

  /** The wallet of this place; null: none. */
  nameOf(index: number | null): string | null {
    return index === null ? null : (this.wallets[index]?.name ?? null);
  }

  wait(days: number): void {
    this.today += days;
    advance(this.model, this.today);
    this.ledger.run({ ...asked(), kind: "expire" }, this.at);
    this.nameBirths();
  }

  /** Both make grants of their own accord in the same order; the model takes over the real ids. */
  nameBirths(): void {
    const issued = this.ledger.booked.flatMap((transaction) => transaction.issued);
    const real = issued.filter((id) => !this.model.grants.some(({ name }) => name === id));
    const births = this.model.births.slice(this.named);
    const drafts = births.filter(isDraft);
    expect(real).toHaveLength(drafts.length);
    for (const [index, grant] of drafts.entries()) grant.name = real[index] as GrantId;
    this.grantIds.push(...births.map(({ name }) => name as GrantId));
    this.named += births.length;
  }

  /** Both must say the same of every grant, hold and refill, of what every wallet owes and of its status. */
  compare(): void {
    const { books } = this.ledger;
    const now = applyDue(books, this.at, { mint })?.books ?? books;
    for (const model of this.model.grants) {
      const real = now.grants.get(model.name as GrantId);
      const stands = Object.fromEntries(
        GRANT_ACCOUNTS.map((account) => [account, real?.[account]]),
      );
      expect(stands).toEqual(placesOf(this.model, model));
    }
    for (const { name } of this.wallets) {
      const real = now.wallets.get(name as WalletId);
      const owed = whole(this.model.owedBy(name));
      expect([real?.status, real?.overage]).toEqual([this.model.stateOf(name), owed]);
    }
    for (const [index, modelled] of this.model.holds.entries()) {
      const real = now.holds.get(this.holdIds[index] as HoldId);
      const kept = whole(modelled.credits.length);
      expect([real?.state === "open", real && heldOf(real)]).toEqual([modelled.isOpen, kept]);
    }
    for (const [index, { next }] of this.model.refills.entries()) {
      const real = now.refills.get(this.refillIds[index] as RefillId);
      expect(real?.nextAt).toEqual(next === null ? null : day(next));
    }
  }
}

const PLACES: readonly Place[] = GRANT_ACCOUNTS;

const placesOf = (model: World, grant: ModelGrant) =>
  Object.fromEntries(PLACES.map((place) => [place, whole(model.count(grant, place))]));
