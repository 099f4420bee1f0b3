/** A customer of the product and the oracle of what it must come to, step by step. */
import { aReference } from "../factories";
import { text, times, whole } from "./amounts";
import type { EventStep, Step } from "./any-steps";
import type { Sent } from "./counting";
import { type Answer, Oracle, type Use } from "./oracle";
import { correct, eventBody, figuresOf, give, type Product } from "./product";
import type { Hold } from "./purse";
import { DAY, HOUR } from "./shop";

/** What both say of one thing. */
export type Told = { readonly at: string; readonly oracle: unknown; readonly product: unknown };
type StepOf<Kind extends Step["kind"]> = Extract<Step, { kind: Kind }>;

export class Pair {
  private readonly oracle: Oracle;
  private readonly sent: Sent[] = [];
  private readonly holds: { readonly id: string; readonly hold: Hold }[] = [];

  constructor(private readonly product: Product) {
    this.oracle = new Oracle(product.shop);
  }

  live(step: Step): Promise<readonly Told[]> {
    switch (step.kind) {
      case "use":
        return this.use(step.events.map((event) => this.event(event)));
      case "repeat":
        return this.repeat(step);
      case "correct":
        return this.correct(step);
      case "give":
        return this.give(step);
      case "pass":
        return this.pass(step);
      case "hold":
        return this.hold(step);
      case "end":
        return this.end(step);
    }
  }

  private event({ name, ago, member, ...said }: EventStep): Sent {
    const told = Object.entries(said).filter(([, value]) => value !== null);
    const event = {
      ...{ id: `event-${this.sent.length}`, name, member, properties: Object.fromEntries(told) },
      // Nothing is asked of the time before the plan began.
      at: Math.max(this.oracle.now - ago * HOUR, this.product.shop.start),
    };
    this.sent.push(event);
    return event;
  }

  /** One by one where two features count the event: in a batch nobody says which of them pays first. */
  private async use(events: readonly Sent[]): Promise<readonly Told[]> {
    const [one, other] = this.product.shop.features;
    if (one?.event !== other?.event) return this.send(events);
    const told: Told[] = [];
    for (const event of events) told.push(...(await this.send([event])));
    return told;
  }

  private async send(events: readonly Sent[]): Promise<readonly Told[]> {
    const oracle = this.oracle.receive(events).map(answerText);
    const bodies = events.map((event) => eventBody(this.product, event));
    const { caller } = this.product;
    const [body] = bodies;
    const { body: answer } =
      bodies.length === 1
        ? await caller.post("/events", body)
        : await caller.post("/events/bulk", { events: bodies });
    // Where all are rejected the call is refused, and tells of no event.
    const results = answer.error
      ? bodies.map(() => ({ status: "rejected" }))
      : (answer.results ?? [answer]);
    return [{ at: JSON.stringify(events), oracle, product: results.map(resultText) }];
  }

  private async repeat({ which, other }: StepOf<"repeat">): Promise<readonly Told[]> {
    const event = this.sent[which];
    if (!event) return [];
    const changed = { ...event, properties: { ...event.properties, n: "4" } };
    return this.send([other ? changed : event]);
  }

  private async correct({ which, share }: StepOf<"correct">): Promise<readonly Told[]> {
    const correctable = [...this.oracle.kept].flatMap(
      ([
        id,
        {
          answer,
          uses: [use, another],
        },
      ]) =>
        answer.status === "accepted" && use && !another && mayCorrect(use) ? [{ id, use }] : [],
    );
    const chosen = correctable[which % Math.max(1, correctable.length)];
    if (!chosen) return [];
    const { id, use } = chosen;
    const isOne = use.feature.aggregation === "COUNT" || typeof use.value !== "bigint";
    const isVoided = share === null || isOne || use.linked;
    const quantity = isVoided ? null : times(use.value as bigint, whole(share));
    const { status, body } = await correct(this.product, id, quantity);
    const back = this.oracle.correct(use, quantity);
    const product = status === 200 ? body.credits_back : status;
    const at = `${id} to ${quantity && text(quantity)}`;
    return [{ at, oracle: back === null ? 409 : text(back), product }];
  }

  private async give(step: StepOf<"give">): Promise<readonly Told[]> {
    const { wallets } = this.product.shop;
    const wallet = wallets[step.wallet] ?? wallets[0];
    if (!wallet) return [];
    const { now } = this.oracle;
    const terms = {
      ...{ wallet, priority: step.priority, category: step.category, features: step.features },
      ...{ from: now, to: step.days === null ? null : now + step.days * DAY },
      available: whole(step.amount),
    };
    this.oracle.purse.give({ ...terms, id: await give(this.product, terms) });
    return [];
  }

  private async pass({ hours }: StepOf<"pass">): Promise<readonly Told[]> {
    const to = this.oracle.now + hours * HOUR;
    // In New York clocks change on the eighth of March.
    if (to > Date.UTC(2026, 2, 7)) return [];
    await this.product.advance(to);
    this.oracle.advance(to);
    return [];
  }

  private async hold({ feature, amount, hours }: StepOf<"hold">): Promise<readonly Told[]> {
    const to = this.oracle.now + hours * HOUR;
    const hold = this.oracle.purse.hold(feature, whole(amount), to);
    const { status, body } = await this.product.caller.post("/holds", {
      ...{ external_customer_id: this.product.externalId, credits: amount },
      ...{ feature_key: feature, expires_in: hours * 3600, idempotency_key: aReference() },
    });
    if (hold) this.holds.push({ id: body.id, hold });
    return [{ at: "hold", oracle: hold ? 201 : 402, product: status }];
  }

  private async end({ which, captured }: StepOf<"end">): Promise<readonly Told[]> {
    const open = this.holds.filter(({ hold }) => this.oracle.purse.holds.includes(hold));
    const chosen = open[which % Math.max(1, open.length)];
    if (!chosen) return [];
    const verb = captured === "0" ? "release" : "capture";
    const { status } = await this.product.caller.post(`/holds/${chosen.id}/${verb}`, {
      ...{ idempotency_key: aReference(), ...(verb === "capture" && { credits: captured }) },
    });
    this.oracle.purse.release(chosen.hold, whole(captured));
    return [{ at: verb, oracle: 200, product: status }];
  }

  /** Every grant's credits by where they are, and what each wallet owes. */
  async figures(): Promise<Told> {
    const { grants, wallets } = this.oracle.purse;
    const oracle = [
      ...grants.map(({ id, available, held, consumed, expired }) => [
        ...[id, ...[available, held, consumed, expired].map(text)],
      ]),
      ...wallets.map((wallet) => [wallet.name, text(this.oracle.purse.owed(wallet))]),
    ].sort(byName);
    const product = (await figuresOf(this.product)).sort(byName);
    return { at: "figures", oracle, product };
  }

  /** What is kept of each event in the end, feature by feature. */
  async kept(): Promise<readonly Told[]> {
    const told: Told[] = [];
    for (const [id, { uses, answer }] of this.oracle.kept) {
      if (answer.status !== "accepted") continue;
      const oracle = uses.map(({ feature, added, credits, back, linked }) => [
        ...[feature.key, text(added), text(credits), text(back), linked],
      ]);
      const path = `/events/${this.product.externalId}-${id}`;
      const { event } = (await this.product.caller.get(path)).body;
      const product = (event.uses as KeptUse[])
        .filter(({ code }) => !FAULTS.includes(code ?? ""))
        .map((use) => [
          ...[use.feature_key, use.quantity, use.credits, use.credits_back],
          use.linked_event_id !== null,
        ]);
      told.push({ at: `kept ${id}`, oracle: oracle.sort(byName), product: product.sort(byName) });
    }
    return told;
  }
}

type KeptUse = Record<"feature_key" | "quantity" | "credits" | "credits_back", string> &
  Record<"code" | "linked_event_id", string | null>;

const FAULTS = ["property_missing", "negative_not_allowed"];

const byName = (a: readonly unknown[], b: readonly unknown[]) =>
  String(a[0]) < String(b[0]) ? -1 : 1;

/** What of a price in money comes back from where is told by its own tests. */
const mayCorrect = ({ value, isVoid, priced }: Use): boolean =>
  !isVoid && !priced?.inMoney && (typeof value !== "bigint" || value > 0n);

const answerText = ({ status, credits, back, dropped, owed }: Answer) =>
  isKept(status) ? [status, ...[credits, back, dropped, owed].map(text)] : [status];

type Result = Record<"status" | "credits" | "credits_back" | "dropped", string> & {
  readonly owed: readonly { readonly amount: string }[];
};
const resultText = ({ status, credits, credits_back: back, dropped, owed }: Result) =>
  isKept(status) ? [status, credits, back, dropped, owed[0]?.amount ?? "0"] : [status];

/** A repeat tells again what the first one came to. */
const isKept = (status: string) => status !== "rejected" && status !== "duplicate";
