/** The product's side of a story: each act as a program does it, by `/v1`. */
import type { Answer } from "../api";
import { aReference } from "../factories";
import type { Act, Story } from "./dice";
import { inWords } from "./exact";
import { onAClock, type Place, withLateJobs } from "./place";
import { type Sold, sell, sellOnTop } from "./sell";

type Json = Answer["body"];
type Of<Kind extends Act["kind"]> = Extract<Act, { readonly kind: Kind }>;

const dated = (instant: number) => new Date(instant).toISOString();

export class Product {
  private scheduleId = "";
  /** How many there are by now, one after the other. */
  subscriptions = 1;

  private constructor(
    readonly place: Place,
    private readonly sold: Readonly<Record<string, Sold>>,
    private readonly addOnId: string,
  ) {}

  static async of(story: Story): Promise<Product> {
    const place = await (story.isLate ? withLateJobs : onAClock)(story);
    return new Product(place, await sell(place, story.plans), await sellOnTop(place, story.addOn));
  }

  async start({ plans, cycle, now, startsAt }: Story): Promise<void> {
    await this.place.made("/subscriptions", {
      ...{ customer_id: this.place.customerId, plan_id: this.sold[plans[0].name]?.planId },
      ...{ billing_cycle: cycle, ...(startsAt !== now && { start_date: dated(startsAt) }) },
    });
  }

  /** @returns whether there was enough. */
  async use(feature: string, units: number): Promise<boolean> {
    const { status, body } = await this.place.caller.post("/consume", {
      ...{ external_customer_id: "acme", feature_key: feature },
      ...{ quantity: units, idempotency_key: aReference() },
    });
    if (status !== 200 && status !== 402) throw new Error(JSON.stringify(body));
    return status === 200;
  }

  /** @param at when it is asked. */
  async act(act: Act, at: number): Promise<void> {
    switch (act.kind) {
      case "cancel now":
        return this.cancelNow(act);
      case "pay":
        return this.pay();
      case "add-ons":
        return this.deed("addons", { addon_id: this.addOnId, quantity: act.count });
      case "pieces":
        return this.deed("quantities", { price_id: this.terms.fee, quantity: act.count });
      case "agree":
        return this.agree(act, at);
      case "pause":
        return this.deed(
          "pause",
          act.days === null ? {} : { pause_end: dated(at + act.days * DAY) },
        );
      case "change":
        return this.change(act);
      case "cancel at end":
        return this.deed("cancel");
      case "reactivate":
      case "resume":
        return this.deed(act.kind);
      case "call off":
        await this.place.made(`/subscriptions/schedules/${this.scheduleId}/cancel`, {});
    }
  }

  /** Of the first plan, by name: what can be agreed otherwise. */
  get terms(): Sold["terms"] {
    return this.sold.First?.terms ?? {};
  }

  private async deed(verb: string, body: object = {}): Promise<void> {
    await this.place.made(`/subscriptions/${await this.running()}/${verb}`, { ...body });
  }

  private async running(): Promise<string> {
    const { caller, customerId } = this.place;
    const path = `/subscriptions?customer_id=${customerId}`;
    let { items } = (await caller.get(path)).body;
    // A change that has come due names its successor once it is booked.
    if (items.length < this.subscriptions) {
      await this.place.catchUp();
      items = (await caller.get(path)).body.items;
    }
    return items.find((one: Json) => one.subscription_status !== "ended")?.id;
  }

  private cancelNow({ keeps, credits }: Of<"cancel now">): Promise<void> {
    return this.deed("cancel", {
      ...{ cancellation_type: "immediate", credits: keeps ? "keep" : "void" },
      proration_behavior: credits ? "create_prorations" : "none",
    });
  }

  private async pay(): Promise<void> {
    const { caller, customerId } = this.place;
    const { items } = (await caller.get(`/invoices?customer_id=${customerId}&limit=200`)).body;
    for (const { id, amount_remaining: due } of items) {
      const paid = { payment_status: "SUCCEEDED" };
      if (due !== "0") await caller.put(`/invoices/${id}/payment`, paid);
    }
  }

  private agree({ term, amount, days }: Of<"agree">, at: number): Promise<void> {
    const id = this.terms[term];
    const words = inWords(amount);
    const fee = { type: "fee", price_id: id, amount: words };
    const credits = { type: "credits", credit_grant_id: id, credits: words };
    const end_date = days === null ? null : dated(at + days * DAY);
    const reason = "Agreed in the offer";
    return this.deed("overrides", { ...(term === "fee" ? fee : credits), end_date, reason });
  }

  private async change({ plan, mode, isNow }: Of<"change">): Promise<void> {
    const { id } = await this.place.made(`/subscriptions/${await this.running()}/change`, {
      ...{ target_plan_id: this.sold[plan]?.planId, mode },
      change_at: isNow ? "immediate" : "end_of_period",
    });
    this.scheduleId = id;
  }
}

export const DAY = 86_400_000;
