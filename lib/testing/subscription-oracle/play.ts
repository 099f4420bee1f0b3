/** Lives a story twice, in the product through `/v1` and in the oracle, and tells where the two differ. */
import { vi } from "vitest";
import type { Answer } from "../api";
import { isAllowed } from "./allowed";
import { doInLife } from "./deeds";
import type { Act, Story } from "./dice";
import { billionths, inWords } from "./exact";
import { Life } from "./life";
import { pictureOf, pictureOfProduct } from "./picture";
import { DAY, Product } from "./product";

/** Where they differ first; the life ends there. */
export type Difference = {
  readonly story: number;
  readonly at: string;
  readonly after: string;
  readonly due: readonly string[];
  readonly seen: readonly string[];
};

/** How much was compared. */
export type Tally = { acts: number; looks: number };

export async function play(story: Story, tally: Tally): Promise<Difference | null> {
  try {
    return await new Play(story, await Product.of(story), tally).whole();
  } finally {
    vi.useRealTimers();
  }
}

/** So often a finished life is looked back at. */
const LOOKS_BACK = 20;

class Play {
  private readonly life: Life;
  private readonly knownInvoices = new Map<string, Answer["body"]>();
  private waits = 0;

  constructor(
    private readonly story: Story,
    private readonly product: Product,
    private readonly tally: Tally,
  ) {
    this.life = new Life(story.now, story.zone, story.mayOwe, story.addOn);
  }

  async whole(): Promise<Difference | null> {
    const { story, life, product } = this;
    life.start(story.plans[0], story);
    await product.start(story);
    const first = await this.differs("start");
    if (first) return first;
    for (const act of story.acts) {
      if (!isAllowed(life, act) || !this.hasTerm(act)) continue;
      const difference = (await this.act(act)) ?? (await this.look(act));
      if (difference) return difference;
    }
    const difference = (await this.differs("the last act")) ?? (await this.lookBack());
    // Else whoever lives later would catch up with it.
    const state = life.current?.state;
    if (state !== "ended")
      await product.act({ kind: "cancel now", keeps: true, credits: false }, 0);
    return difference;
  }

  private hasTerm(act: Act): boolean {
    return act.kind !== "agree" || act.term in this.product.terms;
  }

  private async act(act: Act): Promise<Difference | null> {
    const { life, product } = this;
    this.tally.acts++;
    if (act.kind === "wait") return this.wait(act.until);
    if (act.kind === "use" || act.kind === "use in money") {
      const isInCredits = act.kind === "use";
      const due = isInCredits ? life.use(BigInt(act.units)) : life.countInMoney(BigInt(act.units));
      const seen = await product.use(isInCredits ? "in_credits" : "in_money", act.units);
      return due === seen ? null : this.told(act.kind, [`paid: ${due}`], [`paid: ${seen}`]);
    }
    product.subscriptions = life.contracts.length;
    doInLife(life, act, this.story.plans);
    await product.act(act, life.now);
    return null;
  }

  private async wait(until: Extract<Act, { kind: "wait" }>["until"]): Promise<null> {
    const { life, product } = this;
    const to = life.after(until);
    if (to <= life.now) return null;
    life.live(to);
    await product.place.moveTo(to);
    return null;
  }

  /** Where jobs come late, whoever acts next finds the books as they were left, every second time. */
  private async look({ kind }: Act): Promise<Difference | null> {
    this.life.note(this.life.now);
    const isLeft = this.story.isLate && kind === "wait" && this.waits++ % 2 === 0;
    return isLeft ? null : this.differs(kind);
  }

  private async differs(after: string): Promise<Difference | null> {
    const { life, product } = this;
    this.tally.looks++;
    await product.place.catchUp();
    const due = pictureOf(life);
    const seen = await pictureOfProduct(product.place, this.knownInvoices);
    if (due.join("\n") === seen.join("\n")) return null;
    const without = (some: readonly string[], others: readonly string[]) =>
      some.filter((line) => !others.includes(line));
    return this.told(after, without(due, seen), without(seen, due));
  }

  private told(after: string, due: readonly string[], seen: readonly string[]): Difference {
    const at = new Date(this.life.now).toISOString();
    return { story: this.story.number, at, after, due, seen };
  }

  /** As of many a day, as known at the end. */
  private async lookBack(): Promise<Difference | null> {
    const { story, life, product } = this;
    const from = Math.min(story.startsAt, story.now);
    const step = Math.max(DAY, Math.floor((life.now - from) / LOOKS_BACK));
    for (let at = from; at < life.now; at += step) {
      this.tally.looks++;
      const asOf = new Date(at).toISOString();
      const path = `/wallets/${product.place.walletId}/balance?as_of=${asOf}`;
      const { figures } = (await product.place.caller.get(path)).body;
      const due = life.history.findLast((one) => one.at <= at)?.available ?? 0n;
      if (billionths(figures.available) !== due) {
        return this.told(`looking back at ${asOf}`, [inWords(due)], [figures.available]);
      }
    }
    return null;
  }
}
