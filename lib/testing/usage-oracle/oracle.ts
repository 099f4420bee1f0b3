/**
 * What a history of use must come to, by SEMANTICS alone: every total is counted anew from all the
 * uses before, every price is the price of a total. Shares no code with the product.
 */
import { least, most, sum } from "./amounts";
import { type Counted, counts, type Sent, saidBy, totalOf, totalWith } from "./counting";
import { Owings } from "./owings";
import { priceOf } from "./price";
import { Purse, type Slice, sliceLeft } from "./purse";
import { type Feature, HOUR, type Shop, windowOf } from "./shop";
import * as terms from "./terms";

export type Answer = {
  readonly status: "accepted" | "refused" | "unmatched" | "duplicate" | "rejected";
  readonly credits: bigint;
  readonly back: bigint;
  readonly dropped: bigint;
  /** Money that no wallet covered; below zero: that much less is owed. */
  readonly owed: bigint;
};

/** One feature's share of an event. */
export type Use = Counted & {
  readonly feature: Feature;
  readonly window: string;
  readonly priced: terms.Priced | null;
  /** Units that the price counts, less what corrections took. */
  billable: bigint;
  slice: Slice;
  credits: bigint;
  back: bigint;
  dropped: bigint;
  owed: bigint;
  readonly entity: string | null;
  /** The entity was charged before: this one is free. */
  readonly linked: boolean;
  /** The entity is charged with this one. */
  readonly registers: boolean;
  isVoid: boolean;
};
type Outcome = Use | "fault" | "refused";

type Kept = { readonly sent: Sent; readonly uses: readonly Use[]; readonly answer: Answer };

const NOTHING = { credits: 0n, back: 0n, dropped: 0n, owed: 0n };
const NO_SLICE: Slice = { parts: [], debts: [] };

export class Oracle {
  readonly purse: Purse;
  readonly kept = new Map<string, Kept>();
  private readonly uses: Use[] = [];
  private readonly owings: Owings;

  constructor(readonly shop: Shop) {
    this.purse = new Purse(shop.wallets, shop.start);
    this.owings = new Owings(this.purse);
  }

  get now(): number {
    return this.purse.now;
  }

  advance(to: number): void {
    if (this.period(to) !== this.period(this.now)) this.owings.invoice();
    this.purse.advance(to);
  }

  /** Command by command, the uses of each in order of time, then of the request (§3). */
  receive(sent: readonly Sent[]): Answer[] {
    const ids = new Set(this.kept.keys());
    const isFresh = ({ at, id }: Sent) =>
      at <= this.now + HOUR && !ids.has(id) && Boolean(ids.add(id));
    const fresh = sent.filter(isFresh);
    const asked = fresh
      .map((event) => ({ event, counted: { ...event, at: terms.countedAt(event.at, this.now) } }))
      .sort((a, b) => a.counted.at - b.counted.at)
      .flatMap((one) =>
        this.shop.features
          .filter((feature) => counts(feature, one.event))
          .map((feature) => ({
            ...one,
            feature,
            command: terms.commandOf(this.shop, feature, one.counted),
          })),
      );
    const outcomes = [...new Set(asked.map(({ command }) => command))]
      .flatMap((command) => asked.filter((one) => one.command === command))
      .map(({ event, counted, feature }) => ({
        event,
        outcome: this.use(feature, counted, event.at),
      }));
    for (const event of fresh) {
      const own = outcomes.filter((one) => one.event === event).map(({ outcome }) => outcome);
      const uses = own.filter((outcome) => typeof outcome !== "string");
      this.kept.set(event.id, { sent: event, uses, answer: answerOf(own) });
    }
    return sent.map((event) => {
      const isKept = fresh.includes(event) && this.kept.get(event.id);
      if (isKept) return isKept.answer;
      return { status: event.at > this.now + HOUR ? "rejected" : "duplicate", ...NOTHING };
    });
  }

  /** Decides one feature's share: what it adds, what of that is free, and what it costs. */
  private use(feature: Feature, sent: Sent, saidAt: number): Outcome {
    const value = saidBy(feature, sent);
    const entity = terms.entityOf(feature, sent);
    if (value === "fault" || entity === "fault") return "fault";
    const { at } = sent;
    const priced = terms.priceFor(this.shop, feature, sent);
    const window = terms.windowFor(this.shop, feature, { ...sent, priced });
    const counted = { at, saidAt, order: this.uses.length, value, added: 0n };
    const linked = entity !== null && value !== 0n && this.isCharged(feature, entity, at);
    const before = totalOf(feature, this.inWindow(window));
    const after = linked ? before : totalWith(feature, this.inWindow(window), counted);
    const { limit } = feature;
    const ceiling = limit?.isSoft ? null : (limit?.limit ?? null);
    if (ceiling !== null && after > before && after > ceiling) return "refused";
    const { cost, moved } = this.difference(priced, billable(feature, before, after));
    const registers = !linked && after > before && (priced !== null || limit !== null);
    const use = {
      ...{ ...NOTHING, ...counted, added: after - before, feature, window, priced },
      ...{ billable: moved, slice: NO_SLICE, entity, linked, registers, isVoid: false },
    };
    if (!this.settle(use, cost)) return "refused";
    this.uses.push(use);
    return use;
  }

  /** Takes what it costs, or gives back what the total got cheaper by. @returns whether it could. */
  private settle(use: Use, cost: bigint): boolean {
    const { feature, priced, at } = use;
    const asked = { feature: feature.key, amount: cost, at };
    if (cost < 0n) {
      const draws = this.drawsOf(feature, at);
      if (!priced?.inMoney) use.back = this.purse.giveBack(draws, -cost);
      else {
        const fall = this.owings.fall(priced.key, -cost, draws);
        Object.assign(use, { back: fall.back, owed: -fall.owed });
      }
    } else if (cost > 0n && priced?.inMoney) {
      Object.assign(use, this.owings.charge(priced.key, asked));
      use.credits = sum(use.slice.parts.map(({ amount }) => amount));
    } else if (cost > 0n) {
      const taken = this.purse.take(asked);
      if (!taken) return false;
      Object.assign(use, taken, { credits: cost - taken.dropped });
    }
    return true;
  }

  /**
   * Less was used (4.4): the total falls, and the difference in price is given back.
   *
   * @returns how much; null: less of it would count or cost more, and a correction takes nothing.
   */
  correct(use: Use, quantity: bigint | null): bigint | null {
    const { feature, window, slice } = use;
    const before = totalOf(feature, this.inWindow(window));
    const after = this.totalWithout(use, quantity);
    const { cost, moved } = this.difference(use.priced, billable(feature, before, after));
    if (after > before || cost > 0n) return null;
    use.added += after - before;
    use.billable += moved;
    if (quantity === null) use.isVoid = true;
    else use.value = quantity;
    // What was dropped was never taken.
    const undropped = least(use.dropped, -cost);
    use.dropped -= undropped;
    const back = -cost - undropped;
    const own = this.purse.giveBack([slice], least(back, sliceLeft(slice)));
    const given = own + this.purse.giveBack(this.drawsOf(feature, use.at), back - own);
    use.back += given;
    return given;
  }

  private totalWithout(use: Use, quantity: bigint | null): bigint {
    const same = this.inWindow(use.window);
    if (!terms.isSum(use.feature)) {
      const left = same.filter((one) => one !== use || quantity !== null);
      const then = left.map((one) => (one === use ? { ...one, value: quantity ?? 0n } : one));
      return totalOf(use.feature, then);
    }
    const total = totalOf(use.feature, same);
    const own = typeof use.value === "bigint" && !use.linked ? use.value - (quantity ?? 0n) : 0n;
    return total - least(total, own);
  }

  private inWindow(window: string): Use[] {
    return this.uses.filter(
      (use) => use.window === window && (terms.isSum(use.feature) || !use.isVoid),
    );
  }

  /** price(total after) − price(total before), of what this price has counted in the period. */
  private difference(priced: terms.Priced | null, units: bigint) {
    if (!priced) return { cost: 0n, moved: 0n };
    const own = this.uses.filter((use) => use.priced?.key === priced.key);
    const before = sum(own.map((use) => use.billable));
    const after = most(0n, before + units);
    const cost = priceOf(priced.model, after) - priceOf(priced.model, before);
    return { cost, moved: after - before };
  }

  /** The feature's own draws of the period, the last last. */
  private drawsOf(feature: Feature, at: number): Slice[] {
    return this.uses
      .filter((use) => use.feature === feature && this.period(use.at) === this.period(at))
      .toSorted((a, b) => a.at - b.at || a.order - b.order)
      .map(({ slice }) => slice);
  }

  private period(at: number): number {
    return windowOf(this.shop, "BILLING_PERIOD", at);
  }

  private isCharged(feature: Feature, entity: string, at: number): boolean {
    return this.uses
      .filter((use) => use.feature === feature && use.entity === entity)
      .some(
        (use) => use.registers && !use.isVoid && terms.isCovered(this.shop, feature, use.at, at),
      );
  }
}

const billable = ({ limit }: Feature, before: bigint, after: bigint): bigint =>
  after - before - (terms.freeOf(limit, after) - terms.freeOf(limit, before));

function answerOf(outcomes: readonly Outcome[]): Answer {
  const taken = outcomes.filter((outcome) => typeof outcome !== "string");
  const amounts = {
    credits: sum(taken.map(({ credits }) => credits)),
    back: sum(taken.map(({ back }) => back)),
    dropped: sum(taken.map(({ dropped }) => dropped)),
    owed: sum(taken.map(({ owed }) => owed)),
  };
  if (outcomes.includes("refused")) return { status: "refused", ...amounts };
  return { status: taken.length === 0 ? "unmatched" : "accepted", ...amounts };
}
